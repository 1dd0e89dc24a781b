package chat.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.OASFilter;
import org.junit.jupiter.api.Test;

import chat.parley.room.Room;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigSourceFactory;

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

    /** Within a package, too, each part depends only on parts before it: codecs do not use uploads, transports do not use rooms. */
    private static final List<List<String>> SUBPACKAGE_ORDERS = List.of(
            List.of("auth.password", "auth", "auth.signup"),
            List.of("auth.password", "auth.email", "auth.signup"),
            List.of("attachment.codec", "attachment"),
            List.of("room", "room.invitation"),
            List.of("realtime.transport", "realtime"),
            List.of("page", "page.account"));

    /** Types that must be public although no other package names them, each with the reason. Resources, beans, entities, filters, mappers, WebSockets and templates need not be public: Quarkus generates the code that calls them in the same package. */
    private static final Map<DescribedPredicate<? super JavaClass>, String> PUBLIC_FOR_THE_PLATFORM = Map.of(
            annotatedWith(QuarkusMain.class), "the launcher of the package calls its main method by reflection",
            annotatedWith(ConfigMapping.class), "the check of its bounds calls its methods by reflection",
            assignableTo(OASFilter.class), "the build creates it by reflection",
            assignableTo(ConfigSourceFactory.class), "the build generates a class in another package that creates it",
            assignableTo(Throwable.class), "callers of the package may catch it");

    private static final int MAX_LINES_BELOW_REASON = 3;

    private final JavaClasses classes = ProductionClasses.ALL;

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

    /** Unstable APIs of a library are used in one package only. */
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

    @Test
    void packagesAndTheirSubpackagesDependInOneDirection() {
        for (var order : SUBPACKAGE_ORDERS) {
            for (var at = 0; at + 1 < order.size(); at++) {
                noClasses()
                        .that()
                        .resideInAPackage("chat.parley." + order.get(at))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(order.subList(at + 1, order.size()).stream()
                                .map(later -> "chat.parley." + later)
                                .toArray(String[]::new))
                        .check(classes);
            }
        }
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

    /** Other packages use only the few types of a package that architecture.md lists. */
    @Test
    void publicTypesAreUsedByOtherPackages() {
        classes()
                .that()
                .arePublic()
                .and(DescribedPredicate.not(isPublicForThePlatform()))
                // Members of an interface cannot be less public.
                .and(DescribedPredicate.not(isMemberOfInterface()))
                .should(beUsedByAnotherPackage())
                .check(classes);
    }

    /** Finds exceptions that are no longer needed. */
    @Test
    void everyExceptionForThePlatformIsNeeded() {
        for (var kind : PUBLIC_FOR_THE_PLATFORM.keySet()) {
            assertThat(classes.that(kind))
                    .as(kind.getDescription())
                    .anyMatch(
                            type -> type.getModifiers().contains(JavaModifier.PUBLIC) && !isUsedByAnotherPackage(type));
        }
    }

    /** Code that looks up a room for a viewer must use the query that checks visibility. */
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

    /** Quarkus settings are read where they are needed; each package has one mapping for its own settings. */
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

    private static DescribedPredicate<JavaClass> isPublicForThePlatform() {
        return DescribedPredicate.describe(
                "public for the platform",
                type -> PUBLIC_FOR_THE_PLATFORM.keySet().stream().anyMatch(kind -> kind.test(type)));
    }

    private static DescribedPredicate<JavaClass> isMemberOfInterface() {
        return DescribedPredicate.describe(
                "members of an interface",
                type -> type.getEnclosingClass().filter(JavaClass::isInterface).isPresent());
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return ArchCondition.from(DescribedPredicate.describe(
                "be used by another package, or be package-private", ArchitectureTest::isUsedByAnotherPackage));
    }

    /** Counts a use of a nested type as a use of the enclosing type. */
    private static boolean isUsedByAnotherPackage(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream().anyMatch(use -> isOutside(use.getOriginClass(), type))
                || isParameterOfCallFromAnotherPackage(type)
                || type.getPackage().getClasses().stream()
                        .filter(member ->
                                member.getEnclosingClass().filter(type::equals).isPresent())
                        .anyMatch(ArchitectureTest::isUsedByAnotherPackage);
    }

    /** A lambda for an interface does not name it in its class file. */
    private static boolean isParameterOfCallFromAnotherPackage(JavaClass type) {
        return type.isInterface()
                && Stream.concat(
                                type.getMethodsWithParameterTypeOfSelf().stream(),
                                type.getConstructorsWithParameterTypeOfSelf().stream())
                        .flatMap(called -> called.getAccessesToSelf().stream())
                        .anyMatch(call -> isOutside(call.getOriginOwner(), type));
    }

    private static boolean isOutside(JavaClass user, JavaClass type) {
        return !user.getPackage().equals(type.getPackage());
    }

    private static String packages(String name) {
        return "chat.parley." + name + "..";
    }
}
