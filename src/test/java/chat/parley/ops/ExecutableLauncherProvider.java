package chat.parley.ops;

import java.nio.file.Path;
import java.util.Properties;

import io.quarkus.test.common.ArtifactLauncher;
import io.quarkus.test.common.ArtifactLauncher.InitContext.DevServicesLaunchResult;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.launcher.ArtifactLauncherProvider;
import io.quarkus.test.junit.launcher.NativeImageLauncherProvider;

/** Starts {@code @QuarkusIntegrationTest}s with the executable that {@link PackagedArtifact#EXECUTABLE} names instead of the package of this build. Quarkus loads it as a service. */
public final class ExecutableLauncherProvider implements ArtifactLauncherProvider {

    @Override
    public boolean supportsArtifactType(String type, String testProfile) {
        return PackagedArtifact.isExecutable();
    }

    @Override
    public ArtifactLauncher<? extends ArtifactLauncher.InitContext> create(CreateContext context) {
        return new NativeImageLauncherProvider().create(new OtherExecutable(context));
    }

    private record OtherExecutable(CreateContext context) implements CreateContext {

        @Override
        public Properties quarkusArtifactProperties() {
            var properties = new Properties();
            properties.putAll(context.quarkusArtifactProperties());
            properties.setProperty("type", "native");
            properties.setProperty(
                    "path",
                    Path.of(System.getProperty(PackagedArtifact.EXECUTABLE))
                            .toAbsolutePath()
                            .toString());
            return properties;
        }

        @Override
        public Path buildOutputDirectory() {
            return context.buildOutputDirectory();
        }

        @Override
        public Class<?> testClass() {
            return context.testClass();
        }

        @Override
        public Class<? extends QuarkusTestProfile> profile() {
            return context.profile();
        }

        @Override
        public DevServicesLaunchResult devServicesLaunchResult() {
            return context.devServicesLaunchResult();
        }
    }
}
