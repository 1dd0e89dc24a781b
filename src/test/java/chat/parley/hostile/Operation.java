package chat.parley.hostile;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that can be asked of the service.
 *
 * @param path with the names of its parameters in braces
 * @param query the names of what may stand behind the question mark
 * @param fields what the body is made of, by name; empty where there is none
 * @param form whether they are sent as a form, and not as JSON
 */
record Operation(String method, String path, List<String> query, Map<String, JsonNode> fields, boolean form) {

    boolean ofTheApi() {
        return path.startsWith("/api/");
    }

    boolean hasBody() {
        return !fields.isEmpty();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
