package chat.parley.page;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEntryView;

/** Describes audit log entries in the user's language: stored entries contain only names and numbers. */
@ApplicationScoped
@Named("audits")
public class AuditNames {

    private static final Pattern NUMBERED = Pattern.compile(
            "message (?<message>\\d+) of (?<author>\\S+)|invitation (?<invitation>\\d+)" + "|room (?<room>\\d+)");
    private static final Map<String, Function<DialogMessages, String>> ROLES = Map.of(
            "OWNER", DialogMessages::owner, "MODERATOR", DialogMessages::moderator, "MEMBER", DialogMessages::member);

    private final TemplateLocale templateLocale;
    private final DeviceNames devices;

    AuditNames(TemplateLocale templateLocale, DeviceNames devices) {
        this.templateLocale = templateLocale;
        this.devices = devices;
    }

    /** @param id {@link AuditAction#id}; one that there was in another version is said as it is */
    public String act(String id) {
        return AuditAction.of(id)
                .map(act -> said(act).apply(templateLocale.words(AdminMessages.class)))
                .orElse(id);
    }

    /** Whom or what it was done to. */
    public String subject(AuditEntryView entry) {
        return AuditAction.of(entry.act())
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
        var words = templateLocale.words(AdminMessages.class);
        return Arrays.stream(subject.split(", "))
                .map(part -> part(part, words))
                .reduce(words::also)
                .orElse("");
    }

    private String part(String kept, AdminMessages words) {
        var part = NUMBERED.matcher(kept);
        if (!part.matches()) {
            return Optional.ofNullable(ROLES.get(kept))
                    .map(role -> role.apply(templateLocale.words(DialogMessages.class)))
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
    private static Function<AdminMessages, String> said(AuditAction act) {
        return switch (act) {
            case SIGNED_UP -> AdminMessages::signedUp;
            case SIGNED_IN -> AdminMessages::signedIn;
            case SIGN_IN_FAILED -> AdminMessages::signInFailed;
            case PASSWORD_CHANGED -> AdminMessages::passwordChanged;
            case PASSWORD_RESET -> AdminMessages::passwordReset;
            case ADDRESS_CHANGED -> AdminMessages::addressChanged;
            case TOKEN_MADE -> AdminMessages::tokenMade;
            case TOKEN_REVOKED -> AdminMessages::tokenRevoked;
            case DISABLED -> AdminMessages::wasDisabled;
            case ENABLED -> AdminMessages::wasEnabled;
            case MADE_ADMINISTRATOR -> AdminMessages::madeAdministrator;
            case MADE_USER -> AdminMessages::madeUser;
            case SIGNED_OUT -> AdminMessages::signedOut;
            case RESET_SENT -> AdminMessages::resetSent;
            case INVITATION_MADE -> AdminMessages::invitationMade;
            case INVITATION_REVOKED -> AdminMessages::invitationRevoked;
            case INVITED -> AdminMessages::invited;
            case ROLE_GIVEN -> AdminMessages::roleGiven;
            case REMOVED -> AdminMessages::removed;
            case ARCHIVED -> AdminMessages::archived;
            case RESTORED -> AdminMessages::restored;
            case MESSAGE_DELETED -> AdminMessages::messageDeleted;
            case ROOM_LINK_MADE -> AdminMessages::roomLinkMade;
            case ROOM_LINK_REVOKED -> AdminMessages::roomLinkRevoked;
            case CAME_BY_LINK -> AdminMessages::cameByLink;
        };
    }
}
