package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Messages have two renderers: {@code message.html} for those that a page comes with, and {@code message-article.ts} for
 * those that arrive later. Whichever of them renders a message, element by element and attribute by attribute the result is
 * the same.
 */
@QuarkusTest
class MessageRenderingTest extends BrowserTest {

    /**
     * The log as text, one line for each element, attribute and text. Attributes are sorted and spaces are collapsed, as
     * neither the order of attributes nor the space between elements has a meaning.
     */
    private static final String LINES = """
            () => {
              const lines = [];
              const add = (node, indent) => {
                if (node.nodeType === Node.TEXT_NODE) {
                  const text = node.data.replace(/\\s+/g, ' ').trim();
                  if (text) lines.push(indent + text);
                  return;
                }
                lines.push(`${indent}<${node.localName}>`);
                [...node.attributes]
                  .map(({ name, value }) => `${indent}  ${name}="${value}"`)
                  .sort()
                  .forEach((attribute) => lines.push(attribute));
                node.normalize();
                node.childNodes.forEach((child) => add(child, `${indent}  `));
              };
              document.querySelectorAll('[role=log] > article, [role=log] > .day').forEach((item) => add(item, ''));
              return lines;
            }""";

    private static final double SETTLE_MS = 10_000;

    private TestUser mira;
    private TestUser tom;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void serverAndScriptRenderEveryKindOfMessageAlike(String locale) {
        tom.uploadAvatar(TestImages.gradient(64, 64));
        var room = mira.createRoom("public");
        tom.join(room);

        var arriving = open(locale, room);
        sendMessage(arriving, "typed **here** :cake:");
        assertThat(articles(arriving)).hasCount(1);
        assertThat(arriving.locator("article[data-seq='1']")).hasCount(1);
        posts(room);
        var changing = open(locale, room);
        changes(room);
        var rendered = open(locale, room);
        assertThat(rendered.locator(".message-quote-text")).hasCount(2);
        // The message below the unread line begins a group.
        for (var page : List.of(arriving, changing, rendered)) {
            composer(page).press("Escape");
        }

        var expected = lines(rendered);
        assertThat(expected.stream().map(String::strip))
                .as("every kind of message is there")
                .contains(
                        "data-deleted=\"\"",
                        "data-follows=\"\"",
                        "data-pinned=\"\"",
                        "data-calls-me=\"\"",
                        "aria-pressed=\"true\"");
        assertEventuallyEqual(arriving, expected);
        assertEventuallyEqual(changing, expected);
    }

    @Test
    void quoteStaysBelowItsAuthorInAnArabicPage() {
        mira.requestWith(Map.of("language", "ar")).patch("/api/me").then().statusCode(200);
        var room = mira.createRoom("private");
        mira.post(room, "> Bread");
        var page = open(mira, room);

        var quote = page.locator("blockquote").boundingBox();
        var body = page.locator("article[data-seq='1'] [data-part=body]").boundingBox();

        assertThat(quote.x + quote.width).as("the right edge").isCloseTo(body.x + body.width, offset(1.0));
        assertThat(quote.width).isLessThan(body.width / 2);
    }

    private void posts(long room) {
        tom.post(room, "Good *morning*, see <https://bread.example/>");
        tom.post(room, "continues the one before");
        tom.post(
                room,
                "- [x] measured\n- [ ] paid\n\n> quoted\n\n```\nheat(230);\n```\n\n| a | b |\n| - | -: |\n| c | 1 |");
        tom.post(room, "@" + mira.username() + ", are you there?");
        mira.post(room, "@" + tom.username() + ": I am, and @room may know");
        mira.post(room, "صباح الخير <b>\"&'</b>");
        tom.post(room, "is edited");
        tom.post(room, "is deleted");
        reply(tom, room, 2, "answers the one that stays");
        reply(mira, room, 9, "answers the one that is deleted");
        reply(tom, room, 3, "is an answer, and is deleted");
        tom.postFiles(
                room,
                tom.upload(room, "large.png", TestImages.gradient(900, 700)),
                withThumbnail(room, "small.png"),
                tom.upload(
                        room,
                        "a <plan> \"for\" us.txt",
                        "heat, wait".repeat(200).getBytes()));
        mira.post(room, "has reactions");
        mira.post(room, "is pinned");
        mira.post(room, "had reactions, a pin and a file once");
    }

    private void changes(long room) {
        tom.edit(room, 8, "is **edited**").then().statusCode(200);
        tom.delete(room, 9);
        tom.delete(room, 12);
        tom.react(room, 14, "🎉").then().statusCode(200);
        mira.react(room, 14, "🎉").then().statusCode(200);
        mira.react(room, 14, "👍").then().statusCode(200);
        tom.react(room, 14, "❤️").then().statusCode(200);
        mira.pin(room, 15).then().statusCode(200);
        mira.pin(room, 2).then().statusCode(200);
        mira.react(room, 16, "👍").then().statusCode(200);
        mira.removeReaction(room, 16, "👍").then().statusCode(200);
        mira.pin(room, 16).then().statusCode(200);
        mira.request()
                .delete("/api/rooms/{id}/messages/{seq}/pin", room, 16)
                .then()
                .statusCode(200);
    }

    private Page open(String locale, long room) {
        var page = newBrowser(
                new Browser.NewContextOptions().setViewportSize(WIDE, 800).setLocale(locale));
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));
        page.navigate("/rooms/" + room);
        awaitConnected(page);
        return page;
    }

    private static void assertEventuallyEqual(Page page, List<String> expected) {
        try {
            page.waitForCondition(
                    () -> lines(page).equals(expected), new Page.WaitForConditionOptions().setTimeout(SETTLE_MS));
        } catch (TimeoutError different) {
            assertThat(lines(page)).containsExactlyElementsOf(expected);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> lines(Page page) {
        return (List<String>) page.evaluate(LINES);
    }

    private static void reply(TestUser person, long room, long to, String body) {
        person.requestWith(Map.of("body", body, "clientId", UUID.randomUUID().toString(), "replyTo", to))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);
    }

    private long withThumbnail(long room, String name) {
        return tom.request()
                .multiPart("thumbnail", "t", TestImages.png(20, 15))
                .multiPart("file", name, TestImages.png(40, 30))
                .post("/api/rooms/{id}/attachments", room)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }
}
