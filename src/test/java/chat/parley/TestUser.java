package chat.parley;

import static io.restassured.RestAssured.given;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A user of the HTTP API and the socket, with a session from a real sign-in. */
public final class TestUser {

    public static final String PASSWORD = "correct horse battery";
    /** The setup token of every service that tests start, as the test profile and {@code ops.ServiceProcess} set it. */
    public static final String SETUP_TOKEN = "setup-token-of-the-tests";

    /** Makes names unique between runs on the same database and between the tests of a run. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Like the requests of a page: does not follow redirects, and logs bodies unchanged. */
    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .objectMapperConfig(Json.forRestAssured())
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .logConfig(LogConfig.logConfig().enablePrettyPrinting(false));

    private static final String RUN = UUID.randomUUID().toString().substring(0, 6);

    private final String username;
    private final String session;

    private TestUser(String username, String session) {
        this.username = username;
        this.session = session;
    }

    /** A new signed-in user whose name starts with {@code beginning}. */
    public static TestUser called(String beginning) {
        var username = unique(beginning);
        signUp(Map.of("username", username, "password", PASSWORD)).then().statusCode(201);
        return signsIn(username);
    }

    /** The same user with a new session. */
    public TestUser signsInAgain() {
        return signsIn(username);
    }

    public static String unique(String beginning) {
        return beginning + "-" + RUN + "-" + COUNT.incrementAndGet();
    }

    /** Sends the setup token, in case this is the first account. */
    public static Response signUp(Map<String, ?> account) {
        var withToken = new HashMap<String, Object>(account);
        withToken.putIfAbsent("setupToken", SETUP_TOKEN);
        return given().config(CONFIG)
                .contentType(ContentType.JSON)
                .body(withToken)
                .post("/api/accounts");
    }

    public static Response signIn(String username, String password) {
        return given().config(CONFIG)
                .formParam("username", username)
                .formParam("password", password)
                .post("/login");
    }

    public static TestUser signsIn(String username) {
        return signsIn(username, PASSWORD);
    }

    static TestUser signsIn(String username, String password) {
        return new TestUser(
                username,
                signIn(username, password).then().statusCode(303).extract().cookie("parley"));
    }

    public static String origin() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    public String username() {
        return username;
    }

    /** The value of the session cookie. */
    public String session() {
        return session;
    }

    /** A request with this user's session and an {@code Origin} of this site. */
    public RequestSpecification asks() {
        return given().config(CONFIG).cookie("parley", session).header("Origin", origin());
    }

    public RequestSpecification sends(Object body) {
        return asks().contentType(ContentType.JSON).body(body);
    }

    public Json reads(String path, Object... parameters) {
        return asks().get(path, parameters).then().statusCode(200).extract().as(Json.class);
    }

    public long makesRoom(String kind) {
        return sends(Map.of("name", unique("room"), "kind", kind))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    public void joins(long room) {
        asks().put("/api/rooms/{id}/membership", room).then().statusCode(200);
    }

    public void leaves(long room) {
        asks().delete("/api/rooms/{id}/membership", room).then().statusCode(204);
    }

    public void invites(long room, TestUser guest) {
        sends(Map.of())
                .put("/api/rooms/{id}/members/{name}", room, guest.username)
                .then()
                .statusCode(200);
    }

    public long opensDirect(TestUser other) {
        return asks().put("/api/direct/{name}", other.username)
                .then()
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    public Response triesToPost(long room, String body, String clientId) {
        return sends(Map.of("body", body, "clientId", clientId)).post("/api/rooms/{id}/messages", room);
    }

    /** The sequence number of the new message. */
    public long posts(long room, String body) {
        return triesToPost(room, body, UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("seq");
    }

    public void posts(long room, int messages) {
        for (var number = 1; number <= messages; number++) {
            posts(room, "message " + number);
        }
    }

    /** Uploads a file that a message can reference. */
    public Response triesToUpload(long room, String name, byte[] file) {
        return asks().multiPart("file", name, file).post("/api/rooms/{id}/attachments", room);
    }

    public Response setsAvatar(byte[] picture) {
        return asks().multiPart("file", "me", picture).put("/api/me/picture");
    }

    /** The URL of the avatar. */
    public String uploadsAvatar(byte[] picture) {
        return setsAvatar(picture).then().statusCode(200).extract().path("picture");
    }

    /** The id of the file. */
    public long uploads(long room, String name, byte[] file) {
        return triesToUpload(room, name, file)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    /** The sequence number of the new message, which has these files and no text. */
    public long postsFiles(long room, Long... files) {
        return triesToPostFiles(room, files)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("seq");
    }

    public Response triesToPostFiles(long room, Long... files) {
        return sends(Map.of("body", "", "clientId", UUID.randomUUID().toString(), "attachments", List.of(files)))
                .post("/api/rooms/{id}/messages", room);
    }

    public Response edits(long room, long seq, String body) {
        return sends(Map.of("body", body)).patch("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public Response deletes(long room, long seq) {
        return asks().delete("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public Response reacts(long room, long seq, String emoji) {
        return asks().put("/api/rooms/{id}/messages/{seq}/reactions/{emoji}", room, seq, emoji);
    }

    public Response removesReaction(long room, long seq, String emoji) {
        return asks().delete("/api/rooms/{id}/messages/{seq}/reactions/{emoji}", room, seq, emoji);
    }

    public Response pins(long room, long seq) {
        return asks().put("/api/rooms/{id}/messages/{seq}/pin", room, seq);
    }

    public Json message(long room, long seq) {
        return reads("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public void marksRead(long room, long seq) {
        sends(Map.of("seq", seq)).put("/api/rooms/{id}/read", room).then().statusCode(200);
    }

    public void signsOut() {
        asks().post("/logout").then().statusCode(303);
    }

    /** Opens a socket and waits for its first frame. */
    public TestSocket opensSocket() {
        return TestSocket.open(session);
    }
}
