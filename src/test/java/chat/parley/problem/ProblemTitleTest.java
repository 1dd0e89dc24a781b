package chat.parley.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.EnglishProblems;
import io.netty.handler.codec.http.HttpResponseStatus;

class ProblemTitleTest {

    @ParameterizedTest
    @ValueSource(
            ints = {400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 416, 418, 429, 431, 500, 501, 503})
    void englishTitleIsTheStandardReasonPhrase(int status) {
        assertThat(EnglishProblems.text(ProblemTitle.of(status)))
                .isEqualTo(HttpResponseStatus.valueOf(status).reasonPhrase());
    }
}
