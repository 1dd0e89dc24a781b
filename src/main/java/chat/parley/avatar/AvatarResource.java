package chat.parley.avatar;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.account.AvatarPath;
import chat.parley.attachment.AttachmentBody;
import chat.parley.auth.CurrentUser;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.Uncompressed;

/** {@code /api/pictures}: profile pictures, for all signed-in users. */
@Path(AvatarPath.ROOT + "{name}")
@Tag(name = "Profile pictures")
@Authenticated
class AvatarResource {

    /** Only browsers cache it, without revalidation, because each picture has its own name. */
    private static final String CACHE_FOREVER = "private, max-age=31536000, immutable";

    private static final String DISPOSITION = "inline; filename=\"picture\"; filename*=UTF-8''picture";

    private final AvatarDao table;
    private final CurrentUser currentUser;

    AvatarResource(AvatarDao table, CurrentUser currentUser) {
        this.table = table;
        this.currentUser = currentUser;
    }

    @GET
    @Operation(
            summary = "Download a profile picture",
            description = "The content of a picture never changes. 404 once it has been replaced or removed.")
    @Uncompressed
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response downloadPicture(@RestPath @PlainText String name) {
        var picture = table.find(name).orElseThrow(() -> ApiException.notFound(ProblemMessages::pictureNotFound));
        var all = AttachmentBody.whole(currentUser.id(), picture.size(), from -> table.read(name, from));
        return Response.ok(all, MediaType.valueOf(picture.type()))
                .header(HttpHeaders.CACHE_CONTROL, CACHE_FOREVER)
                .header(HttpHeaders.CONTENT_DISPOSITION, DISPOSITION)
                .build();
    }
}
