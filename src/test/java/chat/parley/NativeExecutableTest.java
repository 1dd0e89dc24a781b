package chat.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;

/** Finds code that works on the JVM but fails in a native executable: settings that are read too early, and classes and resources that are found by name without being registered at build time. {@code NoReflectionInTemplates} and {@code OnlyRegisteredJson} check templates and JSON in every test of the running application. */
class NativeExecutableTest {

    private final JavaClasses classes = ProductionClasses.ALL;

    /** Before the start, and in static initializers, the configuration is that of the build. */
    @Test
    void settingsAreInjectedAndNotLookedUp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ConfigProvider.class)
                .check(classes);
    }

    /** The build steps of Quarkus look up annotations by name. The compiler wraps a repeated annotation in a container, which most build steps ignore. OpenAPI and Qute support it. */
    @Test
    void annotationsOfQuarkusAreNotRepeated() {
        var repeated = classes.stream()
                .map(JavaClass::reflect)
                .flatMap(NativeExecutableTest::elements)
                .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations())
                        .filter(annotation -> isContainer(annotation.annotationType()))
                        .map(annotation -> annotation.annotationType().getName() + " on " + element))
                .filter(found -> found.startsWith("io.quarkus") || found.startsWith("io.smallrye"))
                .filter(found -> !found.startsWith("io.quarkus.qute.TemplateData$Container"))
                .toList();

        assertThat(repeated).isEmpty();
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        var executables =
                Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()));
        return Stream.of(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredFields()),
                        executables.flatMap(executable ->
                                Stream.concat(Stream.of(executable), Arrays.stream(executable.getParameters()))))
                .flatMap(found -> found);
    }

    private static boolean isContainer(Class<?> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .filter(method -> method.getName().equals("value"))
                .map(Method::getReturnType)
                .filter(Class::isArray)
                .map(Class::getComponentType)
                .map(repeated -> repeated.getAnnotation(Repeatable.class))
                .anyMatch(repeatable -> repeatable != null && repeatable.value() == annotation);
    }

    /** nbvcxz loads its resource bundles by name. */
    @Test
    void resourceBundlesAreRegistered() {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(RegisterResourceBundle.class))
                        .map(type -> type.getAnnotationOfType(RegisterResourceBundle.class)
                                .bundleName()))
                .containsExactlyInAnyOrder("main", "feedback");
    }

    @Test
    void resourcesAreReadInOnePlaceAndListed() throws IOException {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("chat.parley.markdown.Emoji")
                .should()
                .callMethodWhere(nameMatching("getResource.*|getBundle").onResultOf(JavaMethodCall::getTarget))
                .check(classes);

        var settings = new Properties();
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            settings.load(file);
        }
        assertThat(settings.getProperty("quarkus.native.resources.includes").split(","))
                .contains("web/public/static/emoji.tsv");
    }

    /** {@code ScriptTexts} calls the methods of an interface by name. */
    @Test
    void reflectionIsUsedInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("chat.parley.page.ScriptTexts")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect")
                        .and(nameMatching(".*\\.(Method|Field|Constructor|Proxy|Executable)")))
                .orShould()
                .callMethodWhere(nameMatching("forName|loadClass|newInstance|findVirtual|findStatic")
                        .onResultOf(JavaMethodCall::getTarget))
                .check(classes);

        assertThat(classes.get("chat.parley.page.ScriptMessages").isAnnotatedWith(RegisterForReflection.class))
                .isTrue();
    }

    /** {@code OnlyRegisteredJson} checks only the mapper of Quarkus. These two mappers read and write only trees and maps of strings. */
    @Test
    void otherMappersHaveNoClassesToFind() {
        var ownMapper = noClasses()
                .that()
                .doNotHaveFullyQualifiedName("chat.parley.database.JsonColumnMapper")
                .and()
                .doNotHaveFullyQualifiedName("chat.parley.message.MessageFrames")
                .should()
                .callConstructorWhere(owner(JavaClass.Predicates.assignableTo(ObjectMapper.class))
                        .onResultOf(JavaConstructorCall::getTarget));
        ownMapper.check(classes);

        var columns = classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(JdbcTypeCode.class)
                        && field.getAnnotationOfType(JdbcTypeCode.class).value() == SqlTypes.JSON)
                .map(field -> field.reflect().getGenericType().getTypeName());
        assertThat(columns).containsOnly("java.util.Map<java.lang.String, java.lang.String>");
    }

    /** A class in place of a lambda would be missing when the executable starts for the first time. */
    @Test
    void archivesOfPostgresExist() throws IOException {
        var archiveName = Pattern.compile("-H:IncludeResources=(postgres-linux-\\w+)\\[\\.\\]txz")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(archive -> archive.group(1) + ".txz")
                .toList();

        assertThat(archiveName)
                .hasSize(2)
                .allSatisfy(archive -> assertThat(
                                Thread.currentThread().getContextClassLoader().getResource(archive))
                        .as(archive)
                        .isNotNull());
    }

    /** Caffeine generates a class for each combination of features and loads it by name. */
    @Test
    void cachesNameTheirClasses() {
        var builders = classes.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Caffeine.class)
                                && call.getName().equals("newBuilder")))
                .toList();

        assertThat(builders).hasSizeGreaterThan(2).allSatisfy(type -> {
            var names = names(type);
            assertThat(names).as(type.getName()).isNotEmpty();
            for (var name : names) {
                assertThat(Modifier.isInterface(Class.forName(name).getModifiers()))
                        .as(name)
                        .isFalse();
            }
        });
    }

    private static List<String> names(JavaClass type) {
        return type.isAnnotatedWith(RegisterForReflection.class)
                ? List.of(type.getAnnotationOfType(RegisterForReflection.class).classNames())
                : List.of();
    }
}
