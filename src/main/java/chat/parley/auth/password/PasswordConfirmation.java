package chat.parley.auth.password;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Account;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Requires the password of the current user for actions that a stolen session must not perform. */
@ApplicationScoped
public class PasswordConfirmation {

    private final PasswordHasher passwordHasher;
    private final LoginThrottle loginThrottle;

    PasswordConfirmation(PasswordHasher passwordHasher, LoginThrottle loginThrottle) {
        this.passwordHasher = passwordHasher;
        this.loginThrottle = loginThrottle;
    }

    /**
     * Checks the password of an account. Do not call it inside a transaction: it takes tens of milliseconds.
     *
     * @param field the field of the request, for the error
     * @throws ApiException with 400 if the password is missing or wrong, 429 after too many attempts
     */
    public void require(Account account, String field, String password) {
        if (password == null || password.isEmpty()) {
            throw ApiException.badInput(field, ProblemMessages::missing);
        }
        loginThrottle.check(account.username, account.id);
        if (!passwordHasher.matches(account.id, password, account.passwordHash)) {
            loginThrottle.recordFailure(account.username, account.id);
            throw ApiException.badInput(field, ProblemMessages::wrongPassword);
        }
    }
}
