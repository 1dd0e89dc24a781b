package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;

/** Attachments in the page: chosen, pasted or dropped, and shown to others. */
@QuarkusTest
class FilesTest extends BrowserTest {

    private static final FilePayload CAT = new FilePayload("cat.png", "image/png", TestImages.png(800, 600));
    private static final FilePayload NOTES = new FilePayload("notes.txt", "text/plain", "hello".getBytes());

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void chosenImageIsShownToBoth() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        chooses(miras, CAT);
        assertThat(sending(miras)).hasText(Pattern.compile("cat\\.png"));
        sendMessage(miras, "My **cat**");

        for (var page : new Page[] {miras, toms}) {
            var picture = articles(page).last().locator("img");
            assertThat(picture).hasAttribute("alt", "cat.png");
            assertThat(picture).hasJSProperty("complete", true);
            assertThat(picture).not().hasJSProperty("naturalWidth", 0);
            assertThat(picture).hasJSProperty("clientWidth", 400);
            assertThat(picture).hasJSProperty("clientHeight", 300);
            assertThat(articles(page).last().locator("strong")).hasText("cat");
        }
        assertThat(sending(miras)).hasCount(0);
        toms.reload();
        assertThat(articles(toms).last().locator("img")).hasJSProperty("clientHeight", 300);
    }

    /** Browsers load only the thumbnail of a photograph. */
    @Test
    void largeImageIsShownAsAThumbnail() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        chooses(miras, new FilePayload("photo.png", "image/png", TestImages.noise(1000, 600)));
        sendMessage(miras, "large");

        var picture = articles(toms).last().locator("img");
        assertThat(picture).hasAttribute("src", Pattern.compile(".*/thumbnail"));
        assertThat(picture).hasJSProperty("naturalWidth", 640);
        assertThat(picture).hasJSProperty("naturalHeight", 384);
        assertThat(picture).hasJSProperty("clientWidth", 400);
        assertThat(articles(toms).last().locator("a.picture"))
                .hasAttribute("href", Pattern.compile(".*/api/attachments/\\d+"));
    }

    @Test
    void fileWithoutTextIsAMessage() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        chooses(miras, NOTES);
        assertThat(sending(miras)).hasAttribute("data-state", "uploaded");
        composer(miras).press("Enter");

        var link = articles(toms).last().locator("a.file");
        assertThat(link).hasText(Pattern.compile("notes\\.txt\\s+5 B"));
        var download = toms.waitForDownload(link::click);
        assertThat(download.suggestedFilename()).isEqualTo("notes.txt");
    }

    @Test
    void pastedAndDroppedFilesAreAttached() {
        var miras = open(mira, room);

        dispatchFile(miras, composer(miras), "paste", "pasted.png");
        dispatchFile(miras, log(miras), "drop", "dropped.png");
        assertThat(miras.locator("main[data-dropping]")).hasCount(0);
        assertThat(sending(miras)).hasCount(2);
        composer(miras).press("Enter");

        assertThat(articles(miras).last().locator("img")).hasCount(2);
        assertThat(miras.locator("article[data-seq='1'] img")).hasCount(2);
    }

    @Test
    void messageWaitsForItsUploads() {
        var miras = open(mira, room);
        var held = new Object() {
            Route route;
        };
        miras.route("**/attachments", route -> held.route = route);
        chooses(miras, CAT);

        sendMessage(miras, "with a picture");

        assertThat(sending(miras)).hasAttribute("data-state", "uploading");
        assertThat(articles(miras)).hasCount(0);
        assertThat(composer(miras)).hasValue("with a picture");
        held.route.resume();
        assertThat(miras.locator("article[data-seq='1'] img")).hasCount(1);
        assertThat(composer(miras)).hasValue("");
    }

    @Test
    void attachmentsCanBeRemovedAndRetried() {
        var miras = open(mira, room);
        var first = new boolean[] {true};
        miras.route("**/attachments", route -> {
            if (first[0]) {
                first[0] = false;
                route.abort();
            } else {
                route.resume();
            }
        });
        chooses(miras, CAT);
        assertThat(sending(miras)).hasAttribute("data-state", "failed");
        assertThat(sending(miras)).containsText("Can't reach the server");
        sendMessage(miras, "with a picture");
        assertThat(articles(miras)).hasCount(0);

        button(miras, "Retry").click();
        assertThat(sending(miras)).hasAttribute("data-state", "uploaded");
        button(miras, "Remove cat.png").click();
        assertThat(sending(miras)).hasCount(0);
        composer(miras).press("Enter");

        assertThat(miras.locator("article[data-seq='1']")).containsText("with a picture");
        assertThat(articles(miras).locator("img")).hasCount(0);
        ignoreConsoleErrors("ERR_FAILED");
    }

    /** A file on the disk: Playwright would take a quarter of a minute to hand its bytes to the browser. */
    @Test
    void tooLargeFileIsReportedBeforeTheUpload(@TempDir Path folder) throws IOException {
        var film = Files.write(folder.resolve("film.bin"), new byte[11 * 1024 * 1024]);
        var miras = open(mira, room);

        chooser(miras).setFiles(film);

        assertThat(sending(miras)).containsText("Files can be up to 10 MB.");
        assertThat(button(miras, "Retry")).isHidden();
    }

    @Test
    void uploadedFilesSurviveAReload() {
        var miras = open(mira, room);
        chooses(miras, CAT);
        assertThat(sending(miras)).hasAttribute("data-state", "uploaded");

        miras.reload();
        awaitConnected(miras);

        assertThat(sending(miras)).hasText(Pattern.compile("cat\\.png"));
        composer(miras).press("Enter");
        assertThat(miras.locator("article[data-seq='1'] img")).hasCount(1);
    }

    @Test
    void layoutIsStableWhileAnImageLoads() {
        var file = mira.upload(room, "cat.png", CAT.buffer);
        mira.postFiles(room, file);
        mira.post(room, "below it");
        var toms = newBrowser(360);
        toms.context()
                .addCookies(java.util.List.of(new com.microsoft.playwright.options.Cookie("parley", tom.session())
                        .setUrl(TestUser.origin())));
        var held = new Object() {
            Route route;
        };
        toms.route("**/api/attachments/*", route -> held.route = route);
        toms.navigate(
                "/rooms/" + room,
                new Page.NavigateOptions()
                        .setWaitUntil(com.microsoft.playwright.options.WaitUntilState.DOMCONTENTLOADED));
        awaitConnected(toms);
        var below = toms.locator("article[data-seq='2']");
        var picture = toms.locator("article[data-seq='1'] img");
        assertThat(picture).hasJSProperty("complete", false);
        var before = below.boundingBox().y;

        held.route.resume();
        assertThat(picture).hasJSProperty("complete", true);

        assertThat(picture).hasJSProperty("naturalWidth", 800);
        assertThat(below.boundingBox().y).isEqualTo(before);
        assertThat((Boolean) toms.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private static void chooses(Page page, FilePayload file) {
        chooser(page).setFiles(file);
    }

    private static FileChooser chooser(Page page) {
        return page.waitForFileChooser(() -> button(page, "Attach files").click());
    }

    private static Locator sending(Page page) {
        return page.locator(".upload");
    }

    /** Simulates files that are pasted or dropped. */
    private static void dispatchFile(Page page, Locator where, String how, String name) {
        var bytes = Base64.getEncoder().encodeToString(CAT.buffer);
        where.evaluate("""
                (element, [how, name, bytes]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: 'image/png' }));
                  const options = { bubbles: true, cancelable: true };
                  if (how === 'drop') {
                    element.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }));
                  }
                  element.dispatchEvent(how === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: data })
                      : new ClipboardEvent('paste', { ...options, clipboardData: data }));
                }""", java.util.List.of(how, name, bytes));
    }
}
