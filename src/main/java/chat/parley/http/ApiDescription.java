package chat.parley.http;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import chat.parley.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Adds the {@link Problem} response to every operation of the OpenAPI document, and a description to the parameters that
 * all lists share, at build time.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String NAME = "Problem";
    private static final Map<String, String> PARAMETERS = Map.of(
            "limit", "The maximum number of items on a page.",
            "after", "The `next` of the previous page; without it, the first page.");

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        description.getComponents().addSchema(NAME, problem());
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.getOperations().values().forEach(ApiDescription::complete);
            }
        });
    }

    private static void complete(Operation operation) {
        operation.getResponses().addAPIResponse("default", otherwise());
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription(PARAMETERS.get(parameter.getName())));
        }
    }

    private static APIResponse otherwise() {
        var content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)));
        return OASFactory.createAPIResponse()
                .description("An error as defined by RFC 9457. Its title, detail and messages are in the language of "
                        + "the account, or without one in a language of Accept-Language.")
                .content(content);
    }

    private static Schema problem() {
        var violation = of(SchemaType.OBJECT)
                .addProperty("field", of(SchemaType.STRING))
                .addProperty("message", of(SchemaType.STRING));
        return of(SchemaType.OBJECT)
                .addProperty("type", of(SchemaType.STRING))
                .addProperty("title", of(SchemaType.STRING))
                .addProperty("status", of(SchemaType.INTEGER))
                .addProperty("detail", of(SchemaType.STRING))
                .addProperty("violations", of(SchemaType.ARRAY).items(violation));
    }

    private static Schema of(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
