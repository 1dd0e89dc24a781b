package chat.parley.audit;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;

/** Settings of the audit log. */
@ConfigMapping(prefix = "parley.audit")
public interface AuditConfig {

    /** How long entries are stored, at least one second. */
    @DurationMin(seconds = 1)
    Duration retention();
}
