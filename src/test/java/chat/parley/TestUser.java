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
    public static TestUser create(String beginning) {
        var username = unique(beginning);
        signUp(Map.of("username", username, "password", PASSWORD)).then().statusCode(201);
        return signIn(username);
    }

    /** The same user with a new session. */
    public TestUser signInAgain() {
        return signIn(username);
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

    public static Response postLogin(String username, String password) {
        return given().config(CONFIG)
                .formParam("username", username)
                .formParam("password", password)
                .post("/login");
    }

    public static TestUser signIn(String username) {
        return signIn(username, PASSWORD);
    }

    static TestUser signIn(String username, String password) {
        return new TestUser(
                username,
                postLogin(username, password).then().statusCode(303).extract().cookie("parley"));
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
    public RequestSpecification request() {
        return given().config(CONFIG).cookie("parley", session).header("Origin", origin());
    }

    public RequestSpecification requestWith(Object body) {
        return request().contentType(ContentType.JSON).body(body);
    }

    public Json get(String path, Object... parameters) {
        return request().get(path, parameters).then().statusCode(200).extract().as(Json.class);
    }

    public long createRoom(String kind) {
        return requestWith(Map.of("name", unique("room"), "kind", kind))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    public void join(long room) {
        request().put("/api/rooms/{id}/membership", room).then().statusCode(200);
    }

    public void leave(long room) {
        request().delete("/api/rooms/{id}/membership", room).then().statusCode(204);
    }

    public void invite(long room, TestUser guest) {
        requestWith(Map.of())
                .put("/api/rooms/{id}/members/{name}", room, guest.username)
                .then()
                .statusCode(200);
    }

    public long openDirect(TestUser other) {
        return request()
                .put("/api/direct/{name}", other.username)
                .then()
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    public Response tryToPost(long room, String body, String clientId) {
        return requestWith(Map.of("body", body, "clientId", clientId)).post("/api/rooms/{id}/messages", room);
    }

    /** The sequence number of the new message. */
    public long post(long room, String body) {
        return tryToPost(room, body, UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("seq");
    }

    public void post(long room, int messages) {
        for (var number = 1; number <= messages; number++) {
            post(room, "message " + number);
        }
    }

    /** Uploads a file that a message can reference. */
    public Response tryToUpload(long room, String name, byte[] file) {
        return request().multiPart("file", name, file).post("/api/rooms/{id}/attachments", room);
    }

    public Response setAvatar(byte[] picture) {
        return request().multiPart("file", "me", picture).put("/api/me/picture");
    }

    /** The URL of the avatar. */
    public String uploadAvatar(byte[] picture) {
        return setAvatar(picture).then().statusCode(200).extract().path("picture");
    }

    /** The id of the file. */
    public long upload(long room, String name, byte[] file) {
        return tryToUpload(room, name, file)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    /** The sequence number of the new message, which has these files and no text. */
    public long postFiles(long room, Long... files) {
        return tryToPostFiles(room, files)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("seq");
    }

    public Response tryToPostFiles(long room, Long... files) {
        return requestWith(Map.of("body", "", "clientId", UUID.randomUUID().toString(), "attachments", List.of(files)))
                .post("/api/rooms/{id}/messages", room);
    }

    public Response edit(long room, long seq, String body) {
        return requestWith(Map.of("body", body)).patch("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public Response delete(long room, long seq) {
        return request().delete("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public Response react(long room, long seq, String emoji) {
        return request().put("/api/rooms/{id}/messages/{seq}/reactions/{emoji}", room, seq, emoji);
    }

    public Response removeReaction(long room, long seq, String emoji) {
        return request().delete("/api/rooms/{id}/messages/{seq}/reactions/{emoji}", room, seq, emoji);
    }

    public Response pin(long room, long seq) {
        return request().put("/api/rooms/{id}/messages/{seq}/pin", room, seq);
    }

    public Json message(long room, long seq) {
        return get("/api/rooms/{id}/messages/{seq}", room, seq);
    }

    public void markRead(long room, long seq) {
        requestWith(Map.of("seq", seq)).put("/api/rooms/{id}/read", room).then().statusCode(200);
    }

    public void signOut() {
        request().post("/logout").then().statusCode(303);
    }

    /** Opens a socket and waits for its first frame. */
    public TestSocket openSocket() {
        return TestSocket.open(session);
    }
}
