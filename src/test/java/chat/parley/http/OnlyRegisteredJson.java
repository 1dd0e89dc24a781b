package chat.parley.http;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.arc.Arc;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Fails to read or write JSON of a class of Parley that is not registered for reflection: a native executable, and only that, would write an empty object or fail. Active in all tests of the running application. The build registers the types in the signatures of REST methods and their properties; all others need {@link RegisterForReflection}. */
@Singleton
class OnlyRegisteredJson implements ObjectMapperCustomizer {

    private static final String PARLEY = "chat.parley.";

    /** Filled on first use, when all beans are known. */
    private Set<Class<?>> registered;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("only-registered")
                .setSerializerModifier(new BeanSerializerModifier() {
                    @Override
                    public List<BeanPropertyWriter> changeProperties(
                            SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
                        check(type.getBeanClass());
                        return properties;
                    }
                })
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    public BeanDeserializerBuilder updateBuilder(
                            DeserializationConfig config, BeanDescription type, BeanDeserializerBuilder builder) {
                        check(type.getBeanClass());
                        return builder;
                    }
                }));
    }

    private synchronized void check(Class<?> type) {
        if (!type.getName().startsWith(PARLEY)) {
            return;
        }
        if (registered == null) {
            registered = ConcurrentHashMap.newKeySet();
            signatures().forEach(this::addWithParts);
        }
        // Registered classes may register others, which Jackson reads later.
        Stream.of(Stream.of(type, type.getDeclaringClass()), Arrays.stream(type.getInterfaces()))
                .flatMap(classes -> classes)
                .forEach(this::addAnnotated);
        if (!registered.contains(type)) {
            throw new IllegalStateException(
                    type.getName() + " is not registered for reflection: annotate it with @RegisterForReflection");
        }
    }

    private void addAnnotated(Class<?> type) {
        var annotation = type == null ? null : type.getAnnotation(RegisterForReflection.class);
        if (annotation != null) {
            registered.addAll(annotation.targets().length == 0 ? Set.of(type) : Set.of(annotation.targets()));
        }
    }

    /** Adds the type and the types of all its fields and getters, like the build. */
    private void addWithParts(Type type) {
        if (type instanceof ParameterizedType generic) {
            addWithParts(generic.getRawType());
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::addWithParts);
        } else if (type instanceof Class<?> raw && raw.getName().startsWith(PARLEY) && registered.add(raw)) {
            Arrays.stream(raw.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(field -> addWithParts(field.getGenericType()));
        }
    }

    private static Stream<Type> signatures() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(OnlyRegisteredJson::isRest)
                .flatMap(method -> Stream.concat(
                        Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes())));
    }

    private static boolean isRest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
