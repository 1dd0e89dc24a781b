package chat.parley.account;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.Limit;
import chat.parley.Limits;
import chat.parley.Refusal;

/** Asks somebody who is signed in for their password once more, before what a stolen session must not do. */
@ApplicationScoped
class PasswordProof {

    private final Passwords passwords;
    private final Limits limits;

    PasswordProof(Passwords passwords, Limits limits) {
        this.passwords = passwords;
        this.limits = limits;
    }

    /**
     * Not within a transaction: it takes tens of milliseconds.
     *
     * @param field where the password was given
     * @throws Refusal with 400 when it is missing or another, 429 when it was tried too often
     */
    void demand(Account account, String field, String password) {
        if (password == null || password.isEmpty()) {
            throw Refusal.badInput(field, "is missing");
        }
        limits.check(Limit.SIGN_IN_FAILURE, account.username);
        if (!passwords.matches(password, account.passwordHash)) {
            limits.take(Limit.SIGN_IN_FAILURE, account.username);
            throw Refusal.badInput(field, "is not the password of this account");
        }
    }
}
