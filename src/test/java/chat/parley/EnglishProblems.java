package chat.parley;

import java.lang.reflect.Proxy;

import chat.parley.problem.LocalizedText;
import chat.parley.problem.ProblemMessages;
import io.quarkus.qute.i18n.Message;

/** The English texts of problems without a running service. Arguments of a text are not formatted. */
public final class EnglishProblems {

    private static final ProblemMessages MESSAGES = (ProblemMessages) Proxy.newProxyInstance(
            ProblemMessages.class.getClassLoader(),
            new Class<?>[] {ProblemMessages.class},
            (words, text, given) -> text.getAnnotation(Message.class).value());

    private EnglishProblems() {}

    public static String text(LocalizedText said) {
        return said.in(MESSAGES);
    }
}
