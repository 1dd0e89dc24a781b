package chat.parley.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import chat.parley.Language;
import chat.parley.Reader;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;

/** The {@link Viewer}, as somebody who is spoken to. Pages know it as {@code inject:reader}. */
@RequestScoped
@Named("reader")
public class ViewingReader implements Reader {

    private final Viewer viewer;
    private final CurrentVertxRequest current;
    private Language language;

    ViewingReader(Viewer viewer, CurrentVertxRequest current) {
        this.viewer = viewer;
        this.current = current;
    }

    /** Found once a request, and only where one may wait for the database. */
    @Override
    public Language language() {
        if (language == null) {
            language = find();
        }
        return language;
    }

    public String getTag() {
        return language().tag();
    }

    public String getDirection() {
        return language().rightToLeft() ? "rtl" : "ltr";
    }

    private Language find() {
        try {
            return BlockingOperationControl.isBlockingAllowed() ? viewer.signedIn().map(SignedIn::language).orElseGet(this::asked) : asked();
        } catch (SecurityException nobody) {
            return asked();
        }
    }

    private Language asked() {
        var request = current.getCurrent();
        return Language.asked(request == null ? null : request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
