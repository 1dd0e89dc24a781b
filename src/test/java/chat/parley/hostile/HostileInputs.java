package chat.parley.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generators of invalid and hostile values. */
final class HostileInputs {

    /** Pages must escape this. */
    static final String MARKER = "<x-evil";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final int DEEP_JSON = 5_000;
    /** Above the body limit of 64 KB. */
    private static final int LARGE_CHARACTERS = 70_000;

    static final List<String> INJECTIONS = List.of(
            "' or ''='",
            "'; drop table account; --",
            "\" or 1=1 --",
            "1) union select password_hash from account --",
            "%",
            "_%",
            "\\",
            MARKER + " onclick=alert(1)>",
            "\">" + MARKER + ">",
            "'" + MARKER + ">",
            "</script>" + MARKER + ">",
            "<!--" + MARKER + ">",
            "]]>" + MARKER + ">",
            "[a](javascript:alert(1))",
            "![a](data:text/html,x)",
            "<javascript:alert(1)>",
            "**" + MARKER + ">**",
            "`" + MARKER + ">`",
            "{7*191}",
            "{account.passwordHash}",
            "{inject:config}",
            "{#include layout}",
            "${7*191}",
            "#{7*191}",
            "{{7*191}}",
            "${jndi:ldap://127.0.0.1/a}",
            "a\r\nX-Evil: 1",
            "a\nX-Evil: 1",
            "a\u2028b",
            "a\u0000b",
            "\ud800",
            "\u202egnp.exe",
            "\ufeff",
            "a\u0301".repeat(50),
            "../../etc/passwd",
            "..%2f..",
            "/",
            ".",
            "..",
            ";",
            "a;b=c",
            "//",
            "%00",
            "%",
            "null",
            "undefined",
            "NaN",
            "true",
            "0",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "1e999",
            "0x10",
            "1.5",
            "",
            " ",
            "\u00a0");

    private HostileInputs() {}

    static Arbitrary<ApiRequest> attempts(List<ApiOperation> operations) {
        return Arbitraries.of(operations)
                .flatMap(operation -> Combinators.combine(
                                values(
                                        PARAMETER
                                                .matcher(operation.path())
                                                .results()
                                                .map(found -> found.group(1))
                                                .toList(),
                                        1),
                                values(operation.query(), 0.5),
                                body(operation),
                                Arbitraries.of(
                                        "*/*", "application/json", "text/html,*/*;q=0.8", "image/png", "nonsense"))
                        .as((path, query, body, accept) -> new ApiRequest(operation, path, query, body, accept)));
    }

    static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(INJECTIONS),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(INJECTIONS).list().ofMaxSize(4).map(parts -> String.join("", parts)),
                Arbitraries.of(100, 257, 4001, 6_000).map("a"::repeat));
    }

    /** Generates values, often with some missing; small numbers are existing ids. */
    private static Arbitrary<Map<String, String>> values(List<String> names, double sure) {
        var value = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1, 9).map(String::valueOf)),
                Tuple.of(2, text().map(HostileInputs::shortened)));
        Arbitrary<Map<String, String>> values = Arbitraries.just(Map.of());
        for (var name : names) {
            values = Combinators.combine(values, sure == 1 ? value : value.injectNull(1 - sure))
                    .as((before, one) -> {
                        var all = new LinkedHashMap<>(before);
                        if (one != null) {
                            all.put(name, one.isEmpty() && sure == 1 ? " " : one);
                        }
                        return all;
                    });
        }
        return values;
    }

    /** URLs have their own limit of 8 KB, which RequestBoundsTest covers. */
    private static String shortened(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private static Arbitrary<String> body(ApiOperation operation) {
        if (!operation.hasBody()) {
            return Arbitraries.just(null);
        }
        return switch (operation.encoding()) {
            case JSON -> json(operation);
            case FORM -> form(operation);
            case PARTS -> MultipartBodies.bodies(List.copyOf(operation.fields().keySet()));
        };
    }

    private static Arbitrary<String> form(ApiOperation operation) {
        var fields = values(List.copyOf(operation.fields().keySet()), 0.9).map(ApiRequest::encoded);
        return Arbitraries.oneOf(
                fields,
                fields,
                fields.map(text -> text + "&a=%zz&%&=&=b"),
                fields.map(HostileInputs::truncated),
                Arbitraries.just("a".repeat(LARGE_CHARACTERS)));
    }

    private static Arbitrary<String> json(ApiOperation operation) {
        var object = object(operation.fields()).map(HostileInputs::toJson);
        return Arbitraries.frequencyOf(
                Tuple.of(12, object),
                Tuple.of(2, object.map(HostileInputs::truncated)),
                Tuple.of(1, object.map(text -> text + "{}")),
                Tuple.of(1, anyValue().map(HostileInputs::toJson)),
                Tuple.of(1, text()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "[".repeat(DEEP_JSON),
                                "{\"a\":".repeat(DEEP_JSON),
                                "[".repeat(DEEP_JSON) + "]".repeat(DEEP_JSON),
                                "{\"name\":" + "[".repeat(DEEP_JSON) + "]".repeat(DEEP_JSON) + "}",
                                "\"" + "a".repeat(LARGE_CHARACTERS) + "\"",
                                "NaN",
                                "\u0000",
                                "",
                                "{\"name\":\"a\",\"name\":1}",
                                "{\"seq\":1e400}",
                                "{\"seq\":" + "9".repeat(1_000) + "}")));
    }

    private static Arbitrary<Map<String, Object>> object(Map<String, JsonNode> fields) {
        Arbitrary<Map<String, Object>> object = Arbitraries.just(Map.of());
        for (var field : fields.entrySet()) {
            object = Combinators.combine(object, value(field.getValue()).injectNull(0.1))
                    .as((before, value) -> {
                        var all = new LinkedHashMap<>(before);
                        all.put(field.getKey(), value);
                        return all;
                    });
        }
        return object;
    }

    /** Generates mostly values of the documented type. */
    private static Arbitrary<Object> value(JsonNode schema) {
        Arbitrary<Object> right =
                switch (schema.path("type").asText()) {
                    case "integer", "number" -> Arbitraries.longs().map(number -> (Object) number);
                    case "boolean" -> Arbitraries.of(true, false).map(truth -> (Object) truth);
                    case "array" -> Arbitraries.longs().list().ofMaxSize(3).map(list -> (Object) list);
                    default ->
                        schema.has("enum")
                                ? Arbitraries.of(List.of(
                                                schema.path("enum").get(0).asText(), "none"))
                                        .map(one -> (Object) one)
                                : text().map(text -> (Object) text);
                };
        return Arbitraries.frequencyOf(Tuple.of(5, right), Tuple.of(1, anyValue()));
    }

    private static Arbitrary<Object> anyValue() {
        return Arbitraries.lazyOf(
                () -> text().map(text -> (Object) text),
                () -> Arbitraries.longs().map(number -> (Object) number),
                () -> Arbitraries.doubles().map(number -> (Object) number),
                () -> Arbitraries.of(true, false).map(truth -> (Object) truth),
                () -> anyValue().list().ofMaxSize(3).map(list -> (Object) list),
                () -> Arbitraries.maps(text(), anyValue()).ofMaxSize(3).map(map -> (Object) map));
    }

    static String truncated(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
