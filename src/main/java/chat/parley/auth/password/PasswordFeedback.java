package chat.parley.auth.password;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

import chat.parley.problem.LocalizedText;
import chat.parley.problem.ProblemMessages;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import me.gosimple.nbvcxz.matching.match.BruteForceMatch;
import me.gosimple.nbvcxz.matching.match.DateMatch;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.matching.match.RepeatMatch;
import me.gosimple.nbvcxz.matching.match.SeparatorMatch;
import me.gosimple.nbvcxz.matching.match.SequenceMatch;
import me.gosimple.nbvcxz.matching.match.SpacialMatch;
import me.gosimple.nbvcxz.matching.match.YearMatch;
import me.gosimple.nbvcxz.scoring.Result;

/**
 * Says why a password is weak, and names the part that is the weakest. The warnings of nbvcxz describe a part as if it
 * were the whole password, and exist in few languages.
 */
@RegisterResourceBundle(bundleName = "feedback")
final class PasswordFeedback {

    /** The name of the dictionary of words about the account and the server. */
    static final String PERSONAL = "personal words";

    private static final String PASSWORDS = "passwords";
    private static final Set<String> NAMES = Set.of("male_names", "female_names", "surnames");
    private static final int TOP_PASSWORDS = 100;

    /** Shorter parts explain nothing. */
    private static final int MIN_PART_LENGTH = 3;

    private PasswordFeedback() {}

    /** @param result of a password that is too weak */
    static LocalizedText explain(Result result) {
        return result.getMatches().stream()
                .filter(match -> !(match instanceof BruteForceMatch) && !(match instanceof SeparatorMatch))
                .filter(match -> match.getToken().length() >= MIN_PART_LENGTH)
                .min(Comparator.comparing((Match match) -> !isPersonal(match))
                        .thenComparingDouble(match -> match.calculateEntropy() / match.getLength()))
                .map(weakest -> reason(
                        weakest, weakest.getLength() == result.getPassword().length()))
                .<LocalizedText>map(reason -> words -> words.guessableBecause(reason.in(words)))
                .orElse(ProblemMessages::guessable);
    }

    /** Whether a part is a word about the account or the server. */
    static boolean isPersonal(Match match) {
        return match instanceof DictionaryMatch word && word.getDictionaryName().equals(PERSONAL);
    }

    private static LocalizedText reason(Match match, boolean isWhole) {
        // Nobody who looks on should be able to read all of it.
        var part = isWhole ? match.getToken().substring(0, 1) + "…" : match.getToken();
        if (match instanceof DictionaryMatch word) {
            return isWhole && word.getDictionaryName().equals(PASSWORDS) && isLiteral(word)
                    ? commonPassword(word.getRank())
                    : reason(word, part);
        }
        if (match instanceof RepeatMatch) {
            return words -> words.guessableRepetition(part);
        }
        if (match instanceof SequenceMatch) {
            return words -> words.guessableSequence(part);
        }
        if (match instanceof SpacialMatch) {
            return words -> words.guessableKeyPattern(part);
        }
        if (match instanceof YearMatch) {
            return words -> words.guessableYear(part);
        }
        if (match instanceof DateMatch) {
            return words -> words.guessableDate(part);
        }
        return words -> words.guessableWord(part);
    }

    private static LocalizedText reason(DictionaryMatch word, String part) {
        if (isPersonal(word)) {
            return words -> words.guessableAboutAccount(part);
        }
        if (!isLiteral(word)) {
            return words -> words.guessableVariation(part, word.getDictionaryValue());
        }
        if (word.getDictionaryName().equals(PASSWORDS)) {
            return words -> words.guessableCommonPart(part);
        }
        return NAMES.contains(word.getDictionaryName())
                ? words -> words.guessableName(part)
                : words -> words.guessableWord(part);
    }

    private static LocalizedText commonPassword(int rank) {
        return rank <= TOP_PASSWORDS ? ProblemMessages::guessableTopHundred : ProblemMessages::guessableCommon;
    }

    /** Whether the list contains the part as it was typed, but for case: nbvcxz also finds replaced and reversed letters. */
    private static boolean isLiteral(DictionaryMatch word) {
        return word.getDictionaryValue().equals(word.getToken().toLowerCase(Locale.ROOT));
    }
}
