package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,                             203.0.113.7",
        "2001:db8:1:2:3:4:5:6,                    2001:db8:1:2::/64",
        "2001:db8:1:2::6,                         2001:db8:1:2::/64",
        "2001:db8::6,                             2001:db8:0:0::/64",
        "::1,                                     0:0:0:0::/64",
        "::,                                      0:0:0:0::/64",
        "fe80::1%eth0,                            fe80:0:0:0::/64",
        "::ffff:203.0.113.7,                      ::ffff:203.0.113.7"
    })
    void ipv6AddressesOfOneNetworkCountAsOne(String host, String counted) {
        assertThat(ClientNetwork.network(host)).isEqualTo(counted);
    }
}
