package chat.parley.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import chat.parley.scale.Scale.Ask;

/** The model behind scale.md is consistent, and the page shows its current output. */
class ScaleTest {

    private static final Path PAGE = Path.of("src/docs/scale.md");
    private static final Pattern COMMAND =
            Pattern.compile("```sh\\njava src/bench/java/chat/parley/scale/Scale.java ?(.*)\\n```\\n\\n");

    @Test
    void documentedTablesEqualTheOutput() throws IOException {
        var page = Files.readString(PAGE);
        var commands = COMMAND.matcher(page).results().toList();

        assertThat(commands)
                .hasSizeGreaterThan(3)
                .allSatisfy(command -> assertThat(page.substring(command.end()))
                        .startsWith(Scale.of(command.group(1).split(" ")) + "\n"));
    }

    @Test
    void everyRoomExistsOnceLargestFirst() {
        var scale = scaleWith(Ask.PEOPLE, 3_000);

        assertThat(scale.alike.get(0).first()).isOne();
        assertThat(scale.alike).isSortedAccordingTo((one, other) -> Long.compare(other.people(), one.people()));
        for (var at = 1; at < scale.alike.size(); at++) {
            assertThat(scale.alike.get(at).first())
                    .isEqualTo(scale.alike.get(at - 1).first()
                            + scale.alike.get(at - 1).rooms());
        }
        assertThat(scale.alike.stream().mapToLong(Scale.Alike::rooms).sum()).isEqualTo(3_000);
        assertThat(Scale.memberships(scale.alike)).isCloseTo(30_000, withPercentage(2));
    }

    @Test
    void totalsEqualTheSumOverRooms() {
        var scale = scaleWith(Ask.PEOPLE, 3_000);
        var posted = 0.0;
        var delivered = 0.0;
        for (var alike : scale.alike) {
            for (var room = 0; room < alike.rooms(); room++) {
                posted += scale.posts(alike);
                delivered += scale.posts(alike) * alike.people();
            }
        }

        assertThat(posted).isCloseTo(3_000 * 5 / 3600.0, within(1e-9));
        assertThat(scale.posts).isCloseTo(posted, within(1e-9));
        assertThat(scale.deliveries).isCloseTo(delivered, within(1e-6));
    }

    @Test
    void oneProcessReceivesEachPostOnce() {
        var scale = scaleWith(Ask.PROCESSES, 1);

        assertThat(scale.told).isCloseTo(scale.posts, within(1e-9));
        assertThat(scale.follows).isCloseTo(scale.rooms(), within(1e-6));
    }

    @Test
    void moreProcessesReceiveAtLeastAsMuch() {
        var values = DoubleStream.of(1, 2, 3, 10, 100, 1_000, 100_000)
                .map(processes -> scaleWith(Ask.PROCESSES, processes).told)
                .toArray();

        assertThat(values).isSorted();
        assertThat(values[values.length - 1]).isLessThan(scaleWith(Ask.PROCESSES, 1).deliveries);
        assertThat(values[1]).isLessThan(2 * values[0]);
    }

    @Test
    void randomSocketsReachTheExpectedNumberOfProcesses() {
        var random = new Random(7);
        var seen = IntStream.range(0, 2_000)
                .map(time -> {
                    var processes = new HashSet<Integer>();
                    random.ints(30, 0, 20).forEach(processes::add);
                    return processes.size();
                })
                .average()
                .orElseThrow();

        assertThat(Scale.told(30, 20)).isCloseTo(seen, withPercentage(1));
    }

    @Test
    void hottestShardIsDeterministic() {
        var scale = scaleWith(Ask.SEED, 1);
        var hottest = scale.hottest(8, scale::posts);

        assertThat(scale.hottest(1, scale::posts)).isOne();
        assertThat(hottest)
                .isBetween(1.0, 8.0)
                .isEqualTo(scaleWith(Ask.SEED, 1).hottest(8, scale::posts))
                .isNotEqualTo(scaleWith(Ask.SEED, 2).hottest(8, scale::posts));
    }

    @Test
    void impossibleMembershipsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> scaleWith(Ask.MEMBERSHIPS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> scaleWith(Ask.LARGEST, 5));
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(DoubleStream.of(0, 0.00912, 0.126, 1.003, 12.34, 99.96, 123_456, 999_999)
                        .mapToObj(Scale::number))
                .containsExactly("0", "0.0091", "0.13", "1", "12.3", "100", "123,000", "1,000,000");
    }

    private static Scale scaleWith(Ask what, double value) {
        return new Scale(Scale.with(Scale.usual(), what, value));
    }
}
