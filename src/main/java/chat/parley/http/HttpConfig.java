package chat.parley.http;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Limits for requests and connections. */
@ConfigMapping(prefix = "parley.http")
public interface HttpConfig {

    /**
     * Maximum time from the first byte of a request to the last one of its body, at least one second. File uploads have
     * a minimum rate instead.
     */
    @DurationMin(seconds = 1)
    Duration requestTimeout();

    /** Maximum number of incomplete requests of one network address, at least 1. */
    @Min(1)
    int maxIncompleteRequestsPerAddress();

    /** Maximum number of open connections of one network address, WebSockets included, at least 1. */
    @Min(1)
    int maxConnectionsPerAddress();

    /** Maximum size of an uploaded file, in bytes. */
    MemorySize maxUploadSize();
}
