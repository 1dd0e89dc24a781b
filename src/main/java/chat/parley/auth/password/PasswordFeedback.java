package chat.parley.auth.password;

import java.util.Map;

import chat.parley.problem.LocalizedText;
import chat.parley.problem.ProblemMessages;
import me.gosimple.nbvcxz.resources.Feedback;

/** Translates the warnings of nbvcxz about weak passwords, because nbvcxz does not support all languages of Parley. */
final class PasswordFeedback {

    /** Texts by the keys of nbvcxz. */
    static final Map<String, LocalizedText> MESSAGES = Map.ofEntries(
            Map.entry("feedback.dictionary.warning.passwords.notAllowed", ProblemMessages::easyAsExcluded),
            Map.entry("feedback.dictionary.warning.passwords.top10", ProblemMessages::easyAsOneOfTen),
            Map.entry("feedback.dictionary.warning.passwords.top100", ProblemMessages::easyAsOneOfHundred),
            Map.entry("feedback.dictionary.warning.passwords.veryCommon", ProblemMessages::easyAsCommon),
            Map.entry("feedback.spatial.warning.straightRowsOfKeys", ProblemMessages::easyAsRowOfKeys),
            Map.entry("feedback.spatial.warning.shortKeyboardPatterns", ProblemMessages::easyAsPatternOfKeys),
            Map.entry("feedback.repeat.warning.likeAAA", ProblemMessages::easyAsRepeated),
            Map.entry("feedback.repeat.warning.likeABCABCABC", ProblemMessages::easyAsRepeatedPart),
            Map.entry("feedback.sequence.warning.sequenceWarning", ProblemMessages::easyAsSequence),
            Map.entry("feedback.year.warning.recentYears", ProblemMessages::easyAsYear),
            Map.entry("feedback.date.warning.dates", ProblemMessages::easyAsDate));

    private PasswordFeedback() {}

    /** @param feedback null if there is none */
    static LocalizedText explain(Feedback feedback) {
        var reason =
                feedback == null || feedback.getWarningKey() == null ? null : MESSAGES.get(feedback.getWarningKey());
        return reason == null ? ProblemMessages::tooEasy : words -> words.tooEasyAs(reason.in(words));
    }
}
