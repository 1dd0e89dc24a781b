package chat.parley.account;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.Refusal;
import io.quarkus.logging.Log;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;

/**
 * The mails about an account. They name it by its username, never by what its owner wrote: whoever signs up with somebody
 * else's address would have us send them anything. Without an address to send from, none is sent.
 */
@ApplicationScoped
public class AccountMail {

    @CheckedTemplate
    static class Templates {
        static native MailTemplateInstance reset(String username, String site, String link);

        static native MailTemplateInstance address(String username, String site, String link);

        static native MailTemplateInstance addressChanged(String username, String site, String link);

        static native MailTemplateInstance passwordChanged(String username, String site, String link);
    }

    private final MailQueue queue;
    private final Site site;
    private final boolean configured;

    AccountMail(MailQueue queue, Site site, @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
        this.queue = queue;
        this.site = site;
        this.configured = from.isPresent();
    }

    /** Whether this server sends mail at all. */
    public boolean configured() {
        return configured;
    }

    /**
     * Sends what is found out later, if anything: neither the answer nor its time tells whether there was something.
     *
     * @throws Refusal with 503 when too much waits already
     */
    void later(Supplier<Optional<MailTemplateInstance>> mail) {
        if (configured) {
            queue.add(() -> mail.get().ifPresent(this::send));
        }
    }

    MailTemplateInstance reset(Account to, Token token) {
        return Templates.reset(to.username, site.link("/"), site.link("/reset-password?token=" + token.text()))
                .to(to.email).subject("A new password for Parley");
    }

    MailTemplateInstance address(Account to, Token token) {
        return Templates.address(to.username, site.link("/"), site.link("/verify-address?token=" + token.text()))
                .to(to.email).subject("Is this your address?");
    }

    /** Tells whoever reads the mails to the old address, who may not be the one that changed it. */
    void tellAddressChanged(Account of, String oldAddress) {
        tell(oldAddress, () -> Templates.addressChanged(of.username, site.link("/"), site.link("/login"))
                .subject("Your address at Parley was changed"));
    }

    void tellPasswordChanged(Account of) {
        tell(of.mailbox(), () -> Templates.passwordChanged(of.username, site.link("/"), site.link("/forgot-password"))
                .subject("Your password at Parley was changed"));
    }

    /** What nobody waits for may be left out when too much waits. */
    private void tell(String address, Supplier<MailTemplateInstance> mail) {
        if (address == null) {
            return;
        }
        try {
            later(() -> Optional.of(mail.get().to(address)));
        } catch (Refusal full) {
            Log.warn("A notice was not mailed: too many mails wait");
        }
    }

    private void send(MailTemplateInstance mail) {
        try {
            queue.send(mail);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
