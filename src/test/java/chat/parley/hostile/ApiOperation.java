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
 * @param encoding as what they are sent
 */
record ApiOperation(String method, String path, List<String> query, Map<String, JsonNode> fields, Encoding encoding) {

    /** How the fields of a body are written. */
    enum Encoding {
        JSON("application/json"),
        FORM("application/x-www-form-urlencoded"),
        PARTS("multipart/form-data");

        final String type;

        Encoding(String type) {
            this.type = type;
        }
    }

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
