package chat.parley;

import java.lang.reflect.Proxy;

import chat.parley.problem.LocalizedText;
import chat.parley.problem.ProblemMessages;
import io.quarkus.qute.i18n.Message;

/** What problems say in English, where no service runs: a text that is given something as it is written, before it is filled in. */
public final class EnglishProblems {

    private static final ProblemMessages WORDS = (ProblemMessages) Proxy.newProxyInstance(
            ProblemMessages.class.getClassLoader(),
            new Class<?>[] {ProblemMessages.class},
            (words, text, given) -> text.getAnnotation(Message.class).value());

    private EnglishProblems() {}

    public static String text(LocalizedText said) {
        return said.in(WORDS);
    }
}
