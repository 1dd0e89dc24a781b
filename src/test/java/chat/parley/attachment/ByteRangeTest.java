package chat.parley.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99,0,99",
        "bytes=10-,10,999",
        "bytes=-10,990,999",
        "bytes=-5000,0,999",
        "bytes=990-5000,990,999",
        "bytes=999-999,999,999",
        "bytes= 1 - 2 ,1,2"
    })
    void singleRangeIsParsed(String header, long first, long last) {
        assertThat(ByteRange.parse(header, 1000)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void rangeBeyondTheEndIsEmpty(String header) {
        assertThat(ByteRange.parse(header, 1000))
                .hasValueSatisfying(range -> assertThat(range.isEmpty()).isTrue());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void otherRangeHeadersSelectTheWholeFile(String header) {
        assertThat(ByteRange.parse(header, 1000)).isEmpty();
    }
}
