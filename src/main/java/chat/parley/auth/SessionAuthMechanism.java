package chat.parley.auth;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Authenticates requests: finds the session of the cookie or access token and passes the username to Quarkus Security
 * JPA for the identity and its roles. The result is cached for at most one second and dropped when a session ends.
 */
@ApplicationScoped
class SessionAuthMechanism implements HttpAuthenticationMechanism {

    private final SessionCookie cookie;
    private final SessionCache cache;
    private final SessionService sessionService;
    private final BlockingSecurityExecutor worker;

    SessionAuthMechanism(
            SessionCookie cookie, SessionCache cache, SessionService sessionService, BlockingSecurityExecutor worker) {
        this.cookie = cookie;
        this.cache = cache;
        this.sessionService = sessionService;
        this.worker = worker;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return token(context.request())
                .map(token -> cache.find(token)
                        .map(Uni.createFrom()::item)
                        .orElseGet(() -> authenticate(token, context, identities)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private Optional<Token> token(HttpServerRequest request) {
        return BearerToken.isPresent(request) ? BearerToken.read(request) : cookie.read(request);
    }

    private Uni<SecurityIdentity> authenticate(
            Token token, RoutingContext context, IdentityProviderManager identities) {
        var asOf = cache.generation();
        return worker.executeBlocking(() -> sessionService.authenticate(token).orElse(null))
                .onItem()
                .ifNotNull()
                .transformToUni(signedIn ->
                        identity(signedIn, context, identities).invoke(identity -> cache.put(token, identity, asOf)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code(), null, null));
    }

    private static Uni<SecurityIdentity> identity(
            AuthenticatedUser signedIn, RoutingContext context, IdentityProviderManager identities) {
        var request = new TrustedAuthenticationRequest(signedIn.username());
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return identities
                .authenticate(request)
                .map(identity -> QuarkusSecurityIdentity.builder(identity)
                        .addAttribute(AuthenticatedUser.ATTRIBUTE, signedIn)
                        .build());
    }
}
