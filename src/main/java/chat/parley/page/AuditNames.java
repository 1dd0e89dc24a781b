package chat.parley.page;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.account.Act;
import chat.parley.account.AuditEntryView;

/** What the log of administrators notes, in the reader's language: of what it keeps, only names and numbers are the same in all. */
@ApplicationScoped
@Named("audits")
public class AuditNames {

    private static final Pattern NUMBERED = Pattern.compile(
            "message (?<message>\\d+) of (?<author>\\S+)|invitation (?<invitation>\\d+)" + "|room (?<room>\\d+)");
    private static final Map<String, Function<DialogWords, String>> ROLES =
            Map.of("OWNER", DialogWords::owner, "MODERATOR", DialogWords::moderator, "MEMBER", DialogWords::member);

    private final Speech speech;
    private final DeviceNames devices;

    AuditNames(Speech speech, DeviceNames devices) {
        this.speech = speech;
        this.devices = devices;
    }

    /** @param id {@link Act#id}; one that there was in another version is said as it is */
    public String act(String id) {
        return Act.of(id)
                .map(act -> said(act).apply(speech.words(AdminWords.class)))
                .orElse(id);
    }

    /** Whom or what it was done to. */
    public String subject(AuditEntryView entry) {
        return Act.of(entry.act())
                .map(act -> switch (act) {
                    case SIGNED_IN -> devices.words(entry.subject());
                    case INVITATION_MADE,
                            INVITATION_REVOKED,
                            INVITED,
                            ROLE_GIVEN,
                            REMOVED,
                            ARCHIVED,
                            RESTORED,
                            MESSAGE_DELETED,
                            ROOM_LINK_MADE,
                            ROOM_LINK_REVOKED,
                            CAME_BY_LINK -> parts(entry.subject());
                    case SIGNED_UP,
                            SIGN_IN_FAILED,
                            PASSWORD_CHANGED,
                            PASSWORD_RESET,
                            ADDRESS_CHANGED,
                            TOKEN_MADE,
                            TOKEN_REVOKED,
                            DISABLED,
                            ENABLED,
                            MADE_ADMINISTRATOR,
                            MADE_USER,
                            SIGNED_OUT,
                            RESET_SENT -> entry.subject();
                })
                .orElse(entry.subject());
    }

    /** A person, what is numbered, and a role: the log keeps them one after the other. */
    private String parts(String subject) {
        var words = speech.words(AdminWords.class);
        return Arrays.stream(subject.split(", "))
                .map(part -> part(part, words))
                .reduce(words::also)
                .orElse("");
    }

    private String part(String kept, AdminWords words) {
        var part = NUMBERED.matcher(kept);
        if (!part.matches()) {
            return Optional.ofNullable(ROLES.get(kept))
                    .map(role -> role.apply(speech.words(DialogWords.class)))
                    .orElse(kept);
        }
        if (part.group("message") != null) {
            return words.messageOf(part.group("message"), part.group("author"));
        }
        return part.group("room") == null
                ? words.invitation(Long.parseLong(part.group("invitation")))
                : words.room(part.group("room"));
    }

    /** Each act has its words, or this does not compile. */
    private static Function<AdminWords, String> said(Act act) {
        return switch (act) {
            case SIGNED_UP -> AdminWords::signedUp;
            case SIGNED_IN -> AdminWords::signedIn;
            case SIGN_IN_FAILED -> AdminWords::signInFailed;
            case PASSWORD_CHANGED -> AdminWords::passwordChanged;
            case PASSWORD_RESET -> AdminWords::passwordReset;
            case ADDRESS_CHANGED -> AdminWords::addressChanged;
            case TOKEN_MADE -> AdminWords::tokenMade;
            case TOKEN_REVOKED -> AdminWords::tokenRevoked;
            case DISABLED -> AdminWords::wasDisabled;
            case ENABLED -> AdminWords::wasEnabled;
            case MADE_ADMINISTRATOR -> AdminWords::madeAdministrator;
            case MADE_USER -> AdminWords::madeUser;
            case SIGNED_OUT -> AdminWords::signedOut;
            case RESET_SENT -> AdminWords::resetSent;
            case INVITATION_MADE -> AdminWords::invitationMade;
            case INVITATION_REVOKED -> AdminWords::invitationRevoked;
            case INVITED -> AdminWords::invited;
            case ROLE_GIVEN -> AdminWords::roleGiven;
            case REMOVED -> AdminWords::removed;
            case ARCHIVED -> AdminWords::archived;
            case RESTORED -> AdminWords::restored;
            case MESSAGE_DELETED -> AdminWords::messageDeleted;
            case ROOM_LINK_MADE -> AdminWords::roomLinkMade;
            case ROOM_LINK_REVOKED -> AdminWords::roomLinkRevoked;
            case CAME_BY_LINK -> AdminWords::cameByLink;
        };
    }
}
