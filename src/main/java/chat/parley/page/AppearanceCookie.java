package chat.parley.page;

import java.time.Duration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.NewCookie;

import chat.parley.auth.SiteCookie;
import io.vertx.core.http.HttpServerRequest;

/**
 * Stores the {@link Appearance} in a cookie and not with the account, because it depends on the screen and also applies
 * before sign-in.
 */
@RequestScoped
@Named("look")
public class AppearanceCookie {

    private static final String NAME = "look";
    /** The page's own script writes it, as the pane is opened and closed there. */
    private static final String DETAILS = "details";

    private static final int MAX_AGE_SECONDS = (int) Duration.ofDays(365).toSeconds();

    private final SiteCookie cookies;
    private final HttpServerRequest request;
    private final Appearance chosen;

    AppearanceCookie(SiteCookie cookies, HttpServerRequest request) {
        this.cookies = cookies;
        this.request = request;
        this.chosen = cookies.read(request, NAME).map(Appearance::read).orElse(Appearance.DEFAULT);
    }

    NewCookie write(Appearance look) {
        return cookies.write(request, NAME)
                .value(look.written())
                .maxAge(MAX_AGE_SECONDS)
                .build();
    }

    /** Whether the pane beside the conversation is open. */
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
