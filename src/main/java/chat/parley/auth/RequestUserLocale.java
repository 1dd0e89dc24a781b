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

/** The language and time zone of the {@link CurrentUser}. Templates use it as {@code inject:reader}. */
@RequestScoped
@Named("reader")
public class RequestUserLocale implements UserLocale {

    /** The pages' own script writes it. */
    private static final String ZONE = "zone";

    private static final Set<String> NAMED = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final CurrentUser currentUser;
    private final CurrentVertxRequest current;
    private final SiteCookie cookies;
    private Language language;
    private Optional<ZoneId> zone;

    RequestUserLocale(CurrentUser currentUser, CurrentVertxRequest current, SiteCookie cookies) {
        this.currentUser = currentUser;
        this.current = current;
        this.cookies = cookies;
    }

    /** Found once a request. Where one may not wait for the database, only who was found before has a language of their own. */
    @Override
    public Language language() {
        if (language == null) {
            language = find();
        }
        return language;
    }

    /** Only the zones that have names: there are some hundreds, so what is kept by zone is bounded. */
    @Override
    public Optional<ZoneId> zone() {
        if (zone == null) {
            var request = current.getCurrent();
            zone = request == null
                    ? Optional.empty()
                    : cookies.read(request.request(), ZONE)
                            .filter(NAMED::contains)
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
        return known().map(AuthenticatedUser::language).orElseGet(this::asked);
    }

    /**
     * If the account cannot be read, the request counts as anonymous: the failure appears where the account is needed,
     * and that error must have a language.
     */
    private Optional<AuthenticatedUser> known() {
        try {
            return BlockingOperationControl.isBlockingAllowed() ? currentUser.signedIn() : foundByNow();
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
    }

    private Optional<AuthenticatedUser> foundByNow() {
        var request = current.getCurrent();
        return request != null && request.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(AuthenticatedUser.of(user.getSecurityIdentity()))
                : Optional.empty();
    }

    private Language asked() {
        var request = current.getCurrent();
        return Language.asked(request == null ? null : request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
