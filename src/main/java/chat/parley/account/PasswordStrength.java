package chat.parley.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.Refusal;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import io.quarkus.runtime.annotations.RegisterResources;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/**
 * Refuses passwords that would soon be guessed, and says why. There are no rules about kinds of characters: what counts is
 * how many guesses nbvcxz thinks it takes, from lists of leaked passwords, words, names, patterns of the keyboard and dates.
 * Its lists take some 20 MB once they are needed, which they are when somebody chooses a password. A native executable has
 * none of its files but those that are named here.
 */
@ApplicationScoped
@RegisterResources(globs = "dictionaries/*.txt")
@RegisterResourceBundle(bundleName = "main")
@RegisterResourceBundle(bundleName = "feedback")
public class PasswordStrength {

    /** Beyond this a password is not looked at more closely, only longer: nbvcxz's own effort grows with it. */
    private static final int LOOKED_AT = 64;
    /** What a guesser tries first on any server of ours; where it is reached comes from {@link Site}. */
    private static final String SERVICE = "parley";

    private final Passwords passwords;
    private final Site site;
    private final double leastBits;
    private volatile List<Dictionary> known;

    /** @param leastBits the binary logarithm of the guesses that a password must be worth */
    PasswordStrength(Passwords passwords, Site site,
            @ConfigProperty(name = "parley.password.least-bits") double leastBits) {
        this.passwords = passwords;
        this.site = site;
        this.leastBits = leastBits;
    }

    /**
     * @param field where the password was given
     * @param about what a guesser would try first: names and addresses of the account; null for what there is not
     * @throws Refusal with 400 and the reason, when it is too weak
     */
    void check(String field, String password, String... about) {
        var judged = passwords.inTurn(() -> new Nbvcxz(configuration(about)).estimate(password));
        if (!judged.isMinimumEntropyMet()) {
            throw Refusal.badInput(field, TooEasy.to(judged.getFeedback()));
        }
    }

    private Configuration configuration(String... about) {
        var lists = new ArrayList<>(known());
        var own = new DictionaryBuilder().setDictionaryName("about the account").setExclusion(true);
        Stream.concat(Stream.of(SERVICE, site.name()), Stream.of(about)).filter(Objects::nonNull).flatMap(text -> Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() > 2).forEach(word -> own.addWord(word, 0));
        lists.add(own.createDictionary());
        return new ConfigurationBuilder().setMinimumEntropy(leastBits).setMaxLength(LOOKED_AT).setLocale(Locale.ENGLISH)
                .setDictionaries(lists).createConfiguration();
    }

    /** Two at once may both read them, and find the same. */
    private List<Dictionary> known() {
        if (known == null) {
            known = ConfigurationBuilder.getDefaultDictionaries();
        }
        return known;
    }
}
