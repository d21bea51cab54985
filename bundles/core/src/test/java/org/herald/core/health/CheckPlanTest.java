package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Voice;
import org.junit.jupiter.api.Test;

class CheckPlanTest {
    private static final Instant NOW = Ward.NOW;

    private static Profile profile(int number, String server) {
        return Profile.builder()
                .id("press-" + number)
                .title("Press " + number)
                .network("town")
                .server(URI.create("https://" + server))
                .enabled(true)
                .connected(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
    }

    private static Known tried(Instant at, Instant notBefore) {
        return new Known(List.of(), Optional.of(at), Optional.of(at), Optional.empty(), notBefore, "", "", "");
    }

    private static List<Profile> many(int count, int servers) {
        return IntStream.range(0, count)
                .mapToObj(i -> profile(i, "s" + i % servers + ".example"))
                .toList();
    }

    /** Never many at once, never two of a server, and everybody has a turn in each six hours. */
    @Property(tries = 20)
    void twoHundredAreSpreadOverTheirSixHours(@ForAll @IntRange(min = 1, max = 200) int servers) {
        List<Profile> all = many(200, servers);
        Map<String, Known> known = new HashMap<>();
        Map<String, Integer> turns = new HashMap<>();
        int minutes = (int) Checks.EVERY.multipliedBy(3).toMinutes();
        for (int minute = 0; minute < minutes; minute++) {
            Instant now = NOW.plus(Duration.ofMinutes(minute));
            List<Profile> due = CheckPlan.due(all, known, now);
            assertThat(due).hasSizeLessThanOrEqualTo(CheckPlan.MOST);
            Set<URI> asked = new HashSet<>();
            for (Profile one : due) {
                assertThat(asked.add(one.server())).isTrue();
                known.put(one.id(), tried(now, Instant.EPOCH));
                turns.merge(one.id(), 1, Integer::sum);
            }
        }
        assertThat(turns).hasSize(200);
        assertThat(turns.values()).allMatch(count -> count >= 3 && count <= 5);
    }

    @Test
    void theServerOfAnAccountThatWasAskedToWaitIsLeftAlone() {
        List<Profile> all = List.of(profile(1, "a.example"), profile(2, "a.example"), profile(3, "b.example"));
        Map<String, Known> known = Map.of("press-1", tried(NOW.minusSeconds(60), NOW.plusSeconds(600)));
        assertThat(CheckPlan.due(all, known, NOW)).extracting(Profile::id).containsExactly("press-3");
        assertThat(CheckPlan.due(all, known, NOW.plusSeconds(601)))
                .extracting(Profile::id)
                .contains("press-2");
    }

    @Test
    void whatIsOffIsNotAskedAbout() {
        Profile off = Profile.builder()
                .id("off")
                .network("town")
                .server(URI.create("https://a.example"))
                .connected(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
        assertThat(CheckPlan.due(List.of(off), Map.of(), NOW)).isEmpty();
    }

    @Test
    void aCheckOfAClockThatWasWrongHoldsNothingUp() {
        Map<String, Known> known = Map.of("press-1", tried(NOW.plus(Duration.ofDays(400)), Instant.EPOCH));
        assertThat(CheckPlan.due(List.of(profile(1, "a.example")), known, NOW)).hasSize(1);
    }
}
