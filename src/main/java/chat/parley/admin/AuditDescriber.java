package chat.parley.admin;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEntry;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.auth.Device;
import chat.parley.http.KeysetPage;
import chat.parley.i18n.UserLocale;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** Describes entries of the audit log in the language of the administrator. Templates use it as {@code inject:audit}. */
@ApplicationScoped
@Named("audit")
public class AuditDescriber {

    private static final Map<String, Function<AuditMessages, String>> ROLES = Map.of(
            "owner", AuditMessages::owner, "moderator", AuditMessages::moderator, "member", AuditMessages::member);

    private final AuditLog log;
    private final UserLocale userLocale;

    AuditDescriber(AuditLog log, UserLocale userLocale) {
        this.log = log;
        this.userLocale = userLocale;
    }

    /**
     * Lists entries, newest first.
     *
     * @param account the username of the actor or of the target; empty for all
     * @param action {@link AuditAction#id}; empty for all
     * @param before {@code next} of the previous page; {@link Long#MAX_VALUE} for the first page
     */
    public KeysetPage<AuditEntryView> page(String account, String action, long before, int limit) {
        return log.page(account, action, before, limit).map(entry -> AuditEntryView.of(entry, subject(entry)));
    }

    /**
     * The text of an action.
     *
     * @param id {@link AuditAction#id}; an unknown id is returned unchanged
     */
    public String action(String id) {
        return AuditAction.of(id)
                .map(action -> message(action).apply(messages()))
                .orElse(id);
    }

    private String subject(AuditEntry entry) {
        var messages = messages();
        return Stream.of(target(entry, messages), room(entry, messages), role(entry, messages), device(entry))
                .filter(part -> !part.isEmpty())
                .reduce(messages::also)
                .orElse("");
    }

    private static String target(AuditEntry entry, AuditMessages messages) {
        if (entry.targetKind == null) {
            return "";
        }
        if (entry.message != null) {
            return messages.messageTarget(String.valueOf(entry.message), entry.targetName);
        }
        return AuditTarget.Kind.of(entry.targetKind)
                .map(kind -> switch (kind) {
                    case ACCOUNT -> entry.targetName;
                    case ACCESS_TOKEN -> entry.targetName == null ? "" : entry.targetName;
                    case INVITATION, ROOM_INVITATION -> messages.invitation(String.valueOf(entry.targetId));
                    case ROOM -> "";
                })
                .orElse("");
    }

    private static String room(AuditEntry entry, AuditMessages messages) {
        return entry.room == null ? "" : messages.room(String.valueOf(entry.room));
    }

    private static String role(AuditEntry entry, AuditMessages messages) {
        var role = entry.details.get("role");
        return role == null ? "" : ROLES.getOrDefault(role, unknown -> role).apply(messages);
    }

    private String device(AuditEntry entry) {
        return AuditAction.SIGNED_IN.id().equals(entry.action)
                ? new Device(entry.details.get("browser"), entry.details.get("operatingSystem"))
                        .describe(userLocale.language())
                : "";
    }

    private AuditMessages messages() {
        return MessageBundles.get(
                AuditMessages.class, Localized.Literal.of(userLocale.language().tag()));
    }

    /** The compiler checks that every action has a text. */
    private static Function<AuditMessages, String> message(AuditAction action) {
        return switch (action) {
            case SIGNED_UP -> AuditMessages::signedUp;
            case SIGNED_IN -> AuditMessages::signedIn;
            case SIGN_IN_FAILED -> AuditMessages::signInFailed;
            case PASSWORD_CHANGED -> AuditMessages::passwordChanged;
            case PASSWORD_RESET -> AuditMessages::passwordReset;
            case ADDRESS_CHANGED -> AuditMessages::addressChanged;
            case TOKEN_MADE -> AuditMessages::tokenCreated;
            case TOKEN_REVOKED -> AuditMessages::tokenRevoked;
            case DISABLED -> AuditMessages::accountDisabled;
            case ENABLED -> AuditMessages::accountEnabled;
            case MADE_ADMINISTRATOR -> AuditMessages::adminGranted;
            case MADE_USER -> AuditMessages::adminRemoved;
            case SIGNED_OUT -> AuditMessages::signedOut;
            case RESET_SENT -> AuditMessages::resetSent;
            case INVITATION_MADE -> AuditMessages::invitationCreated;
            case INVITATION_REVOKED -> AuditMessages::invitationRevoked;
            case INVITED -> AuditMessages::invited;
            case ROLE_GIVEN -> AuditMessages::roleChanged;
            case REMOVED -> AuditMessages::removed;
            case ARCHIVED -> AuditMessages::archived;
            case RESTORED -> AuditMessages::restored;
            case MESSAGE_DELETED -> AuditMessages::messageDeleted;
            case ROOM_LINK_MADE -> AuditMessages::roomLinkCreated;
            case ROOM_LINK_REVOKED -> AuditMessages::roomLinkRevoked;
            case CAME_BY_LINK -> AuditMessages::joinedByLink;
        };
    }
}
