package chat.parley.account;

import java.util.Map;

import chat.parley.ProblemWords;
import chat.parley.Said;
import me.gosimple.nbvcxz.resources.Feedback;

/** Why a password is too easy to guess: what nbvcxz warns of, in words of ours, as it does not speak all our languages. */
final class TooEasy {

    /** By the keys of its own words. */
    static final Map<String, Said> REASONS = Map.ofEntries(
            Map.entry("feedback.dictionary.warning.passwords.notAllowed", ProblemWords::easyAsExcluded),
            Map.entry("feedback.dictionary.warning.passwords.top10", ProblemWords::easyAsOneOfTen),
            Map.entry("feedback.dictionary.warning.passwords.top100", ProblemWords::easyAsOneOfHundred),
            Map.entry("feedback.dictionary.warning.passwords.veryCommon", ProblemWords::easyAsCommon),
            Map.entry("feedback.spatial.warning.straightRowsOfKeys", ProblemWords::easyAsRowOfKeys),
            Map.entry("feedback.spatial.warning.shortKeyboardPatterns", ProblemWords::easyAsPatternOfKeys),
            Map.entry("feedback.repeat.warning.likeAAA", ProblemWords::easyAsRepeated),
            Map.entry("feedback.repeat.warning.likeABCABCABC", ProblemWords::easyAsRepeatedPart),
            Map.entry("feedback.sequence.warning.sequenceWarning", ProblemWords::easyAsSequence),
            Map.entry("feedback.year.warning.recentYears", ProblemWords::easyAsYear),
            Map.entry("feedback.date.warning.dates", ProblemWords::easyAsDate));

    private TooEasy() {}

    /** @param feedback null where there is none */
    static Said to(Feedback feedback) {
        var reason =
                feedback == null || feedback.getWarningKey() == null ? null : REASONS.get(feedback.getWarningKey());
        return reason == null ? ProblemWords::tooEasy : words -> words.tooEasyAs(reason.in(words));
    }
}
