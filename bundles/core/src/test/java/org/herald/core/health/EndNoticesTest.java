package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.herald.core.health.EndNotices.Last;
import org.junit.jupiter.api.Test;

class EndNoticesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(30));

    /** What a run of looks tells; what was told is all that is kept between two of them, as past a restart. */
    private static List<Integer> told(List<Instant> looks, List<Integer> driftMinutes) {
        List<Integer> told = new ArrayList<>();
        Optional<Last> last = Optional.empty();
        for (int i = 0; i < looks.size(); i++) {
            Instant end = END.plus(Duration.ofMinutes(driftMinutes.get(i % driftMinutes.size())));
            Optional<Integer> due = EndNotices.due(end, looks.get(i), last);
            if (due.isPresent()) {
                told.add(due.get());
                last = Optional.of(new Last(end, due.get()));
            }
        }
        return told;
    }

    /** However often and whenever it is looked, with whatever pauses, and however the network counts its seconds. */
    @Property
    void eachThresholdIsToldOnceAtMostAndNoneThatIsOver(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 40 * 24 * 60) Integer> minutes,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = -300, max = 300) Integer> drift) {
        List<Instant> looks = minutes.stream()
                .sorted()
                .map(minute -> BEGIN.plus(Duration.ofMinutes(minute)))
                .toList();
        List<Integer> told = told(looks, drift);
        assertThat(told).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b - a);
        assertThat(told).isSubsetOf(14, 7, 1);
        Instant latest = looks.get(looks.size() - 1);
        if (!latest.isBefore(END.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(300)))) {
            assertThat(told)
                    .as("whoever looks after that has said that it ends")
                    .contains(1);
        }
    }

    @Property(tries = 100)
    void whoLooksEveryMinuteTellsEachOnce(@ForAll @IntRange(min = 1, max = 600) int step) {
        List<Instant> looks = IntStream.rangeClosed(0, 31 * 24 * 60 / step)
                .mapToObj(i -> BEGIN.plus(Duration.ofMinutes((long) i * step)))
                .toList();
        assertThat(told(looks, List.of(0))).containsExactly(14, 7, 1);
    }

    @Test
    void afterATimeWithoutHeraldOnlyTheLastOneIsGiven() {
        assertThat(told(List.of(END.minus(Duration.ofDays(20)), END.minus(Duration.ofDays(3))), List.of(0)))
                .containsExactly(7);
        assertThat(told(List.of(END.plus(Duration.ofDays(3)), END.plus(Duration.ofDays(4))), List.of(0)))
                .containsExactly(1);
    }

    @Test
    void whatWasRenewedIsToldAnew() {
        Last before = new Last(END, 1);
        Instant renewed = END.plus(Duration.ofDays(60));
        assertThat(EndNotices.due(renewed, END, Optional.of(before))).isEmpty();
        assertThat(EndNotices.due(renewed, renewed.minus(Duration.ofDays(13)), Optional.of(before)))
                .contains(14);
    }

    @Test
    void whatEndsEarlierThanItDidIsToldByWhatIsLeft() {
        Last before = new Last(END, 14);
        Instant earlier = END.minus(Duration.ofDays(8));
        assertThat(EndNotices.due(earlier, earlier.minus(Duration.ofDays(5)), Optional.of(before)))
                .contains(7);
    }
}
