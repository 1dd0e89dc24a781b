package chat.parley.attachment;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.i18n.UserLocale;
import chat.parley.problem.ApiException;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemMessages;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.Uncompressed;

/** {@code /api/attachments}: downloads files, for users who may see their room. */
@Path("/api/attachments/{id}")
@Tag(name = "Files")
@Authenticated
public class AttachmentResource {

    /** Kept by the browser, and asked for each time whether one may still see it: who was taken out of the room may not. */
    private static final String ASK_EACH_TIME = "private, no-cache";

    private final Attachments attachments;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    AttachmentResource(Attachments attachments, CurrentUser currentUser, UserLocale userLocale) {
        this.attachments = attachments;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    @GET
    @Operation(
            summary = "Download a file",
            description = "The content of a file never changes. Supports `Range` with one range, `If-Range`, "
                    + "`If-Match` and `If-None-Match`.")
    @Uncompressed
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response downloadAttachment(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> wanted,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> held,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ofWhich) {
        return answer(attachments.file(currentUser.id(), id), wanted, held, range, ofWhich, true);
    }

    @HEAD
    @Operation(hidden = true)
    public Response look(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> wanted,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> held) {
        return answer(attachments.file(currentUser.id(), id), wanted, held, null, null, false);
    }

    @GET
    @Operation(
            summary = "Download a thumbnail",
            description = "The thumbnail that was uploaded with a picture. 404 if there is none.")
    @Uncompressed
    @Path("/thumbnail")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response downloadThumbnail(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> wanted,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> held,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ofWhich) {
        return answer(attachments.thumbnail(currentUser.id(), id), wanted, held, range, ofWhich, true);
    }

    @HEAD
    @Path("/thumbnail")
    @Operation(hidden = true)
    public Response lookAtThumbnail(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> wanted,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> held) {
        return answer(attachments.thumbnail(currentUser.id(), id), wanted, held, null, null, false);
    }

    /** In the order of RFC 9110, section 13.2.2. */
    private Response answer(
            StoredFile file, List<String> wanted, List<String> held, String range, String ofWhich, boolean bodyToo) {
        if (!wanted.isEmpty() && !EntityTags.of(wanted).matchStrongly(file.tag())) {
            throw ApiException.preconditionFailed(ProblemMessages::otherFile);
        }
        if (EntityTags.of(held).matchWeakly(file.tag())) {
            return about(Response.status(Response.Status.NOT_MODIFIED), file).build();
        }
        if (!bodyToo) {
            return described(Response.ok(), file)
                    .header(HttpHeaders.CONTENT_LENGTH, file.size())
                    .build();
        }
        var asked = ofWhich == null || ofWhich.strip().equals(file.tag())
                ? ByteRange.asked(range, file.size())
                : Optional.<ByteRange>empty();
        if (asked.isEmpty()) {
            return described(Response.ok(attachments.part(currentUser.id(), file, ByteRange.all(file.size()))), file)
                    .build();
        }
        return asked.get().isEmpty()
                ? beyond(file, asked.get())
                : described(Response.status(Response.Status.PARTIAL_CONTENT), file)
                        .header("Content-Range", asked.get().of(file.size()))
                        .entity(attachments.part(currentUser.id(), file, asked.get()))
                        .build();
    }

    private Response beyond(StoredFile file, ByteRange nothing) {
        var refusal = ApiException.beyond(ProblemMessages::fileEnds);
        return Response.status(refusal.status())
                .type(Problem.MEDIA_TYPE)
                .header("Content-Range", nothing.of(file.size()))
                .entity(refusal.problem(userLocale.language()))
                .build();
    }

    private static ResponseBuilder described(ResponseBuilder answer, StoredFile file) {
        return about(answer, file)
                .type(file.type())
                .header("Accept-Ranges", "bytes")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.disposition(file.shown() ? "inline" : "attachment", file.name()));
    }

    private static ResponseBuilder about(ResponseBuilder answer, StoredFile file) {
        return answer.header(HttpHeaders.ETAG, file.tag()).header(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME);
    }
}
