package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;

class LocalBackplaneTest {

    private final LocalBackplane backplane = new LocalBackplane();

    @Test
    void whatIsToldReachesEveryListener() {
        var here = new ArrayList<Hint>();
        var there = new ArrayList<Hint>();
        backplane.listen(here::add);
        backplane.listen(there::add);
        var hint = new Hint(1, 2, new byte[] { 3 });

        backplane.tell(hint);

        assertThat(here).containsExactly(hint);
        assertThat(there).containsExactly(hint);
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        var heard = new ArrayList<Hint>();
        backplane.listen(hint -> {
            throw new IllegalStateException("broken on purpose");
        });
        backplane.listen(heard::add);

        backplane.tell(new Hint(1, 1, new byte[0]));

        assertThat(heard).hasSize(1);
    }
}
