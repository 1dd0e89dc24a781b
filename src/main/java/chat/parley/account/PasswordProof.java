package chat.parley.account;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.ProblemWords;
import chat.parley.Refusal;

/** Asks somebody who is signed in for their password once more, before what a stolen session must not do. */
@ApplicationScoped
class PasswordProof {

    private final Passwords passwords;
    private final Guesses guesses;

    PasswordProof(Passwords passwords, Guesses guesses) {
        this.passwords = passwords;
        this.guesses = guesses;
    }

    /**
     * Not within a transaction: it takes tens of milliseconds.
     *
     * @param field where the password was given
     * @throws Refusal with 400 when it is missing or another, 429 when it was tried too often
     */
    void demand(Account account, String field, String password) {
        if (password == null || password.isEmpty()) {
            throw Refusal.badInput(field, ProblemWords::missing);
        }
        guesses.check(account.username, account.id);
        if (!passwords.matches(account.id, password, account.passwordHash)) {
            guesses.wrong(account.username, account.id);
            throw Refusal.badInput(field, ProblemWords::wrongPassword);
        }
    }
}
