package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.account.Person;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PiecesTest {

    @Inject
    Pieces pieces;

    @Test
    void whatLooksTheSameIsRenderedOnce() {
        assertSame(pieces.person(new Person("mira", "Mira", true)), pieces.person(new Person("mira", "Mira", true)));
    }

    @Test
    void whatLooksDifferentIsNot() {
        assertNotEquals(pieces.person(new Person("mira", "Mira", true)).getValue(),
                pieces.person(new Person("mira", "Mira", false)).getValue());
    }

    @Test
    void theClassesThatANativeImageIsToldOfAreThere() {
        assertDoesNotThrow(() -> Class.forName(Pieces.CAFFEINES_CACHE));
        assertDoesNotThrow(() -> Class.forName(Pieces.CAFFEINES_ENTRY));
    }
}
