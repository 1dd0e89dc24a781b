package chat.parley.page;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ValueResolver;

/**
 * Fails every template that needs reflection. Qute falls back to reflection when the build has generated no resolver for a
 * value. A native executable has no reflection for such a class, so the same template fails there, and only there. Part of
 * the application in all tests, so each test of a page or mail checks its templates.
 */
@ApplicationScoped
class NoReflectionInTemplates {

    void forbidReflection(@Observes EngineBuilder engine) {
        engine.addValueResolver(new FailingResolver());
    }

    /** Applies when the reflective resolver would, which has the priority -1. All others have 1 or more. */
    private static final class FailingResolver implements ValueResolver {

        private final ReflectionValueResolver reflection = new ReflectionValueResolver();

        @Override
        public int getPriority() {
            return 0;
        }

        @Override
        public boolean appliesTo(EvalContext context) {
            return reflection.appliesTo(context);
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            return CompletableFuture.failedFuture(new IllegalStateException("A template reads "
                    + context.getBase().getClass().getName() + "." + context.getName()
                    + " by reflection, which a native executable cannot. Add it to TemplateTypes"));
        }
    }
}
