package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;

import chat.parley.Refusal;
import chat.parley.message.UploadSlots.Slot;

class UploadSlotsTest {

    private final UploadSlots slots = new UploadSlots();

    @Test
    void oneSendsFewFilesAtOnce() {
        var taken = taken(1, UploadSlots.MOST_OF_ONE);

        assertThat(catchThrowableOfType(Refusal.class, () -> slots.take(1)).status()).isEqualTo(429);

        slots.take(2).close();
        taken.get(0).close();
        slots.take(1).close();
    }

    @Test
    void allTogetherSendAsManyAsThereAreThreadsFor() {
        var taken = new ArrayList<Slot>();
        for (var owner = 0; owner < UploadSlots.MOST / UploadSlots.MOST_OF_ONE; owner++) {
            taken.addAll(taken(owner, UploadSlots.MOST_OF_ONE));
        }

        assertThat(catchThrowableOfType(Refusal.class, () -> slots.take(-1)).status()).isEqualTo(503);

        taken.get(0).close();
        slots.take(-1).close();
    }

    private ArrayList<Slot> taken(long owner, int count) {
        var taken = new ArrayList<Slot>();
        for (var one = 0; one < count; one++) {
            taken.add(slots.take(owner));
        }
        return taken;
    }
}
