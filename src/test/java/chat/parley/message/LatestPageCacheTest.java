package chat.parley.message;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import chat.parley.message.MessageHistory.Page;

class LatestPageCacheTest {

    private final LatestPageCache pages = new LatestPageCache();
    private final Page page = new Page(List.of(MessageView.blank()), false, 1);

    @Test
    void pageIsValidForItsVersionOnly() {
        pages.keep(1, 7, page);

        assertEquals(page, pages.find(1, 7).orElseThrow());
        assertTrue(pages.find(1, 8).isEmpty(), "the room has changed since");
        assertTrue(pages.find(1, 6).isEmpty(), "who read an older version may as well ask");
        assertTrue(pages.find(2, 7).isEmpty(), "another room");
    }

    @Test
    void changedNameInvalidatesAPage() {
        pages.keep(1, 7, page);

        pages.changed(null);

        assertTrue(pages.find(1, 7).isEmpty());
    }

    @Test
    void cacheClassesForNativeImageExist() {
        assertDoesNotThrow(() -> Class.forName(LatestPageCache.CAFFEINE_CACHE_CLASS));
        assertDoesNotThrow(() -> Class.forName(LatestPageCache.CAFFEINE_ENTRY_CLASS));
    }
}
