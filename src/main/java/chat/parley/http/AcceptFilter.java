package chat.parley.http;

import java.util.List;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * Rejects a request with 406 before it has any effect if no response format is acceptable. The platform checks {@code
 * Accept} only when it writes the response.
 */
class AcceptFilter {

    private static final String API = "/api/";
    /** Paths of files, which can have any media type. */
    private static final String FILES = "/api/attachments/";

    @ServerRequestFilter(preMatching = true)
    public void guard(ContainerRequestContext context) {
        var header = context.getHeaderString(HttpHeaders.ACCEPT);
        if (header != null && !header.isBlank()) {
            var accepted = parsed(header);
            var path = context.getUriInfo().getPath();
            if (path.startsWith(API)
                    && !path.startsWith(FILES)
                    && accepted.stream().noneMatch(AcceptFilter::jsonWillDo)) {
                throw ApiException.notAcceptable(ProblemMessages::mediaTypeNotAvailable);
            }
        }
    }

    private static List<MediaType> parsed(String header) {
        try {
            return MediaTypeHelper.parseHeader(header);
        } catch (IllegalArgumentException nonsense) {
            throw ApiException.badInput(HttpHeaders.ACCEPT, ProblemMessages::invalidAcceptHeader);
        }
    }

    private static boolean jsonWillDo(MediaType accepted) {
        return accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
