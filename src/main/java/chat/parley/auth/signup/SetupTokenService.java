package chat.parley.auth.signup;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.account.SignUpRequest;
import chat.parley.auth.Token;
import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Protects the first sign-up of an empty server, which creates an administrator. It requires {@code
 * parley.auth.sign-up.setup-token}, or one of the tokens that processes print to their log when they start on an empty database. All
 * printed tokens are valid in every process until the first account exists. Dev mode requires none.
 */
@ApplicationScoped
@Transactional
class SetupTokenService {

    /**
     * Minimum characters of a configured token. 16 random ones cannot be guessed at the rate of {@code
     * RateLimit.SIGN_UP}.
     */
    static final int MIN_LENGTH = 16;

    private final Optional<Token> configured;
    private final OriginPolicy originPolicy;

    /**
     * Reads the configuration.
     *
     * @throws ConfigurationException if the configured token is too short or too long
     */
    SetupTokenService(SignUpConfig config, OriginPolicy originPolicy) {
        this.configured = config.setupToken().map(SetupTokenService::checked);
        this.originPolicy = originPolicy;
    }

    /** Whether the next sign-up requires a token: there is no account, and this is not dev mode. */
    boolean isRequired() {
        return LaunchMode.current() != LaunchMode.DEVELOPMENT
                && Account.findAll().firstResultOptional().isEmpty();
    }

    /**
     * Checks the token of a sign-up on an empty server. The time that it takes does not depend on the characters of
     * the token.
     *
     * @param token null if there is none
     * @throws ApiException with 403 if it is missing or wrong
     */
    void require(String token) {
        if (token == null || !matches(new Token(token.strip()).hash())) {
            throw ApiException.forbidden(ProblemMessages::setupTokenRequired);
        }
    }

    /** Deletes all printed tokens after the first account was created. */
    void deleteAll() {
        SetupToken.deleteAll();
    }

    /**
     * Prints a token at the start of an empty server. Logged as a warning, so that it also appears at higher log
     * levels.
     */
    void print(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT || !Account.hasNone()) {
            return;
        }
        if (configured.isPresent()) {
            Log.warn(
                    "There are no accounts yet. The first one becomes the administrator and requires the token set in parley.auth.sign-up.setup-token");
            return;
        }
        var token = SetupToken.create().text();
        Log.warnf(
                "There are no accounts yet. The first one becomes the administrator and requires this setup token: %s (sign up at %s)",
                token, originPolicy.link("/signup?setup=" + token));
    }

    private boolean matches(byte[] given) {
        var expected = configured.map(token -> List.of(token.hash())).orElseGet(SetupToken::hashes);
        var matches = false;
        for (var hash : expected) {
            matches |= MessageDigest.isEqual(hash, given);
        }
        return matches;
    }

    private static Token checked(String token) {
        var text = token.strip();
        if (text.length() < MIN_LENGTH || text.length() > SignUpRequest.SETUP_TOKEN_MAX) {
            throw new ConfigurationException("parley.auth.sign-up.setup-token must have %d to %d characters"
                    .formatted(MIN_LENGTH, SignUpRequest.SETUP_TOKEN_MAX));
        }
        return new Token(text);
    }
}
