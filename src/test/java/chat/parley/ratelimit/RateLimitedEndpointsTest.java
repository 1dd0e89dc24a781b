package chat.parley.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import chat.parley.ProductionClasses;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;

/** Every action that sends something to other users has a rate limit: each resource method that changes something and each client frame names its limits or the reason for having none. */
class RateLimitedEndpointsTest {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SOCKET = "chat.parley.realtime.ChatSocket";

    private static final JavaClasses CLASSES = ProductionClasses.ALL;

    @Test
    void everyMutatingMethodDeclaresItsLimitsOrAReason() {
        assertThat(changingMethods())
                .hasSizeGreaterThan(50)
                .allSatisfy(method -> assertThat(Stream.of(RateLimited.class, NotRateLimited.class)
                                .filter(method::isAnnotatedWith))
                        .as(method.getFullName())
                        .hasSize(1));
    }

    @Test
    void annotatedMethodNamesALimit() {
        assertThat(limited())
                .allSatisfy(method -> assertThat(method.getAnnotationOfType(RateLimited.class))
                        .as(method.getFullName())
                        .matches(limits -> limits.value().length + limits.inCode().length > 0));
    }

    @Test
    void exemptMethodHasAReason() {
        assertThat(changingMethods().stream().filter(method -> method.isAnnotatedWith(NotRateLimited.class)))
                .allSatisfy(method -> assertThat(
                                method.getAnnotationOfType(NotRateLimited.class).value())
                        .as(method.getFullName())
                        .hasSizeGreaterThan(20));
    }

    /** The code that the method calls, as far as call targets are known, uses the limit. */
    @Test
    void limitDeclaredInCodeIsAppliedInCode() {
        assertThat(limited())
                .allSatisfy(method -> assertThat(limitsUsedBy(method))
                        .as(method.getFullName())
                        .containsAll(Arrays.asList(
                                method.getAnnotationOfType(RateLimited.class).inCode())));
    }

    /** A limit per account requires an authenticated request. */
    @Test
    void accountLimitsRequireAuthentication() {
        assertThat(limited().stream()
                        .filter(method ->
                                method.getAnnotationOfType(RateLimited.class).value().length > 0))
                .allSatisfy(method -> assertThat(Stream.of(
                                        "io.quarkus.security.Authenticated", "jakarta.annotation.security.RolesAllowed")
                                .anyMatch(required -> method.isAnnotatedWith(required)
                                        || method.getOwner().isAnnotatedWith(required)))
                        .as(method.getFullName())
                        .isTrue());
    }

    @Test
    void clientFramesAreLimited() throws ReflectiveOperationException {
        var used = CLASSES.get(SOCKET).getFieldAccessesFromSelf().stream()
                .map(access -> access.getTarget())
                .filter(field -> field.getOwner().isEquivalentTo(RateLimit.class))
                .map(field -> RateLimit.valueOf(field.getName()))
                .collect(Collectors.toSet());

        assertThat(used).contains(RateLimit.SOCKET_FRAME);
        for (var frame : Class.forName("chat.parley.realtime.ClientFrame").getEnumConstants()) {
            var limits = frame.getClass().getDeclaredMethod("limits");
            limits.setAccessible(true);
            var limitNames = (List<?>) limits.invoke(frame);
            assertThat(used.containsAll(limitNames))
                    .as("%s is counted against %s", frame, limitNames)
                    .isTrue();
            assertThat(limitNames.isEmpty())
                    .as("only %s, which is answered to its sender, needs none", "PING")
                    .isEqualTo(frame.toString().equals("PING"));
        }
    }

    @Test
    void everyEntryPointIsKnown() {
        assertThat(methods()
                        .filter(method -> method.isAnnotatedWith(OnTextMessage.class))
                        .map(method -> method.getOwner().getName()))
                .containsExactly(SOCKET);
        // Answers each binary frame with an error on the same socket.
        assertThat(methods()
                        .filter(method -> method.isAnnotatedWith(OnBinaryMessage.class))
                        .map(method -> method.getOwner().getName()))
                .containsExactly(SOCKET);
        assertThat(methods().filter(method -> method.isAnnotatedWith("io.quarkus.vertx.web.Route")))
                .isEmpty();
    }

    private List<JavaMethod> limited() {
        return changingMethods().stream()
                .filter(method -> method.isAnnotatedWith(RateLimited.class))
                .toList();
    }

    private List<JavaMethod> changingMethods() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getAnnotations().stream()
                        .flatMap(
                                annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
                        .anyMatch(verb -> !SAFE.contains(verb.value())))
                .toList();
    }

    private Stream<JavaMethod> methods() {
        return CLASSES.stream().flatMap(type -> type.getMethods().stream());
    }

    private Set<RateLimit> limitsUsedBy(JavaMethod method) {
        var used = new HashSet<RateLimit>();
        var seen = new HashSet<JavaCodeUnit>(Set.of(method));
        var open = new ArrayDeque<JavaCodeUnit>(seen);
        while (!open.isEmpty()) {
            var unit = open.poll();
            unit.getFieldAccesses().stream()
                    .map(access -> access.getTarget())
                    .filter(field -> field.getOwner().isEquivalentTo(RateLimit.class))
                    .filter(field -> field.getRawType().isEquivalentTo(RateLimit.class))
                    .forEach(field -> used.add(RateLimit.valueOf(field.getName())));
            Stream.concat(
                            unit.getCallsFromSelf().stream()
                                    .map(call -> call.getTarget().resolveMember()),
                            unit.getCodeUnitReferencesFromSelf().stream()
                                    .map(reference -> reference.getTarget().resolveMember()))
                    .flatMap(Optional::stream)
                    .map(JavaCodeUnit.class::cast)
                    .filter(called -> called.getOwner().getPackageName().startsWith("chat.parley"))
                    .filter(called -> !called.getOwner().isEquivalentTo(RateLimit.class))
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return used;
    }
}
