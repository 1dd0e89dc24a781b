package chat.parley;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.config.ObjectMapperConfig;
import io.restassured.path.json.JsonPath;

/** A JSON object from the service. Values are read by REST Assured's paths: {@code items[0].name}, or {@code items.name} for the names of all items. REST Assured compiles a Groovy program for each read, which takes some 15 ms and was a fifth of the time of all tests; this class uses it only for paths that contain an expression. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("\\w+(\\[\\d+])*(\\.\\w+(\\[\\d+])*)*");
    private static final Pattern STEP = Pattern.compile("\\w+");
    private static final String ALL = "$";

    private final Object root;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Json(Object root) {
        this.root = root;
    }

    public static Json from(String text) {
        try {
            return MAPPER.readValue(text, Json.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("No JSON: " + text, broken);
        }
    }

    /** Without this, REST Assured creates a new mapper for each object. */
    static ObjectMapperConfig forRestAssured() {
        return ObjectMapperConfig.objectMapperConfig().jackson2ObjectMapperFactory((type, charset) -> MAPPER);
    }

    /** Returns null if the path does not exist. */
    @SuppressWarnings("unchecked")
    public <T> T get(String path) {
        return (T) value(path);
    }

    public String getString(String path) {
        var value = value(path);
        return value == null ? null : value.toString();
    }

    public long getLong(String path) {
        return number(path).longValue();
    }

    public int getInt(String path) {
        return number(path).intValue();
    }

    public boolean getBoolean(String path) {
        return (Boolean) there(path);
    }

    public <T> List<T> getList(String path) {
        return get(path);
    }

    public <T> List<T> getList(String path, Class<T> type) {
        return this.<Object>getList(path).stream()
                .map(value -> MAPPER.convertValue(value, type))
                .toList();
    }

    public <K, V> Map<K, V> getMap(String path) {
        return get(path);
    }

    @Override
    public String toString() {
        try {
            return MAPPER.writeValueAsString(root);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Number number(String path) {
        return (Number) there(path);
    }

    private Object there(String path) {
        return Objects.requireNonNull(value(path), () -> "nothing at " + path + " of " + this);
    }

    private Object value(String path) {
        if (path.equals(ALL)) {
            return root;
        }
        if (!PLAIN.matcher(path).matches()) {
            return JsonPath.from(toString()).get(path);
        }
        var steps = STEP.matcher(path);
        var value = root;
        while (steps.find()) {
            value = step(value, steps.group(), path.startsWith("[", steps.start() - 1));
        }
        return value;
    }

    private static Object step(Object from, String name, boolean place) {
        if (from instanceof List<?> list) {
            if (place) {
                var index = Integer.parseInt(name);
                return index < list.size() ? list.get(index) : null;
            }
            var all = new ArrayList<>();
            list.stream().filter(Objects::nonNull).forEach(item -> all.add(step(item, name, false)));
            return all;
        }
        return from instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
