package chat.parley.avatar;

import java.io.InputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import chat.parley.account.Me;
import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/me/picture}: sets and removes the own profile picture. */
@Path("/api/me/picture")
@Tag(name = "Profile pictures")
@Authenticated
class OwnAvatarResource {

    private final AvatarService avatars;
    private final CurrentUser currentUser;

    OwnAvatarResource(AvatarService avatars, CurrentUser currentUser) {
        this.avatars = avatars;
        this.currentUser = currentUser;
    }

    @PUT
    @Operation(
            summary = "Set your profile picture",
            description =
                    "A PNG, JPEG or WebP of at most 256 KB and 1024 pixels a side. Its URL changes with every upload.")
    @RateLimited(value = RateLimit.UPLOAD, inCode = RateLimit.CHANGE_PROFILE)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = AvatarForm.class)))
    public Me setPicture(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body) {
        return Me.of(avatars.receive(currentUser.id(), contentType, body), currentUser.csrf());
    }

    @DELETE
    @Operation(summary = "Remove your profile picture")
    @RateLimited(inCode = RateLimit.CHANGE_PROFILE)
    public void removePicture() {
        avatars.remove(currentUser.id());
    }
}
