package org.herald.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.herald.Budget;
import org.herald.core.budget.Place.Kind;
import org.herald.spi.Limits.Ceiling;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final URI SOURCE = URI.create("https://fake.example/limits");

    private static Place place(Instant at, Kind kind) {
        return new Place(at, kind, BigDecimal.ZERO);
    }

    private static Place post(String at) {
        return place(Instant.parse(at), Kind.POST);
    }

    private static List<PostLimit> limits(Integer hour, Integer day, Ceiling... ceilings) {
        Budget budget = new Budget(Optional.ofNullable(hour), Optional.ofNullable(day), Optional.empty());
        return PostLimit.of(budget, PARIS, List.of(ceilings));
    }

    private static Verdict decide(List<PostLimit> limits, List<Place> held, Kind... wanted) {
        List<Place> places =
                List.of(wanted).stream().map(kind -> place(NOW, kind)).toList();
        return BudgetRules.decide(limits, held, List.of(), places, false, NOW);
    }

    private static Instant until(Verdict verdict) {
        return ((Verdict.Waits) verdict).until();
    }

    @Test
    void theHourIsAnySixtyMinutes() {
        List<Place> held = List.of(post("2026-11-26T09:10:00Z"), post("2026-11-26T09:40:00Z"));
        assertThat(decide(limits(3, null), held, Kind.POST)).isEqualTo(new Verdict.Goes());
        assertThat(until(decide(limits(2, null), held, Kind.POST))).isEqualTo("2026-11-26T10:10:00Z");
    }

    @Test
    void theDayIsOneOfTheProfilesZone() {
        List<Place> held = List.of(post("2026-11-25T22:59:59Z"), post("2026-11-25T23:00:00Z"));
        assertThat(decide(limits(null, 2), held, Kind.POST))
                .as("the first was yesterday in Paris")
                .isEqualTo(new Verdict.Goes());
        Verdict verdict = decide(limits(null, 1), held, Kind.POST);
        assertThat(until(verdict)).isEqualTo("2026-11-26T23:00:00Z");
        assertThat(BudgetWords.why(verdict, PARIS))
                .isEqualTo("0 of 1 posts are left today. This goes out by itself on 2026-11-27 00:00 (Europe/Paris).");
    }

    @Test
    void aThreadIsNotBegunThatCannotBeEnded() {
        List<Place> held = List.of(post("2026-11-26T09:30:00Z"));
        assertThat(until(decide(limits(3, null), held, Kind.POST, Kind.PART, Kind.PART)))
                .isEqualTo("2026-11-26T10:30:00Z");
        assertThat(decide(limits(3, null), held, Kind.POST, Kind.PART)).isEqualTo(new Verdict.Goes());
        assertThat(decide(limits(2, null), List.of(), Kind.POST, Kind.PART, Kind.PART))
                .isEqualTo(new Verdict.TooMany(3, 2, Duration.ofHours(1)));
    }

    @Test
    void answersDoNotTakeTheEditorsPosts() {
        List<Place> held = List.of(post("2026-11-26T09:30:00Z"));
        assertThat(decide(limits(1, 1), held, Kind.REPLY)).isEqualTo(new Verdict.Goes());
    }

    @Test
    void whatTheNetworkPublishesHoldsWhereTheAdministratorSaysNothing() {
        Ceiling day = new Ceiling(1, Duration.ofHours(24), Ceiling.Of.POSTS, SOURCE);
        Ceiling replies = new Ceiling(1, Duration.ofHours(24), Ceiling.Of.REPLIES, SOURCE);
        List<Place> held = List.of(post("2026-11-25T12:00:00Z"), place(NOW, Kind.REPLY));
        assertThat(until(decide(limits(null, null, day), held, Kind.POST))).isEqualTo("2026-11-26T12:00:00Z");
        assertThat(until(decide(limits(5, null, day), held, Kind.POST)))
                .as("an hour says nothing of a day")
                .isEqualTo("2026-11-26T12:00:00Z");
        assertThat(decide(limits(null, 5, day), held, Kind.POST)).isEqualTo(new Verdict.Goes());
        assertThat(until(decide(limits(null, 5, replies), held, Kind.REPLY)))
                .as("the administrator's day is about posts")
                .isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void aLimitThatWasLoweredIsKeptFromNowOn() {
        List<Place> held =
                List.of(post("2026-11-26T09:10:00Z"), post("2026-11-26T09:20:00Z"), post("2026-11-26T09:30:00Z"));
        assertThat(until(decide(limits(1, null), held, Kind.POST))).isEqualTo("2026-11-26T10:30:00Z");
    }

    @Test
    void whatWaitsSinceEarlierGoesFirst() {
        List<Place> wanted = List.of(place(NOW, Kind.POST));
        var first = new BudgetRules.Ahead(Instant.parse("2026-11-26T10:10:00Z"), wanted);
        var second = new BudgetRules.Ahead(Instant.parse("2026-11-26T10:40:00Z"), wanted);
        List<Place> held = List.of(post("2026-11-26T09:10:00Z"), post("2026-11-26T09:40:00Z"));
        assertThat(until(BudgetRules.decide(limits(2, null), held, List.of(first, second), wanted, false, NOW)))
                .as("an hour after the first of those two")
                .isEqualTo("2026-11-26T11:10:00Z");
        assertThat(until(BudgetRules.decide(limits(9, null), held, List.of(first, second), wanted, false, NOW)))
                .as("a minute behind the last one")
                .isEqualTo("2026-11-26T10:41:00Z");
    }

    @Test
    void whatWaitedGoesOneAMinute() {
        List<Place> wanted = List.of(place(NOW, Kind.POST));
        List<Place> held = List.of(post("2026-11-26T09:59:30Z"));
        assertThat(until(BudgetRules.decide(limits(9, null), held, List.of(), wanted, true, NOW)))
                .isEqualTo("2026-11-26T10:00:30Z");
        assertThat(BudgetRules.decide(limits(9, null), held, List.of(), wanted, false, NOW))
                .isEqualTo(new Verdict.Goes());
    }

    /** Whoever goes when it is told to breaks no limit, and would have broken one a moment before. */
    @Property
    void itIsToldTheFirstMomentThatBreaksNothing(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 3000) Integer> minutesAgo,
            @ForAll @IntRange(min = 1, max = 4) int perHour,
            @ForAll @IntRange(min = 1, max = 6) int perDay) {
        List<PostLimit> limits = limits(perHour, perDay);
        List<Place> held = new ArrayList<>();
        minutesAgo.forEach(ago -> held.add(place(NOW.minus(Duration.ofMinutes(ago)), Kind.POST)));
        Verdict verdict = decide(limits, held, Kind.POST);
        Instant at = verdict instanceof Verdict.Waits waits ? waits.until() : NOW;
        assertThat(fits(held, perHour, perDay, at)).isTrue();
        if (at.isAfter(NOW)) {
            assertThat(fits(held, perHour, perDay, at.minusSeconds(1))).isFalse();
        }
    }

    private static boolean fits(List<Place> held, int perHour, int perDay, Instant at) {
        long hour = held.stream()
                .filter(place -> place.at().isAfter(at.minus(Duration.ofHours(1))))
                .count();
        long day = held.stream()
                .filter(place -> place.at()
                        .atZone(PARIS)
                        .toLocalDate()
                        .equals(at.atZone(PARIS).toLocalDate()))
                .count();
        return hour < perHour && day < perDay;
    }
}
