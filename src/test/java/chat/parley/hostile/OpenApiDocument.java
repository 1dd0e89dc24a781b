package chat.parley.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import chat.parley.hostile.ApiOperation.Encoding;
import com.fasterxml.jackson.databind.JsonNode;

/** The operations in the OpenAPI document of the service. */
record OpenApiDocument(JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    List<ApiOperation> operations() {
        var operations = new ArrayList<ApiOperation>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private ApiOperation operation(String method, String path, JsonNode described) {
        var query = StreamSupport.stream(described.path("parameters").spliterator(), false)
                .filter(parameter -> "query".equals(parameter.path("in").asText()))
                .map(parameter -> parameter.path("name").asText())
                .toList();
        var content = described.path("requestBody").path("content");
        var encoding = Stream.of(Encoding.values())
                .filter(one -> content.has(one.type))
                .findFirst()
                .orElse(Encoding.JSON);
        return new ApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                query,
                fields(content.path(encoding.type).path("schema")),
                encoding);
    }

    /** The fields by name. Resolves references. */
    private Map<String, JsonNode> fields(JsonNode schema) {
        var fields = new LinkedHashMap<String, JsonNode>();
        resolved(schema)
                .path("properties")
                .fields()
                .forEachRemaining(field -> fields.put(field.getKey(), resolved(field.getValue())));
        return fields;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
