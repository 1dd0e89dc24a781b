package chat.parley.auth.email;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.account.Account;
import chat.parley.auth.Token;
import chat.parley.http.OriginPolicy;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/**
 * Mails about an account. They address it by username, not by a text that its owner wrote: otherwise someone could sign
 * up with a stranger's address and make Parley send them any text. Without a sender address Parley sends no mail.
 */
@ApplicationScoped
public class AccountMail {

    /**
     * A mail with one link.
     *
     * @param language the language of the account
     * @param label the text of the link in HTML
     * @param otherwise an additional text below the link; null if there is none
     */
    record Letter(Language language, String greeting, String says, String label, String link, String otherwise) {
        public boolean rightToLeft() {
            return language.rightToLeft();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native MailTemplateInstance letter(Letter letter);
    }

    private final MailQueue queue;
    private final OriginPolicy originPolicy;
    private final boolean configured;

    AccountMail(
            MailQueue queue,
            OriginPolicy originPolicy,
            @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
        this.queue = queue;
        this.originPolicy = originPolicy;
        this.configured = from.isPresent();
    }

    /** Whether the server is configured to send mail. */
    public boolean configured() {
        return configured;
    }

    /**
     * Queues work that may send a mail, so that neither the response nor its time reveals whether a mail was sent.
     *
     * @throws ApiException with 503 if too many mails are queued
     */
    public void later(Supplier<Optional<MailTemplateInstance>> mail) {
        if (configured) {
            queue.add(() -> mail.get().ifPresent(this::send));
        }
    }

    public MailTemplateInstance reset(Account to, Token token) {
        var words = words(to);
        return Templates.letter(new Letter(
                        to.language,
                        words.greetingTo(to.username),
                        words.resetAsked(originPolicy.name()),
                        words.resetLink(),
                        originPolicy.link("/reset-password?token=" + token.text()),
                        words.resetOtherwise()))
                .to(to.email)
                .subject(words.resetSubject());
    }

    MailTemplateInstance address(Account to, Token token) {
        var words = words(to);
        return Templates.letter(new Letter(
                        to.language,
                        words.greeting(),
                        words.addressAsked(to.username, originPolicy.name()),
                        words.addressLink(),
                        originPolicy.link("/verify-address?token=" + token.text()),
                        words.addressOtherwise()))
                .to(to.email)
                .subject(words.addressSubject());
    }

    /** Notifies the old address, because its reader may not be the person who changed it. */
    public void tellAddressChanged(Account of, String oldAddress) {
        tell(oldAddress, () -> {
            var words = words(of);
            return Templates.letter(new Letter(
                            of.language,
                            words.greetingTo(of.username),
                            words.addressChanged(originPolicy.name()),
                            words.signInLink(),
                            originPolicy.link("/login"),
                            null))
                    .subject(words.addressChangedSubject());
        });
    }

    public void tellPasswordChanged(Account of) {
        tell(of.mailbox(), () -> {
            var words = words(of);
            return Templates.letter(new Letter(
                            of.language,
                            words.greetingTo(of.username),
                            words.passwordChanged(originPolicy.name()),
                            words.resetLink(),
                            originPolicy.link("/forgot-password"),
                            null))
                    .subject(words.passwordChangedSubject());
        });
    }

    private static MailMessages words(Account of) {
        return MessageBundles.get(MailMessages.class, Localized.Literal.of(of.language.tag()));
    }

    /** Queues an optional mail, which is dropped if too many mails are queued. */
    private void tell(String address, Supplier<MailTemplateInstance> mail) {
        if (address == null) {
            return;
        }
        try {
            later(() -> Optional.of(mail.get().to(address)));
        } catch (ApiException full) {
            Log.warn("A security notice was dropped: the mail queue is full");
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
