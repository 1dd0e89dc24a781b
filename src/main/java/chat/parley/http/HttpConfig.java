package chat.parley.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** Limits for clients that have not sent a complete request. */
@ConfigMapping(prefix = "parley.http")
public interface HttpConfig {

    /** From the first byte of a request to the last one of its body. File uploads have a minimum rate instead. */
    Duration requestTimeout();

    /** Requests of one network address that have begun and are not complete. */
    int maxIncompleteRequestsPerAddress();

    /** Open connections of one network address, WebSockets included. */
    int maxConnectionsPerAddress();
}
