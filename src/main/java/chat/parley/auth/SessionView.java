package chat.parley.auth;

import java.time.Instant;

import chat.parley.i18n.Language;

/**
 * A session, as its owner sees it.
 *
 * @param device a description of the browser in the language of the owner, such as "Firefox on Linux"
 * @param browser the name of the browser; null if unknown
 * @param operatingSystem the name of the operating system; null if unknown
 * @param lastSeenAt to the minute
 * @param current whether it is the session of this request
 */
public record SessionView(
        long id,
        String device,
        String browser,
        String operatingSystem,
        Instant createdAt,
        Instant lastSeenAt,
        boolean current) {

    static SessionView of(Session session, long current, Language language) {
        return new SessionView(
                session.id,
                new Device(session.browser, session.operatingSystem).describe(language),
                session.browser,
                session.operatingSystem,
                session.createdAt,
                session.lastSeenAt,
                session.id == current);
    }
}
