package chat.parley.hostile;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An operation of the OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param query the names of the query parameters
 * @param fields the schemas of the body's fields, by name; empty if there is no body
 * @param encoding the media type of the body
 */
record ApiOperation(String method, String path, List<String> query, Map<String, JsonNode> fields, Encoding encoding) {

    /** The encoding of the body's fields. */
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
