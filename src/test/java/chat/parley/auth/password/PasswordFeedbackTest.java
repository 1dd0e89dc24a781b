package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

import chat.parley.EnglishProblems;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Feedback;

class PasswordFeedbackTest {

    @Test
    void everyWarningOfTheLibraryHasAText() {
        var library = ResourceBundle.getBundle("feedback", Locale.ROOT);

        assertThat(library.keySet())
                .filteredOn(key -> key.contains(".warning."))
                .isNotEmpty()
                .allSatisfy(key -> assertThat("T" + library.getString(key).substring(1))
                        .isEqualTo("T"
                                + EnglishProblems.text(PasswordFeedback.MESSAGES.get(key))
                                        .substring(1) + "."));
        assertThat(PasswordFeedback.MESSAGES.keySet()).isSubsetOf(library.keySet());
    }

    @Test
    void unknownWarningIsOmitted() {
        var configuration = new ConfigurationBuilder().createConfiguration();

        assertThat(EnglishProblems.text(
                        PasswordFeedback.explain(new Feedback(configuration, "result", "feedback.of.tomorrow"))))
                .isEqualTo("Too easy to guess.");
        assertThat(EnglishProblems.text(PasswordFeedback.explain(new Feedback(configuration, "result"))))
                .isEqualTo("Too easy to guess.");
        assertThat(EnglishProblems.text(PasswordFeedback.explain(null))).isEqualTo("Too easy to guess.");
    }
}
