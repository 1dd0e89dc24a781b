package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;

/** Avatars in the pages: chosen in the settings and shown next to names. */
@QuarkusTest
class AvatarTest extends BrowserTest {

    /** Larger than the service accepts, in bytes and in pixels. */
    private static final FilePayload PHOTO = new FilePayload("photo.png", "image/png", TestImages.noise(1500, 1000));

    private static final FilePayload NOTES = new FilePayload("notes.png", "image/png", "hello".getBytes());
    private static final String BOUNDS = "Use a PNG, JPEG or WebP of at most 256 KB and 1024 pixels a side.";

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
        mira.post(room, "before it");
    }

    @Test
    void photoIsCroppedToASmallSquare() {
        var page = settings(mira, true);

        page.getByLabel("Choose a picture").setInputFiles(PHOTO);
        button(page, "Save picture").click();

        assertThat(page.getByText("Profile picture saved.")).isVisible();
        isDrawn(page.locator("avatar-form .avatar"), 256);
        assertThat(mira.request().get(mira.get("/api/me").getString("picture")).asByteArray().length)
                .isBetween(1_000, 100 * 1024);
    }

    @Test
    void othersSeeTheAvatarNextToTheName() {
        mira.uploadAvatar(TestImages.png(64, 64));
        var toms = open(tom, room);
        mira.post(room, "after it");

        isDrawn(article(toms, 1), 64);
        isDrawn(article(toms, 2), 64);
        var direct = tom.openDirect(mira);
        isDrawn(open(tom, room).locator("room-list li[data-room='" + direct + "']"), 64);
        button(toms, "About").click();
        isDrawn(toms.locator("room-members li[data-username='" + mira.username() + "']"), 64);
        assertThat(toms.locator("room-members li[data-username='" + tom.username() + "'] img"))
                .hasCount(0);
        isDrawn(open(mira, room).locator(".side-account"), 64);
    }

    @Test
    void ownMessagesShowTheAvatar() {
        mira.uploadAvatar(TestImages.png(64, 64));
        var page = open(mira, room);

        sendMessage(page, "hello");

        isDrawn(article(page, 2), 64);
        assertThat(article(page, 2)).not().hasAttribute("data-state", "pending");
        assertThat(page.locator("article[data-seq='2'] .avatar")).hasAttribute("data-name", mira.username());
    }

    @Test
    void avatarTakesTheSpaceOfTheInitial() {
        // Otherwise the unread line would be shown first and disappear once the first page has marked the message
        // as read.
        tom.markRead(room, 1);
        var before = open(tom, room).locator("article[data-seq='1'] .avatar").boundingBox();

        mira.uploadAvatar(TestImages.png(500, 40));

        var page = open(tom, room);
        isDrawn(article(page, 1), 500);
        var after = page.locator("article[data-seq='1'] .avatar").boundingBox();
        assertThat(List.of(after.x, after.y, after.width, after.height))
                .isEqualTo(List.of(before.x, before.y, before.width, before.height));
        assertThat(article(page, 1).locator(".avatar img")).hasCSS("object-fit", "cover");
    }

    @Test
    void avatarIsRemoved() {
        mira.uploadAvatar(TestImages.png(64, 64));
        var page = settings(mira, true);

        button(page, "Remove picture").click();

        assertThat(page.getByText("Profile picture removed.")).isVisible();
        assertThat(page.locator("avatar-form img")).hasCount(0);
        assertThat(button(page, "Remove picture")).hasCount(0);
        assertThat(open(tom, room).locator("article[data-seq='1'] img")).hasCount(0);
    }

    @Test
    void invalidImageIsNotUploaded() {
        var page = settings(mira, true);

        page.getByLabel("Choose a picture").setInputFiles(NOTES);
        button(page, "Save picture").click();

        assertThat(page.getByText("This file isn't a picture that your browser can open."))
                .isVisible();
        assertThat(page.getByLabel("Choose a picture")).hasAttribute("aria-invalid", "true");
        assertThat(page).hasURL(Pattern.compile(".*/settings$"));
    }

    @Test
    void formWithoutScriptAcceptsSmallImages() {
        var page = settings(mira, false);

        for (var wrong : List.of(NOTES, PHOTO)) {
            page.getByLabel("Choose a picture").setInputFiles(wrong);
            button(page, "Save picture").click();
            assertThat(page.getByText(BOUNDS)).isVisible();
            assertThat(page.getByLabel("Choose a picture")).hasAttribute("aria-invalid", "true");
        }
        page.getByLabel("Choose a picture")
                .setInputFiles(new FilePayload("me.png", "image/png", TestImages.gradient(300, 200)));
        button(page, "Save picture").click();

        assertThat(page.getByText("Profile picture saved.")).isVisible();
        isDrawn(page.locator("avatar-form"), 300);
        ignoreConsoleErrors("status of 400");
    }

    @Test
    void expiredSessionRedirectsToSignIn() {
        var page = settings(mira, true);
        mira.signOut();

        page.getByLabel("Choose a picture").setInputFiles(PHOTO);
        button(page, "Save picture").click();

        assertThat(page).hasURL(Pattern.compile(".*/login$"));
    }

    private Page settings(TestUser person, boolean script) {
        var page = newBrowser(
                new Browser.NewContextOptions().setViewportSize(WIDE, 800).setJavaScriptEnabled(script));
        page.context().addCookies(List.of(new Cookie("parley", person.session()).setUrl(TestUser.origin())));
        page.navigate("/settings");
        return page;
    }

    private static Locator article(Page page, long seq) {
        return page.locator("article[data-seq='" + seq + "']");
    }

    /** The image is loaded and has this natural width in pixels. */
    private static void isDrawn(Locator in, int width) {
        var image = in.locator("img");
        assertThat(image).hasAttribute("src", Pattern.compile("/api/pictures/.{22}"));
        assertThat(image).hasAttribute("alt", "");
        assertThat(image).hasJSProperty("naturalWidth", width);
    }
}
