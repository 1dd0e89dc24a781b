package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Named;

import org.junit.jupiter.api.Test;

import chat.parley.ProductionClasses;
import com.tngtech.archunit.core.domain.JavaClass;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;

/**
 * Every type that a template can reach is in {@link TemplateTypes}, whether or not a test renders it. {@link
 * NoReflectionInTemplates} checks the templates that tests render.
 */
class TemplateTypesTest {

    @Test
    void everyTypeThatTemplatesReachHasAGeneratedResolver() {
        var reached = new LinkedHashSet<Class<?>>();
        roots().forEach(type -> reach(type, reached));
        var withResolver = Arrays.stream(TemplateTypes.class.getAnnotationsByType(TemplateData.class))
                .map(TemplateData::target)
                .collect(Collectors.toSet());

        assertThat(reached).hasSizeGreaterThan(20);
        assertThat(withResolver).containsAll(reached);
    }

    /** The parameters of templates, and the beans that a template calls by name. */
    private static Stream<Type> roots() {
        var classes = ProductionClasses.ALL;
        var parameters = classes.stream()
                .filter(type -> type.isAnnotatedWith(CheckedTemplate.class))
                // Resolved completely at build time: its one template includes no other.
                .filter(type -> !type.getPackageName().equals("chat.parley.auth.email"))
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method -> Arrays.stream(method.getGenericParameterTypes()));
        var beans = classes.stream()
                .filter(type -> type.isAnnotatedWith(Named.class))
                .map(JavaClass::reflect);
        return Stream.concat(parameters, beans);
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType generic) {
            reach(generic.getRawType(), reached);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> reach(argument, reached));
        } else if (type instanceof Class<?> raw && raw.getName().startsWith("chat.parley.") && reached.add(raw)) {
            Arrays.stream(raw.getDeclaredMethods())
                    .filter(TemplateTypesTest::isReadable)
                    .forEach(method -> reach(method.getGenericReturnType(), reached));
        }
    }

    private static boolean isReadable(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }
}
