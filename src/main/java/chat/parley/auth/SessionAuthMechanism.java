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
public class SessionAuthMechanism implements HttpAuthenticationMechanism {

    private final SessionCookie cookie;
    private final SessionCache known;
    private final SessionService sessionService;
    private final BlockingSecurityExecutor worker;

    SessionAuthMechanism(
            SessionCookie cookie, SessionCache known, SessionService sessionService, BlockingSecurityExecutor worker) {
        this.cookie = cookie;
        this.known = known;
        this.sessionService = sessionService;
        this.worker = worker;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return brought(context.request())
                .map(token -> known.find(token)
                        .map(Uni.createFrom()::item)
                        .orElseGet(() -> lookUp(token, context, identities)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private Optional<Token> brought(HttpServerRequest request) {
        return BearerToken.brought(request) ? BearerToken.read(request) : cookie.read(request);
    }

    private Uni<SecurityIdentity> lookUp(Token token, RoutingContext context, IdentityProviderManager identities) {
        var asOf = known.now();
        return worker.executeBlocking(() -> sessionService.proved(token).orElse(null))
                .onItem()
                .ifNotNull()
                .transformToUni(signedIn ->
                        identity(signedIn, context, identities).invoke(identity -> known.keep(token, identity, asOf)));
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
                .map(known -> QuarkusSecurityIdentity.builder(known)
                        .addAttribute(AuthenticatedUser.ATTRIBUTE, signedIn)
                        .build());
    }
}
