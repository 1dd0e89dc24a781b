package chat.parley.avatar;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.account.Account;
import chat.parley.account.AccountChanged;
import chat.parley.attachment.Multipart;
import chat.parley.attachment.Multipart.Part;
import chat.parley.attachment.MultipartReceiver;
import chat.parley.attachment.SmallPicture;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;

/** Profile pictures: validates them by the rules for files, stores and removes them. */
@ApplicationScoped
public class AvatarService {

    /**
     * Bytes of a picture. Lists show 25 at once. The script of the page creates 10 to 20 KB; pictures of other
     * programs with 1024 pixels a side fit, too.
     */
    static final int MAX_BYTES = 256 * 1024;
    /** Twice the largest size in a page. Decoded, a picture takes 4 MB in the browser. */
    static final int MAX_SIDE_PIXELS = 1024;

    private static final int NAME_BYTES = 16;

    private final AvatarDao table;
    private final MultipartReceiver forms;
    private final RateLimiter rateLimiter;
    private final Event<AccountChanged> changed;

    AvatarService(AvatarDao table, MultipartReceiver forms, RateLimiter rateLimiter, Event<AccountChanged> changed) {
        this.table = table;
        this.forms = forms;
        this.rateLimiter = rateLimiter;
        this.changed = changed;
    }

    /**
     * Receives the picture of a form and replaces the previous one. Blocks until the client has sent it.
     *
     * @param owner the id of the account
     * @return the updated account
     * @throws ApiException with 400 if the form is malformed or has no valid picture; 408 if the client is too slow;
     *        413 if the body is too large; 429 or 503 if there are too many uploads or changes
     */
    public Account receive(long owner, String contentType, InputStream body) {
        return forms.receive(owner, contentType, body, parts -> store(owner, read(parts)));
    }

    /**
     * Removes the picture, if there is one.
     *
     * @throws ApiException with 429 if the account changes its profile too often
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void remove(long owner) {
        rateLimiter.acquire(RateLimit.CHANGE_PROFILE, owner);
        var account = lock(owner);
        if (account.avatar != null) {
            table.remove(owner);
            setName(account, null);
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    Account store(long owner, SmallPicture picture) {
        rateLimiter.acquire(RateLimit.CHANGE_PROFILE, owner);
        var name = newName();
        var account = lock(owner);
        table.put(owner, name, picture);
        setName(account, name);
        return account;
    }

    /** Locks the account, so that of concurrent uploads the picture and its name on the account match. */
    private static Account lock(long owner) {
        return Account.findById(owner, LockModeType.PESSIMISTIC_WRITE);
    }

    private void setName(Account account, String name) {
        account.avatar = name;
        changed.fire(new AccountChanged(account.id));
    }

    private static SmallPicture read(Multipart parts) throws IOException {
        SmallPicture picture = null;
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals("file")) {
                if (picture != null) {
                    throw ApiException.badInput("file", ProblemMessages::duplicateField);
                }
                picture = picture(part.get());
            }
        }
        if (picture == null) {
            throw ApiException.badInput("file", ProblemMessages::missing);
        }
        return picture;
    }

    private static SmallPicture picture(Part part) throws IOException {
        return SmallPicture.read(part.content(), MAX_BYTES, MAX_SIDE_PIXELS)
                .orElseThrow(() -> ApiException.badInput("file", ProblemMessages::invalidPicture));
    }

    /** A random name, so that pictures cannot be enumerated. */
    private static String newName() {
        var bytes = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
