package chat.parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Index and excerpts fold letters in the same way. */
@QuarkusTest
class TextFoldingTest {

    @Inject
    AgroalDataSource database;

    @Test
    void foldingEqualsThatOfTheDatabase() throws SQLException {
        // Letters, marks and digits of the basic plane, except those that the function makes separate words.
        var letters = IntStream.range(0x21, 0xFB00)
                .filter(Character::isLetterOrDigit)
                .filter(letter -> Character.getType(letter) != Character.UNASSIGNED)
                .filter(letter -> !(letter >= 0x0E00 && letter <= 0x0EFF
                        || letter >= 0x1000 && letter <= 0x109F
                        || letter >= 0x1780 && letter <= 0x17FF
                        || letter >= 0x2E80 && letter <= 0x33FF
                        || letter >= 0x3400 && letter <= 0x9FFF
                        || letter >= 0xAC00 && letter <= 0xD7A3
                        || letter >= 0xF900))
                .mapToObj(Character::toString)
                .toList();
        var different = new ArrayList<String>();
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select search_text(t, '') from unnest(?) with ordinality as texts(t, turn) order by turn")) {
            query.setArray(1, connection.createArrayOf("text", letters.toArray()));
            try (var folded = query.executeQuery()) {
                for (var letter : letters) {
                    folded.next();
                    // The function also turns word separators into spaces.
                    var here = TextFolding.fold(Normalizer.normalize(letter, Normalizer.Form.NFKC))
                            .replace('\u00B7', ' ')
                            .strip();
                    if (!here.equals(folded.getString(1))) {
                        different.add("%s U+%04X: %s, not %s"
                                .formatted(letter, (int) letter.charAt(0), here, folded.getString(1)));
                    }
                }
            }
        }

        assertThat(different).isEmpty();
        assertThat(letters).hasSizeGreaterThan(5_000);
    }
}
