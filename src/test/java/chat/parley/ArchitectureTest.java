package chat.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;

import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import chat.parley.room.Room;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Each package depends only on packages before it in {@link #ORDER}. */
class ArchitectureTest {

    private static final List<String> ORDER = List.of(
            "platform",
            "i18n",
            "telemetry",
            "database",
            "problem",
            "ratelimit",
            "http",
            "account",
            "audit",
            "auth",
            "admin",
            "room",
            "backplane",
            "markdown",
            "attachment",
            "avatar",
            "message",
            "search",
            "realtime",
            "page",
            "ops");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat.parley");

    @Test
    void packagesDependOnlyOnEarlierOnes() {
        for (var at = 0; at < ORDER.size(); at++) {
            var later = ORDER.subList(at + 1, ORDER.size()).stream()
                    .map(ArchitectureTest::packages)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(packages(ORDER.get(at)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(classes);
            }
        }
    }

    /** What a new version of a library may change without notice is used in one package. */
    @Test
    void internalsOfLibrariesAreUsedInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("platform"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..impl..",
                        "io.netty..internal..",
                        "io.opentelemetry..internal..",
                        "org.commonmark.internal..",
                        "org.hibernate..internal..",
                        "org.jboss.resteasy.reactive.server.core..")
                .check(classes);
    }

    /** Passwords are hashed and judged without a session; the parts of sign-in need those of sign-up nowhere. */
    @Test
    void passwordsComeBeforeSessionsAndSignUpLast() {
        noClasses()
                .that()
                .resideInAPackage("chat.parley.auth.password")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat.parley.auth", "chat.parley.auth.email", "chat.parley.auth.signup")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage("chat.parley.auth", "chat.parley.auth.email")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("chat.parley.auth.signup")
                .check(classes);
    }

    @Test
    void nothingDependsOnPages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("page"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages("page"))
                .check(classes);
    }

    @Test
    void thereAreNoOtherPackages() {
        classes()
                .should()
                .resideInAnyPackage(
                        ORDER.stream().map(ArchitectureTest::packages).toArray(String[]::new))
                .check(classes);
    }

    /** A room is found among those that the viewer may see, or not at all. */
    @Test
    void noResourceGoesAroundTheDoor() {
        noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Room.class)
                .check(classes);
    }

    private static String packages(String name) {
        return "chat.parley." + name + "..";
    }
}
