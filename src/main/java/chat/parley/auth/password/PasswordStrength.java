package chat.parley.auth.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import io.quarkus.runtime.annotations.RegisterResources;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import me.gosimple.nbvcxz.scoring.Result;

/**
 * Rejects weak passwords and explains why. There are no rules about kinds of characters: nbvcxz estimates the number of
 * guesses from lists of leaked passwords, words, names, keyboard patterns and dates. Its lists take some 20 MB after
 * the first use. A native executable contains only the files that are named here.
 */
@ApplicationScoped
@RegisterResources(globs = "dictionaries/*.txt")
@RegisterResourceBundle(bundleName = "main")
class PasswordStrength {

    /**
     * Characters that are checked, because the time of nbvcxz grows faster than the length. The rest is ignored, so a
     * longer password may be underestimated, but never overestimated.
     */
    private static final int MAX_CHECKED_CHARACTERS = 40;
    /**
     * The time for which nbvcxz searches for the best combination of its matches; after that it uses a good one. Its
     * other work takes at most 70 ms for the slowest known passwords of 40 characters (such as {@code l|I1!i|1l}),
     * and usually 2 ms.
     */
    private static final long MAX_COMBINATION_MILLIS = 50;
    /** Words that an attacker tries first on every Parley server; {@link OriginPolicy} adds the host name. */
    private static final String SERVICE_NAME = "parley";

    private static final int MIN_PHRASE_WORDS = 3;
    /** The part of the minimum that a phrase needs. */
    private static final double PHRASE_ENTROPY = 2 / 3.0;

    private final OriginPolicy originPolicy;
    private final double minEntropyBits;
    private volatile List<Dictionary> defaultDictionaries;

    PasswordStrength(OriginPolicy originPolicy, PasswordConfig config) {
        this.originPolicy = originPolicy;
        this.minEntropyBits = config.minEntropyBits();
    }

    /**
     * Checks a password. Takes up to several hundred milliseconds of CPU; {@link PasswordPolicy} bounds concurrent
     * calls.
     *
     * @param field the field of the request, for the error
     * @param personalTexts texts that an attacker would try first: names and addresses of the account; may contain null
     * @throws ApiException with 400 and the reason if it is too weak
     */
    void check(String field, String password, String... personalTexts) {
        var result = new Nbvcxz(configuration(personalTexts)).estimate(password);
        if (!result.isMinimumEntropyMet() && !isPhrase(result)) {
            throw ApiException.badInput(field, PasswordFeedback.explain(result));
        }
    }

    /**
     * Whether a password is a phrase of enough different words. nbvcxz multiplies their ranks in its lists, as if an
     * attacker knew that each is a common word; who chooses unrelated words draws each from all of them. A phrase of
     * very common passwords or names stays too weak, and one that is listed itself is a single word to nbvcxz.
     */
    private boolean isPhrase(Result result) {
        var password = result.getPassword();
        var words = result.getMatches().stream()
                .filter(match -> match instanceof DictionaryMatch word && !PasswordFeedback.isPersonal(word))
                .filter(match -> standsAlone(match, password))
                .map(match -> match.getToken().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return words >= MIN_PHRASE_WORDS && result.getEntropy() >= minEntropyBits * PHRASE_ENTROPY;
    }

    private static boolean standsAlone(Match word, String password) {
        var start = word.getStartIndex();
        var end = word.getEndIndex() + 1;
        return word.getToken().matches("\\p{L}{3,}")
                && (start == 0 || !Character.isLetterOrDigit(password.charAt(start - 1)))
                && (end >= password.length() || !Character.isLetterOrDigit(password.charAt(end)));
    }

    private Configuration configuration(String... personalTexts) {
        var dictionaries = new ArrayList<>(defaultDictionaries());
        var personalWords = new DictionaryBuilder()
                .setDictionaryName(PasswordFeedback.PERSONAL)
                .setExclusion(true);
        Stream.concat(Stream.of(SERVICE_NAME, originPolicy.name()), Stream.of(personalTexts))
                .filter(Objects::nonNull)
                .flatMap(text -> Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() > 2)
                .forEach(word -> personalWords.addWord(word, 0));
        dictionaries.add(personalWords.createDictionary());
        return new ConfigurationBuilder()
                .setMinimumEntropy(minEntropyBits)
                .setMaxLength(MAX_CHECKED_CHARACTERS)
                .setCombinationAlgorithmTimeout(MAX_COMBINATION_MILLIS)
                .setLocale(Locale.ENGLISH)
                .setDictionaries(dictionaries)
                .createConfiguration();
    }

    /** Concurrent threads may both load the lists, with the same result. */
    private List<Dictionary> defaultDictionaries() {
        if (defaultDictionaries == null) {
            defaultDictionaries = ConfigurationBuilder.getDefaultDictionaries();
        }
        return defaultDictionaries;
    }
}
