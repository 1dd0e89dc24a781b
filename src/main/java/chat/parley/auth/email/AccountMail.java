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
     * @param linkText the text of the link in HTML
     * @param note an additional text below the link; null if there is none
     */
    record LinkMail(Language language, String greeting, String text, String linkText, String link, String note) {
        public boolean rightToLeft() {
            return language.rightToLeft();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native MailTemplateInstance linkMail(LinkMail mail);
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
    public boolean isConfigured() {
        return configured;
    }

    /**
     * Queues work that may send a mail, so that neither the response nor its time reveals whether a mail was sent.
     *
     * @throws ApiException with 503 if too many mails are queued
     */
    void queue(Supplier<Optional<MailTemplateInstance>> mail) {
        if (configured) {
            queue.add(() -> mail.get().ifPresent(this::send));
        }
    }

    MailTemplateInstance passwordResetMail(Account to, Token token) {
        var messages = messages(to);
        return Templates.linkMail(new LinkMail(
                        to.language,
                        messages.greetingTo(to.username),
                        messages.resetText(originPolicy.name()),
                        messages.resetLink(),
                        originPolicy.link("/reset-password?token=" + token.text()),
                        messages.resetNote()))
                .to(to.email)
                .subject(messages.resetSubject());
    }

    MailTemplateInstance verificationMail(Account to, Token token) {
        var messages = messages(to);
        return Templates.linkMail(new LinkMail(
                        to.language,
                        messages.greeting(),
                        messages.verificationText(to.username, originPolicy.name()),
                        messages.verificationLink(),
                        originPolicy.link("/verify-address?token=" + token.text()),
                        messages.verificationNote()))
                .to(to.email)
                .subject(messages.verificationSubject());
    }

    /** Notifies the old address, because its reader may not be the person who changed it. */
    public void notifyAddressChanged(Account of, String oldAddress) {
        queueNotice(oldAddress, () -> {
            var messages = messages(of);
            return Templates.linkMail(new LinkMail(
                            of.language,
                            messages.greetingTo(of.username),
                            messages.addressChanged(originPolicy.name()),
                            messages.signInLink(),
                            originPolicy.link("/login"),
                            null))
                    .subject(messages.addressChangedSubject());
        });
    }

    public void notifyPasswordChanged(Account of) {
        queueNotice(of.mailbox(), () -> {
            var messages = messages(of);
            return Templates.linkMail(new LinkMail(
                            of.language,
                            messages.greetingTo(of.username),
                            messages.passwordChanged(originPolicy.name()),
                            messages.resetLink(),
                            originPolicy.link("/forgot-password"),
                            null))
                    .subject(messages.passwordChangedSubject());
        });
    }

    private static MailMessages messages(Account of) {
        return MessageBundles.get(MailMessages.class, Localized.Literal.of(of.language.tag()));
    }

    /** Queues an optional mail, which is dropped if too many mails are queued. */
    private void queueNotice(String address, Supplier<MailTemplateInstance> mail) {
        if (address == null) {
            return;
        }
        try {
            queue(() -> Optional.of(mail.get().to(address)));
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
