package chat.parley.auth;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts that describe a {@link Device}. */
@MessageBundle("device")
interface DeviceMessages {

    @Message("{browser} on {system}")
    String browserOnSystem(String browser, String system);

    @Message("Unknown device")
    String unknownDevice();
}
