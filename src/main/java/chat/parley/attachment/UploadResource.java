package chat.parley.attachment;

import java.io.InputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.Access;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/attachments}: uploads a file to a room, to attach it to a message. */
@Path("/api/rooms/{id}/attachments")
@Tag(name = "Files")
@Authenticated
class UploadResource {

    /** The parts of the form, only for the OpenAPI description. */
    @Schema(name = "Upload", requiredProperties = "file")
    record UploadForm(
            @Schema(type = SchemaType.STRING, format = "binary")
            String file,

            @Schema(type = SchemaType.STRING, format = "binary")
            String thumbnail) {}

    private final Access access;
    private final UploadService uploads;
    private final CurrentUser currentUser;

    UploadResource(Access access, UploadService uploads, CurrentUser currentUser) {
        this.access = access;
        this.uploads = uploads;
        this.currentUser = currentUser;
    }

    /** Checks the permission before it reads the body. */
    @POST
    @Operation(
            summary = "Upload a file",
            description = "Stores a file that a message of the same user can attach within a day. A picture may "
                    + "come with a thumbnail.")
    @RateLimited(RateLimit.UPLOAD)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadForm.class)))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AttachmentView.class)))
    public Response uploadAttachment(
            @RestPath long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body) {
        access.permissions(currentUser.id(), id).requireNotArchived();
        var attachment = uploads.receive(currentUser.id(), id, contentType, body);
        return Response.status(Response.Status.CREATED).entity(view(attachment)).build();
    }

    private static AttachmentView view(long attachment) {
        // Not @Transactional: an upload may take minutes and must not hold a connection.
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        AttachmentView.of(Attachment.findComplete(attachment).orElseThrow()));
    }
}
