package chat.parley.auth.signup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.account.SignUpRequest;
import chat.parley.auth.Token;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Decides who may sign up. The first account of an empty server needs the setup token instead, whatever the policy. */
@ApplicationScoped
@Transactional
public class SignUpPolicy {

    /** The values of {@code parley.auth.sign-up.policy}. */
    enum Policy {
        /** Everyone. */
        OPEN,
        /** People with an invitation from an administrator. */
        INVITATION,
        /** Nobody. */
        CLOSED
    }

    private final Policy policy;
    private final SetupTokenService setupTokens;

    SignUpPolicy(SignUpConfig config, SetupTokenService setupTokens) {
        this.policy = config.policy();
        this.setupTokens = setupTokens;
    }

    /**
     * Whether to show the sign-up form: always on an empty server, although it may require the setup token.
     *
     * @param invitation the token of an invitation; null or empty if there is none
     */
    public boolean allows(String invitation) {
        return switch (policy) {
            case OPEN -> true;
            case INVITATION -> hasValidInvitation(invitation) || hasNoAccounts();
            case CLOSED -> hasNoAccounts();
        };
    }

    /** Whether the next sign-up requires the setup token. */
    public boolean requiresSetupToken() {
        return setupTokens.isRequired();
    }

    /**
     * Checks whether a sign-up is allowed.
     *
     * @throws ApiException with 403 if it is not
     */
    void require(SignUpRequest newAccount) {
        if (setupTokens.isRequired()) {
            setupTokens.require(newAccount.setupToken());
        } else if (!allows(newAccount.invitation())) {
            throw ApiException.forbidden(ProblemMessages::invitationRequired);
        }
    }

    private static boolean hasValidInvitation(String invitation) {
        return invitation != null && Invitation.isValid(new Token(invitation));
    }

    private static boolean hasNoAccounts() {
        return Account.findAll().firstResultOptional().isEmpty();
    }
}
