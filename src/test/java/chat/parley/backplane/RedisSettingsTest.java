package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    @Test
    void missingAddressNamesTheSetting() {
        assertThatThrownBy(new RedisSettings()::options)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarkus.redis.hosts");
    }
}
