package chat.parley.auth;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import chat.parley.i18n.Language;
import chat.parley.i18n.UserLocale;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;

/** The language and time zone of the {@link CurrentUser}. Templates use it as {@code inject:userLocale}. */
@RequestScoped
@Named("userLocale")
public class RequestUserLocale implements UserLocale {

    /** The cookie with the time zone, which the script of the pages sets. */
    private static final String ZONE_COOKIE = "zone";

    private static final Set<String> ZONE_IDS = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final CurrentUser currentUser;
    private final CurrentVertxRequest current;
    private final CookieFactory cookies;
    private Language language;
    private Optional<ZoneId> zone;

    RequestUserLocale(CurrentUser currentUser, CurrentVertxRequest current, CookieFactory cookies) {
        this.currentUser = currentUser;
        this.current = current;
        this.cookies = cookies;
    }

    /**
     * The language of the user, else of the browser; determined once per request. On an event loop, the user is known
     * only if the request is already authenticated.
     */
    @Override
    public Language language() {
        if (language == null) {
            language = find();
        }
        return language;
    }

    /** Accepts only named zones, because caches by zone must be bounded. */
    @Override
    public Optional<ZoneId> zone() {
        if (zone == null) {
            var request = current.getCurrent();
            zone = request == null
                    ? Optional.empty()
                    : cookies.read(request.request(), ZONE_COOKIE)
                            .filter(ZONE_IDS::contains)
                            .map(ZoneId::of);
        }
        return zone;
    }

    public String getTag() {
        return language().tag();
    }

    public String getDirection() {
        return language().rightToLeft() ? "rtl" : "ltr";
    }

    private Language find() {
        return user().map(AuthenticatedUser::language).orElseGet(this::requestedLanguage);
    }

    /**
     * If the account cannot be read, the request counts as anonymous: the failure appears where the account is needed,
     * and that error must have a language.
     */
    private Optional<AuthenticatedUser> user() {
        try {
            return BlockingOperationControl.isBlockingAllowed() ? currentUser.signedIn() : authenticatedUser();
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
    }

    private Optional<AuthenticatedUser> authenticatedUser() {
        var request = current.getCurrent();
        return request != null && request.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(AuthenticatedUser.of(user.getSecurityIdentity()))
                : Optional.empty();
    }

    private Language requestedLanguage() {
        var request = current.getCurrent();
        return Language.fromAcceptLanguage(
                request == null ? null : request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
