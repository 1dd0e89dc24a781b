package chat.parley.kubernetes;

import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The part of kustomize's patches that our overlays use. */
final class KustomizePatch {

    private KustomizePatch() {}

    /** Merges a patch: fields replace fields, and list items with a name replace those of the same name. */
    static void merge(ObjectNode whole, JsonNode part) {
        part.properties().forEach(field -> {
            var there = whole.get(field.getKey());
            if (there instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else if (there instanceof ArrayNode list
                    && field.getValue().path(0).has("name")) {
                field.getValue()
                        .forEach(one -> findNamed(list, one)
                                .ifPresentOrElse(same -> merge(same, one), () -> list.add(one.deepCopy())));
            } else {
                whole.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    /** Applies one operation of RFC 6902; only replace is supported. */
    static void applyOperation(ObjectNode whole, JsonNode operation) {
        var path = JsonPointer.compile(operation.get("path").asText());
        if (!operation.get("op").asText().equals("replace") || whole.at(path).isMissingNode()) {
            throw new AssertionError("Not known here: " + operation);
        }
        ((ObjectNode) whole.at(path.head())).set(path.last().getMatchingProperty(), operation.get("value"));
    }

    private static Optional<ObjectNode> findNamed(ArrayNode list, JsonNode one) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(other -> other.path("name").equals(one.get("name")))
                .map(ObjectNode.class::cast)
                .findFirst();
    }
}
