package chat.parley.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.auth.Device;

/** Describes the browser of a session in the user's language: sessions store only names. */
@ApplicationScoped
@Named("devices")
public class DeviceNames {

    private final TemplateLocale templateLocale;

    DeviceNames(TemplateLocale templateLocale) {
        this.templateLocale = templateLocale;
    }

    /** @param kept as {@link Device#named} says it */
    public String words(String kept) {
        var words = templateLocale.words(SettingsMessages.class);
        if (kept.equals(Device.UNKNOWN)) {
            return words.unknownDevice();
        }
        var parts = kept.split(Device.ON, 2);
        return parts.length == 2 ? words.deviceOn(parts[0], parts[1]) : kept;
    }
}
