package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;

class PasswordConfigTest {

    @Test
    void outOfRangeValueIsRejectedWithItsKey() {
        var key = "parley.auth.password.argon2.memory-kib";
        var builder = new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withDefaultValue("parley.auth.password.min-entropy-bits", "30")
                .withDefaultValue("parley.auth.password.argon2.iterations", "2");

        assertThat(builder.withDefaultValue(key, "8").build()).isNotNull();
        assertThatThrownBy(builder.withDefaultValue(key, "7")::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(key);
    }
}
