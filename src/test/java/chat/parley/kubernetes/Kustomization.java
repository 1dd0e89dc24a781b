package chat.parley.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A folder's kustomization.yaml, evaluated without kustomize as far as ours need it: resources, components, generators and patches. Image names, labels and namespaces are not evaluated; only kubectl checks those. */
record Kustomization(Path folder, JsonNode tree) {

    static Kustomization in(Path folder) {
        return new Kustomization(
                folder, Manifest.documents(folder.resolve("kustomization.yaml")).get(0));
    }

    List<ObjectNode> resources() {
        var resources = new ArrayList<ObjectNode>();
        accumulate(resources);
        return resources;
    }

    /** A component also changes what was there before it. */
    private void accumulate(List<ObjectNode> resources) {
        for (var resource : tree.path("resources")) {
            var path = folder.resolve(resource.asText());
            if (Files.isDirectory(path)) {
                resources.addAll(in(path).resources());
            } else {
                Manifest.documents(path).forEach(document -> resources.add((ObjectNode) document));
            }
        }
        tree.path("components")
                .forEach(component -> in(folder.resolve(component.asText())).accumulate(resources));
        tree.path("configMapGenerator").forEach(generator -> generate(resources, "ConfigMap", "data", generator));
        tree.path("secretGenerator").forEach(generator -> generate(resources, "Secret", "stringData", generator));
        tree.path("patches").forEach(patch -> apply(resources, patch));
    }

    private void generate(List<ObjectNode> resources, String kind, String field, JsonNode generator) {
        var made = like(kind, generator.get("name")).put("apiVersion", "v1");
        var data = made.putObject(field);
        generator.path("literals").forEach(literal -> put(data, literal.asText()));
        generator.path("envs").forEach(file -> lines(file.asText()).forEach(line -> put(data, line)));
        generator
                .path("files")
                .forEach(file -> data.put(
                        Path.of(file.asText()).getFileName().toString(),
                        DocumentedSetting.readFile(folder.resolve(file.asText()))));
        if (generator.path("behavior").asText().equals("merge")) {
            KustomizePatch.merge(target(resources, made), made);
        } else {
            resources.add(made);
        }
    }

    private static void put(ObjectNode data, String line) {
        var at = line.indexOf('=');
        data.put(line.substring(0, at), line.substring(at + 1));
    }

    private List<String> lines(String file) {
        return DocumentedSetting.readFile(folder.resolve(file))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private void apply(List<ObjectNode> resources, JsonNode patch) {
        for (var document : documents(patch)) {
            if (document.isArray()) {
                var target = target(resources, like(patch.at("/target/kind").asText(), patch.at("/target/name")));
                document.forEach(operation -> KustomizePatch.applyOperation(target, operation));
            } else if (document.path("$patch").asText().equals("delete")) {
                resources.remove(target(resources, document));
            } else {
                KustomizePatch.merge(target(resources, document), document);
            }
        }
    }

    private List<JsonNode> documents(JsonNode patch) {
        try {
            return patch.has("path")
                    ? Manifest.documents(folder.resolve(patch.get("path").asText()))
                    : Manifest.documents(patch.get("patch").asText());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode like(String kind, JsonNode name) {
        var like = JsonNodeFactory.instance.objectNode().put("kind", kind);
        like.putObject("metadata").set("name", name);
        return like;
    }

    private static ObjectNode target(List<ObjectNode> resources, JsonNode like) {
        return resources.stream()
                .filter(resource -> resource.get("kind").equals(like.get("kind"))
                        && resource.at("/metadata/name").equals(like.at("/metadata/name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing to patch: " + like));
    }
}
