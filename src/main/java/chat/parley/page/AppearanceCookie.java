package chat.parley.page;

import java.time.Duration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.NewCookie;

import chat.parley.auth.CookieFactory;
import io.vertx.core.http.HttpServerRequest;

/**
 * Stores the {@link Appearance} in a cookie and not with the account, because it depends on the screen and also applies
 * before sign-in.
 */
@RequestScoped
@Named("appearance")
class AppearanceCookie {

    private static final String NAME = "look";
    /** The cookie with the state of the details pane, which the script of the page sets. */
    private static final String DETAILS = "details";

    private static final int MAX_AGE_SECONDS = (int) Duration.ofDays(365).toSeconds();

    private final CookieFactory cookies;
    private final HttpServerRequest request;
    private final Appearance chosen;

    AppearanceCookie(CookieFactory cookies, HttpServerRequest request) {
        this.cookies = cookies;
        this.request = request;
        this.chosen = cookies.read(request, NAME).map(Appearance::parse).orElse(Appearance.DEFAULT);
    }

    NewCookie write(Appearance look) {
        return cookies.write(request, NAME)
                .value(look.text())
                .maxAge(MAX_AGE_SECONDS)
                .build();
    }

    /** Whether the details pane is open. */
    public boolean isDetails() {
        return cookies.read(request, DETAILS).filter("open"::equals).isPresent();
    }

    public String getTheme() {
        return Appearance.word(chosen.theme());
    }

    public String getContrast() {
        return Appearance.word(chosen.contrast());
    }

    public String getDensity() {
        return Appearance.word(chosen.density());
    }
}
