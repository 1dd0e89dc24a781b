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
class AttachmentResource {

    /** Browsers store the file and revalidate it each time, because the user may have been removed from the room. */
    private static final String REVALIDATE = "private, no-cache";

    private final AttachmentService attachments;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    AttachmentResource(AttachmentService attachments, CurrentUser currentUser, UserLocale userLocale) {
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
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange) {
        return respond(attachments.file(currentUser.id(), id), ifMatch, ifNoneMatch, range, ifRange, true);
    }

    @HEAD
    @Operation(hidden = true)
    public Response headAttachment(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return respond(attachments.file(currentUser.id(), id), ifMatch, ifNoneMatch, null, null, false);
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
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange) {
        return respond(attachments.thumbnail(currentUser.id(), id), ifMatch, ifNoneMatch, range, ifRange, true);
    }

    @HEAD
    @Path("/thumbnail")
    @Operation(hidden = true)
    public Response headThumbnail(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return respond(attachments.thumbnail(currentUser.id(), id), ifMatch, ifNoneMatch, null, null, false);
    }

    /** Evaluates the preconditions in the order of RFC 9110, section 13.2.2. */
    private Response respond(
            StoredFile file,
            List<String> ifMatch,
            List<String> ifNoneMatch,
            String range,
            String ifRange,
            boolean withBody) {
        if (!ifMatch.isEmpty() && !EntityTags.of(ifMatch).matchStrongly(file.tag())) {
            throw ApiException.preconditionFailed(ProblemMessages::fileChanged);
        }
        if (EntityTags.of(ifNoneMatch).matchWeakly(file.tag())) {
            return withCacheHeaders(Response.status(Response.Status.NOT_MODIFIED), file)
                    .build();
        }
        if (!withBody) {
            return withContentHeaders(Response.ok(), file)
                    .header(HttpHeaders.CONTENT_LENGTH, file.size())
                    .build();
        }
        var requested = ifRange == null || ifRange.strip().equals(file.tag())
                ? ByteRange.parse(range, file.size())
                : Optional.<ByteRange>empty();
        if (requested.isEmpty()) {
            return withContentHeaders(
                            Response.ok(attachments.part(currentUser.id(), file, ByteRange.all(file.size()))), file)
                    .build();
        }
        return requested.get().isEmpty()
                ? rangeNotSatisfiable(file, requested.get())
                : withContentHeaders(Response.status(Response.Status.PARTIAL_CONTENT), file)
                        .header("Content-Range", requested.get().of(file.size()))
                        .entity(attachments.part(currentUser.id(), file, requested.get()))
                        .build();
    }

    private Response rangeNotSatisfiable(StoredFile file, ByteRange emptyRange) {
        var error = ApiException.beyond(ProblemMessages::rangeBeyondEnd);
        return Response.status(error.status())
                .type(Problem.MEDIA_TYPE)
                .header("Content-Range", emptyRange.of(file.size()))
                .entity(error.problem(userLocale.language()))
                .build();
    }

    private static ResponseBuilder withContentHeaders(ResponseBuilder response, StoredFile file) {
        return withCacheHeaders(response, file)
                .type(file.type())
                .header("Accept-Ranges", "bytes")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.disposition(file.shown() ? "inline" : "attachment", file.name()));
    }

    private static ResponseBuilder withCacheHeaders(ResponseBuilder response, StoredFile file) {
        return response.header(HttpHeaders.ETAG, file.tag()).header(HttpHeaders.CACHE_CONTROL, REVALIDATE);
    }
}
