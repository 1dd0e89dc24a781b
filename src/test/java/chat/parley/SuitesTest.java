package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** A build without {@code -Dtest} runs suites and nothing else, so every test class must be in one of them, and only once. */
class SuitesTest {

    /** Run by the profiles {@code screenshots} and {@code bench}. */
    private static final Set<String> RUN_BY_A_PROFILE = Set.of("Screenshots", "Bench");

    private static final List<JavaClass> CLASSES =
            new ClassFileImporter().importPath("target/test-classes").stream().toList();

    @Test
    void everyTestClassIsInOneSuite() {
        var tests = CLASSES.stream().filter(SuitesTest::isUnitTest).toList();

        assertThat(tests)
                .hasSizeGreaterThan(100)
                .allSatisfy(test -> assertThat(suites())
                        .filteredOn(suite -> contains(suite, test.getName()))
                        .as("suites of %s", test.getName())
                        .hasSize(1));
    }

    /** Surefire finds suites by their names. */
    @Test
    void suitesAndNothingElseAreNamedTests() {
        assertThat(CLASSES.stream().filter(one -> one.getSimpleName().endsWith("Tests")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(suites());
    }

    private static List<JavaClass> suites() {
        return CLASSES.stream().filter(one -> one.isAnnotatedWith(Suite.class)).toList();
    }

    private static boolean isUnitTest(JavaClass one) {
        return one.isTopLevelClass()
                && !one.getModifiers().contains(JavaModifier.ABSTRACT)
                && !one.getSimpleName().endsWith("IT")
                && !RUN_BY_A_PROFILE.contains(one.getSimpleName())
                && one.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    /** As JUnit selects classes: by package, subpackages included, and by patterns for the whole name. */
    private static boolean contains(JavaClass suite, String name) {
        return Stream.of(suite.getAnnotationOfType(SelectPackages.class).value())
                        .anyMatch(selected -> name.startsWith(selected + "."))
                && Stream.of(suite.getAnnotationOfType(IncludeClassNamePatterns.class)
                                .value())
                        .anyMatch(name::matches)
                && suite.tryGetAnnotationOfType(ExcludeClassNamePatterns.class).stream()
                        .flatMap(excluded -> Stream.of(excluded.value()))
                        .noneMatch(name::matches);
    }
}
