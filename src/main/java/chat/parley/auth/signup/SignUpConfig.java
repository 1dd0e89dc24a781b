package chat.parley.auth.signup;

import java.util.Optional;

import chat.parley.account.SignUpRequest;
import io.smallrye.config.ConfigMapping;

/** Settings of sign-up. */
@ConfigMapping(prefix = "parley.auth.sign-up")
public interface SignUpConfig {

    /** Who may sign up after the first account. */
    SignUpPolicy.Policy policy();

    /**
     * The token for the first account, with {@value SetupTokenService#MIN_LENGTH} to {@value
     * SignUpRequest#SETUP_TOKEN_MAX} characters. If there is none, each start of an empty server prints a new one.
     */
    Optional<String> setupToken();
}
