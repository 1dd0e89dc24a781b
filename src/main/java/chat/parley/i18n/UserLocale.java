package chat.parley.i18n;

import java.time.ZoneId;
import java.util.Optional;

/** The language and time zone of the current user. */
public interface UserLocale {

    /** The one that they have chosen; of somebody who is not signed in the one that their browser asks for. */
    Language language();

    /** Where their clock is, as their browser has said it; none where it has not. */
    Optional<ZoneId> zone();
}
