package chat.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import chat.parley.room.Room;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The house keeps its order: each package knows only those before it. */
class ArchitectureTest {

    private static final List<String> ORDER =
            List.of("account", "http", "room", "backplane", "message", "live", "page", "ops");

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat.parley");

    @Test
    void eachPackageKnowsOnlyThoseBeforeIt() {
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
                        .check(house);
            }
        }
    }

    @Test
    void nobodyKnowsThePages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("page"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages("page"))
                .check(house);
    }

    @Test
    void whatAllKnowKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("chat.parley")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ORDER.stream().map(ArchitectureTest::packages).toArray(String[]::new))
                .check(house);
    }

    @Test
    void thereAreNoOtherPackages() {
        classes()
                .should()
                .resideInAnyPackage(
                        "chat.parley",
                        "chat.parley.account",
                        "chat.parley.http",
                        "chat.parley.room",
                        "chat.parley.backplane",
                        "chat.parley.message",
                        "chat.parley.live",
                        "chat.parley.page",
                        "chat.parley.ops")
                .check(house);
        assertThat(ORDER).hasSize(8);
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
                .check(house);
    }

    private static String packages(String name) {
        return "chat.parley." + name + "..";
    }
}
