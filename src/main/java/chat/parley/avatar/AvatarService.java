package chat.parley.avatar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import chat.parley.attachment.FileType;
import chat.parley.attachment.MediaInfo;
import chat.parley.attachment.MinimumRateInput;
import chat.parley.attachment.Multipart;
import chat.parley.attachment.Multipart.Part;
import chat.parley.attachment.PeekableInput;
import chat.parley.attachment.UploadSlots;
import chat.parley.http.UploadSize;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;

/** Profile pictures: validates them by the rules for files, stores and removes them. */
@ApplicationScoped
public class AvatarService {

    /**
     * A list shows 25 of them at once, and everyone loads each: what the page's script makes has 10 to 20 KB, what other
     * programs make of 1024 pixels a side still fits.
     */
    static final int MAX_BYTES = 256 * 1024;
    /** Twice the largest size that a page shows. Decoded, each takes 4 MB in the browser. */
    static final int MAX_SIDE_PIXELS = 1024;

    private static final int NAME_BYTES = 16;

    private final AvatarDao table;
    private final UploadSlots slots;
    private final UploadSize size;
    private final RateLimiter rateLimiter;
    private final Event<AccountChanged> changed;

    AvatarService(
            AvatarDao table,
            UploadSlots slots,
            UploadSize size,
            RateLimiter rateLimiter,
            Event<AccountChanged> changed) {
        this.table = table;
        this.slots = slots;
        this.size = size;
        this.rateLimiter = rateLimiter;
        this.changed = changed;
    }

    /**
     * Takes in the picture of a form, in the place of the one before. Waits for it, so it needs a thread that may wait.
     *
     * @return whose it is, as they are now
     * @throws ApiException with 400 when the form has none, or one that is too large; 408 when it comes too slowly; 413 when much more comes
     *         than that; 429 and 503 when too many come at once
     */
    public Account take(long owner, String contentType, InputStream body) {
        var paced = new MinimumRateInput(body, size.mostOfBody(), System::nanoTime);
        try (var slot = slots.acquire(owner, paced)) {
            return keep(owner, read(Multipart.of(contentType, paced)));
        } catch (IOException brokenOff) {
            throw ApiException.badInput("file", ProblemMessages::notWhole);
        }
    }

    /**
     * Nothing happens where there is none.
     *
     * @throws ApiException with 429 when the account changes its profile too often
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void remove(long owner) {
        rateLimiter.take(RateLimit.CHANGE_PROFILE, owner);
        var account = held(owner);
        if (account.avatar != null) {
            table.remove(owner);
            name(account, null);
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    Account keep(long owner, Avatar picture) {
        rateLimiter.take(RateLimit.CHANGE_PROFILE, owner);
        var name = newName();
        var account = held(owner);
        table.put(owner, name, picture);
        name(account, name);
        return account;
    }

    /** Of two pictures that come at once one is there in the end, and the account has its name. */
    private static Account held(long owner) {
        return Account.findById(owner, LockModeType.PESSIMISTIC_WRITE);
    }

    private void name(Account account, String name) {
        account.avatar = name;
        changed.fire(new AccountChanged(account.id));
    }

    private static Avatar read(Multipart parts) throws IOException {
        Avatar picture = null;
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals("file")) {
                if (picture != null) {
                    throw ApiException.badInput("file", ProblemMessages::givenTwice);
                }
                picture = picture(part.get());
            }
        }
        if (picture == null) {
            throw ApiException.badInput("file", ProblemMessages::missing);
        }
        return picture;
    }

    private static Avatar picture(Part part) throws IOException {
        var bytes = part.content().readNBytes(MAX_BYTES + 1);
        var kept = new ByteArrayOutputStream();
        var contents = MediaInfo.pass(new PeekableInput(new ByteArrayInputStream(bytes)), kept);
        if (bytes.length > MAX_BYTES
                || !contents.showable()
                || contents.type() == FileType.GIF
                || contents.width() > MAX_SIDE_PIXELS
                || contents.height() > MAX_SIDE_PIXELS) {
            throw ApiException.badInput("file", ProblemMessages::suchPicture);
        }
        return new Avatar(contents.type().mediaType(), kept.toByteArray());
    }

    /** Nobody finds a picture but by being shown whose it is. */
    private static String newName() {
        var bytes = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
