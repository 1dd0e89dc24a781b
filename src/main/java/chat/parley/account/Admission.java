package chat.parley.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.ProblemWords;
import chat.parley.Refusal;

/** Who may sign up. To an empty server everyone may come: the first administers it. */
@ApplicationScoped
@Transactional
public class Admission {

    /** What {@code parley.sign-up} says. */
    public enum Policy {
        /** Everyone. */
        OPEN,
        /** Who has a link from an administrator. */
        INVITATION,
        /** Nobody. */
        CLOSED
    }

    private final Policy policy;

    Admission(@ConfigProperty(name = "parley.sign-up") Policy policy) {
        this.policy = policy;
    }

    /** @param invitation the token of a link; null or empty for none */
    public boolean admits(String invitation) {
        return switch (policy) {
            case OPEN -> true;
            case INVITATION -> invited(invitation) || empty();
            case CLOSED -> empty();
        };
    }

    /** @throws Refusal with 403 when it does not admit them */
    void demand(String invitation) {
        if (!admits(invitation)) {
            throw Refusal.forbidden(ProblemWords::invitationNeeded);
        }
    }

    private static boolean invited(String invitation) {
        return invitation != null && Invitation.works(new Token(invitation));
    }

    private static boolean empty() {
        return Account.findAll().firstResultOptional().isEmpty();
    }
}
