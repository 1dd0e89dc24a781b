package chat.parley.auth;

import java.util.Set;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.vertx.core.http.HttpServerRequest;

/**
 * Rejects state-changing requests that a page of another site may have sent. Browsers attach the session cookie to
 * requests from any page, so such a request must name this site as its origin or carry the CSRF token of the session.
 */
class CsrfFilter {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final OriginPolicy originPolicy;
    private final SessionCookie cookie;

    CsrfFilter(OriginPolicy originPolicy, SessionCookie cookie) {
        this.originPolicy = originPolicy;
        this.cookie = cookie;
    }

    @ServerRequestFilter(preMatching = true)
    public void guard(ContainerRequestContext context, HttpServerRequest request) {
        if (SAFE_METHODS.contains(context.getMethod())) {
            return;
        }
        if (originPolicy.isFromOtherSite(request)) {
            throw ApiException.forbidden(ProblemMessages::crossSiteRequest);
        }
        if (BearerToken.isPresent(request)) {
            return;
        }
        cookie.read(request)
                .filter(token -> !originPolicy.sent(request) && !hasCsrfToken(request, token))
                .ifPresent(token -> {
                    throw ApiException.forbidden(ProblemMessages::originRequired);
                });
    }

    private static boolean hasCsrfToken(HttpServerRequest request, Token token) {
        return token.csrf().equals(request.getHeader("X-CSRF-Token"));
    }
}
