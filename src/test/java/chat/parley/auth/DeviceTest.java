package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0                                             | Firefox | Linux
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36        | Chrome  | Windows
            Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0          | Edge    | Windows
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18 Safari/605.1.15 | Safari  | macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1       | Safari  | iPhone
            Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36           | Chrome  | Android
            curl/8.14.1                                                                                                        | curl    |
            a feed reader for Linux                                                                                            |         | Linux
            something else                                                                                                     |         |
            """)
    void browserAndSystemAreParsedFromTheUserAgent(String userAgent, String browser, String operatingSystem) {
        assertThat(Device.of(userAgent)).isEqualTo(new Device(browser, operatingSystem));
    }

    @Test
    void missingUserAgentIsAnUnknownDevice() {
        assertThat(Device.of(null)).isEqualTo(new Device(null, null));
    }
}
