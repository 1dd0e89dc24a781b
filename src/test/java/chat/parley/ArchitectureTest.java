package chat.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
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

    private static final int MAX_LINES_BELOW_REASON = 3;

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat.parley");

    @Test
    void packagesDependOnlyOnEarlierPackages() {
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
    void libraryInternalsAreUsedOnlyInPlatformPackage() {
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
    void authPackagesDependInOneDirection() {
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
    void allPackagesAreListed() {
        classes()
                .should()
                .resideInAnyPackage(
                        ORDER.stream().map(ArchitectureTest::packages).toArray(String[]::new))
                .check(classes);
    }

    /** A room is found among those that the viewer may see, or not at all. */
    @Test
    void resourcesDoNotUseRoomEntities() {
        noClasses()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Room.class)
                .check(classes);
    }

    /** Settings of the platform are read where they are needed; each package has one mapping for its own. */
    @Test
    void settingsAreReadByConfigMappings() {
        var read = classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getParameters().stream())
                .flatMap(parameter -> parameter.tryGetAnnotationOfType(ConfigProperty.class).stream())
                .map(ConfigProperty::name)
                .toList();

        assertThat(read).isNotEmpty().allMatch(name -> name.startsWith("quarkus.") || name.equals("parley.public-url"));
        noFields().should().beAnnotatedWith(ConfigProperty.class).check(classes);
    }

    /** The embedded database is set up before there is a pool. */
    @Test
    void onlyTheDatabasePackageUsesJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("database"))
                .and()
                .doNotHaveSimpleName("EmbeddedDatabase")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(classes);
    }

    @Test
    void nothingUsesThreadLocals() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(classes);
    }

    @Test
    void everyProgrammaticTransactionHasAReason() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var lines = Files.readAllLines(file);
                for (var at = 0; at < lines.size(); at++) {
                    if (lines.get(at).contains("QuarkusTransaction.")
                            && !lines.get(at).startsWith("import")) {
                        assertThat(lines.subList(Math.max(0, at - MAX_LINES_BELOW_REASON), at))
                                .as("%s:%d", file, at + 1)
                                .anyMatch(line -> line.contains("// Not @Transactional: "));
                    }
                }
            }
        }
    }

    private static String packages(String name) {
        return "chat.parley." + name + "..";
    }
}
