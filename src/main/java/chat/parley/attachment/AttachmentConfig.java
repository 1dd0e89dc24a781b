package chat.parley.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Settings of files. */
@ConfigMapping(prefix = "parley.attachment")
public interface AttachmentConfig {

    /** Maximum size of all files of one account together, in bytes. */
    MemorySize quotaPerAccount();
}
