package org.herald.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class BackwardsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final LocalDate TWO_YEARS_AGO = TODAY.minusDays(730);

    private final SlingContext context = new SlingContext();
    private final Map<LocalDate, List<Instant>> there = new HashMap<>();
    private int read;
    private int questions;

    private void put(LocalDate day, int count) {
        there.put(
                day,
                IntStream.range(0, count)
                        .mapToObj(i ->
                                day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(i))
                        .toList());
    }

    private Stream<Instant> on(List<LocalDate> days) {
        questions++;
        List<Instant> found = days.stream()
                .flatMap(day -> there.getOrDefault(day, List.of()).stream())
                .toList();
        read += found.size();
        return found.stream();
    }

    private List<Instant> newest(int most) {
        return new Backwards(TODAY, TWO_YEARS_AGO, 1).newest(most, Function.identity(), this::on);
    }

    @Test
    void aPageCostsWhatStandsOnItHoweverMuchIsOlder() {
        IntStream.rangeClosed(0, 730).forEach(ago -> put(TODAY.minusDays(ago), 137));
        assertThat(newest(100)).hasSize(100);
        assertThat(read).isEqualTo(137);
        read = 0;
        assertThat(newest(1000)).hasSize(1000);
        assertThat(read).isLessThan(1500);
    }

    @Test
    void aLongTimeOfNothingCostsAFewQuestions() {
        put(TWO_YEARS_AGO, 1);
        assertThat(newest(100)).hasSize(1);
        assertThat(questions).isLessThanOrEqualTo(6);
    }

    @Test
    void theNewestComeFirstWhateverTheDaysHold() {
        Random random = new Random(7);
        for (int life = 0; life < 200; life++) {
            there.clear();
            List<Instant> all = new ArrayList<>();
            IntStream.rangeClosed(0, 730)
                    .filter(ago -> random.nextInt(10) == 0)
                    .forEach(ago -> put(TODAY.minusDays(ago), random.nextInt(20)));
            there.values().forEach(all::addAll);
            int most = 1 + random.nextInt(300);
            assertThat(newest(most))
                    .isEqualTo(all.stream()
                            .sorted((one, other) -> other.compareTo(one))
                            .limit(most)
                            .toList());
        }
    }

    @Test
    void readsBetweenTheFirstAndTheLastFolder() {
        for (String day : List.of("2024/12/31", "2025/01/01", "2026/11/26")) {
            context.create().resource("/var/days/" + day);
        }
        context.create().resource("/var/days/2024/01"); // nothing lies in it
        Resource root = context.resourceResolver().getResource("/var/days");
        List<LocalDate> asked = new ArrayList<>();
        Backwards.through(root, Instant.MAX).orElseThrow().newest(1, (Instant at) -> at, days -> {
            asked.addAll(days);
            return Stream.empty();
        });
        assertThat(asked).contains(LocalDate.parse("2024-12-31"), TODAY).hasSize(696);
        assertThat(Backwards.through(null, Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatStandsBesideTheYearsIsNoYear() {
        context.create().resource("/root/rep:policy/allow/rep:restrictions");
        context.create().resource("/root/2026/11/26/one");
        Resource root = context.resourceResolver().getResource("/root");
        Backwards days =
                Backwards.through(root, Instant.parse("2026-11-26T10:00:00Z")).orElseThrow();
        List<LocalDate> asked = new ArrayList<>();
        days.newest(1, (Instant at) -> at, some -> {
            asked.addAll(some);
            return Stream.of();
        });
        assertThat(asked).containsExactly(TODAY);
    }
}
