package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import chat.parley.AtOnce;
import chat.parley.FirstAccount;
import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** An empty server to which nobody may come: but someone has to administer it. */
@QuarkusTest
@TestProfile(ClosedTest.AndEmpty.class)
class ClosedTest {

    public static class AndEmpty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.sign-up", "closed", FirstAccount.FOUNDED, "false");
        }
    }

    @Test
    void theFirstOfTenAtOnceIsLetInAndAdministers() {
        var names = IntStream.range(0, 10).mapToObj(number -> Person.unique("first")).toList();

        var tries = names.stream().map(name -> AtOnce.supplyAsync(() -> Person
                .signUp(Map.of("username", name, "password", Person.PASSWORD)).statusCode())).toList();
        List<Integer> answers = tries.stream().map(one -> one.join()).toList();

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status != 201).allMatch(status -> status == 403);
        Person.signsIn(names.get(answers.indexOf(201))).asks().get("/api/me").then().body("roles", contains("user", "admin"));
        Person.signUp(Map.of("username", Person.unique("late"), "password", Person.PASSWORD)).then().statusCode(403);
    }
}
