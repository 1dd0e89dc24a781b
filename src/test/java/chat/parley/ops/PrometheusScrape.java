package chat.parley.ops;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics of the running service at {@code /q/metrics}. */
final class PrometheusScrape {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)(\\{.*?})? \\S+( #.*)?$");
    private static final Pattern SERIES = Pattern.compile("(?m)^(parley_[a-z_0-9]+(?:\\{.*})?) ([0-9.Ee+-]+)");

    private final String text;

    private PrometheusScrape(String text) {
        this.text = text;
    }

    static PrometheusScrape fetch() {
        return new PrometheusScrape(given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}"));
    }

    /** The metric families of Parley with their types. */
    Map<String, String> parleyFamilies() {
        var ours = new TreeMap<String, String>();
        TYPE.matcher(text)
                .results()
                .filter(type -> type.group(1).startsWith("parley_"))
                .filter(type -> !type.group(1).endsWith("_max"))
                .forEach(type -> ours.put(type.group(1), type.group(2)));
        return ours;
    }

    /** The names that queries may use. */
    Set<String> names() {
        var names = new TreeSet<String>();
        SAMPLE.matcher(text).results().forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    String text() {
        return text;
    }

    /** The number of time series that Parley defines. */
    long series() {
        return SERIES.matcher(text).results().count();
    }

    double value(String series) {
        return SERIES.matcher(text)
                .results()
                .filter(line -> line.group(1).equals(series))
                .findFirst()
                .map(line -> Double.parseDouble(line.group(2)))
                .orElseThrow(() -> new AssertionError("No " + series + " in\n" + text));
    }
}
