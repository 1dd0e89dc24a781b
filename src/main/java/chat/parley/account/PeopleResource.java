package chat.parley.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.http.KeysetPage;
import chat.parley.problem.PlainText;
import io.quarkus.security.Authenticated;

/** {@code /api/users}: lists accounts. */
@Path("/api/users")
@Tag(name = "People")
@Authenticated
class PeopleResource {

    private final PeopleDirectory peopleDirectory;

    PeopleResource(PeopleDirectory peopleDirectory) {
        this.peopleDirectory = peopleDirectory;
    }

    @GET
    @Operation(
            summary = "List people",
            description = "Enabled accounts by username. With `q`, those whose username or a word of whose display "
                    + "name begins with it.")
    public KeysetPage<Person> listUsers(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return peopleDirectory.page(q.strip(), after, limit);
    }
}
