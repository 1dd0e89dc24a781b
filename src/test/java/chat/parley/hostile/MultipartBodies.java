package chat.parley.hostile;

import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generators of valid and invalid multipart bodies. */
final class MultipartBodies {

    static final String TYPE = "multipart/form-data; boundary=edge";

    private static final String BOUNDARY = "--edge";
    private static final String END = BOUNDARY + "--\r\n";
    /** Signatures of images, and arbitrary data in place of the rest. */
    private static final List<String> IMAGE_SIGNATURES = List.of(
            "",
            "\u0089PNG\r\n\u001a\n",
            "GIF89a",
            "RIFF\u0000\u0000\u0000\u0000WEBPVP8 ",
            "%PDF-1.7",
            "<svg",
            "PK\u0003\u0004",
            "\u0000");

    private MultipartBodies() {}

    /** @param names of the documented parts */
    static Arbitrary<String> bodies(List<String> names) {
        var body =
                part(names).list().ofMaxSize(4).map(parts -> parts.stream().collect(Collectors.joining("", "", END)));
        return Arbitraries.frequencyOf(
                Tuple.of(8, body),
                Tuple.of(3, body.map(HostileInputs::truncated)),
                Tuple.of(1, body.map(text -> text.replace("\r\n\r\n", "\r\n"))),
                Tuple.of(1, body.map(text -> text.replace(BOUNDARY, "--other"))),
                Tuple.of(1, body.map(text -> text.replace("\r\n", "\n"))),
                Tuple.of(1, HostileInputs.text()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "", BOUNDARY, END, BOUNDARY + "\r\n", BOUNDARY + "\r\n" + "A: b\r\n".repeat(3_000))));
    }

    private static Arbitrary<String> part(List<String> names) {
        var name = Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.of(names)), Tuple.of(1, HostileInputs.text()));
        var type = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("image/png", "text/plain", "multipart/mixed; boundary=edge", "nonsense")),
                Tuple.of(1, HostileInputs.text()));
        var content = Combinators.combine(Arbitraries.of(IMAGE_SIGNATURES), HostileInputs.text())
                .as(String::concat);
        return Combinators.combine(name, HostileInputs.text(), type, content)
                .as((called, file, kind, bytes) ->
                        "%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n%s\r\n"
                                .formatted(BOUNDARY, called, file, kind, bytes));
    }
}
