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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void serverAndScriptRenderEveryKindOfMessageAlike(String locale) {
        tom.uploadsAvatar(TestImages.dusk(64, 64));
        var room = mira.makesRoom("public");
        tom.joins(room);

        var arriving = opens(locale, room);
        says(arriving, "typed **here** :cake:");
        assertThat(articles(arriving)).hasCount(1);
        assertThat(arriving.locator("article[data-seq='1']")).hasCount(1);
        posts(room);
        var changing = opens(locale, room);
        changes(room);
        var rendered = opens(locale, room);
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
        mira.sends(Map.of("language", "ar")).patch("/api/me").then().statusCode(200);
        var room = mira.makesRoom("private");
        mira.posts(room, "> Bread");
        var page = opens(mira, room);

        var quote = page.locator("blockquote").boundingBox();
        var body = page.locator("article[data-seq='1'] [data-part=body]").boundingBox();

        assertThat(quote.x + quote.width).as("the right edge").isCloseTo(body.x + body.width, offset(1.0));
        assertThat(quote.width).isLessThan(body.width / 2);
    }

    private void posts(long room) {
        tom.posts(room, "Good *morning*, see <https://bread.example/>");
        tom.posts(room, "continues the one before");
        tom.posts(
                room,
                "- [x] measured\n- [ ] paid\n\n> quoted\n\n```\nheat(230);\n```\n\n| a | b |\n| - | -: |\n| c | 1 |");
        tom.posts(room, "@" + mira.username() + ", are you there?");
        mira.posts(room, "@" + tom.username() + ": I am, and @room may know");
        mira.posts(room, "صباح الخير <b>\"&'</b>");
        tom.posts(room, "is edited");
        tom.posts(room, "is deleted");
        reply(tom, room, 2, "answers the one that stays");
        reply(mira, room, 9, "answers the one that is deleted");
        reply(tom, room, 3, "is an answer, and is deleted");
        tom.postsFiles(
                room,
                tom.uploads(room, "large.png", TestImages.dusk(900, 700)),
                withThumbnail(room, "small.png"),
                tom.uploads(
                        room,
                        "a <plan> \"for\" us.txt",
                        "heat, wait".repeat(200).getBytes()));
        mira.posts(room, "has reactions");
        mira.posts(room, "is pinned");
        mira.posts(room, "had reactions, a pin and a file once");
    }

    private void changes(long room) {
        tom.edits(room, 8, "is **edited**").then().statusCode(200);
        tom.deletes(room, 9);
        tom.deletes(room, 12);
        tom.reacts(room, 14, "🎉").then().statusCode(200);
        mira.reacts(room, 14, "🎉").then().statusCode(200);
        mira.reacts(room, 14, "👍").then().statusCode(200);
        tom.reacts(room, 14, "❤️").then().statusCode(200);
        mira.pins(room, 15).then().statusCode(200);
        mira.pins(room, 2).then().statusCode(200);
        mira.reacts(room, 16, "👍").then().statusCode(200);
        mira.removesReaction(room, 16, "👍").then().statusCode(200);
        mira.pins(room, 16).then().statusCode(200);
        mira.asks()
                .delete("/api/rooms/{id}/messages/{seq}/pin", room, 16)
                .then()
                .statusCode(200);
    }

    private Page opens(String locale, long room) {
        var page = newBrowser(
                new Browser.NewContextOptions().setViewportSize(WIDE, 800).setLocale(locale));
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));
        page.navigate("/rooms/" + room);
        connected(page);
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
        person.sends(Map.of("body", body, "clientId", UUID.randomUUID().toString(), "replyTo", to))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);
    }

    private long withThumbnail(long room, String name) {
        return tom.asks()
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
