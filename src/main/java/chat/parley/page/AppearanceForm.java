package chat.parley.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;

import chat.parley.ratelimit.NotRateLimited;

/** Handles the appearance form of the settings page. */
@Path("/settings/look")
@Tag(name = "Pages")
@PermitAll
class AppearanceForm {

    private final AppearanceCookie cookie;

    AppearanceForm(AppearanceCookie cookie) {
        this.cookie = cookie;
    }

    @POST
    @Operation(summary = "Save the appearance")
    @NotRateLimited("It only sets a cookie.")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(
            @RestForm @DefaultValue("") String theme,
            @RestForm @DefaultValue("") String contrast,
            @RestForm @DefaultValue("") String density) {
        var look = Appearance.parse(String.join(".", theme, contrast, density));
        return Response.fromResponse(Forms.seeOther("/settings?done=look"))
                .cookie(cookie.write(look))
                .build();
    }
}
