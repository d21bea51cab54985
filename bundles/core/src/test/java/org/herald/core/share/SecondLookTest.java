package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.Doubt;
import org.herald.Doubt.Why;
import org.herald.core.share.SecondLook.Speaker;
import org.junit.jupiter.api.Test;

class SecondLookTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String SITE = "/content/garden";
    private static final Optional<Instant> YESTERDAY = Optional.of(NOW.minus(Duration.ofDays(1)));
    private static final Optional<Instant> NEVER = Optional.empty();

    private static Optional<Instant> ago(int days) {
        return Optional.of(NOW.minus(Duration.ofDays(days)));
    }

    private static List<String> keys(Speaker... speakers) {
        return SecondLook.of(List.of(speakers), SITE, "Garden", NOW).stream()
                .map(Doubt::key)
                .toList();
    }

    @Test
    void whoIsAtHomeAndSpokeLatelyIsNotLookedAt() {
        assertThat(keys(new Speaker("press", "Press", List.of(), Set.of(SITE, "/content/shop"), YESTERDAY, NEVER)))
                .isEmpty();
        assertThat(keys(new Speaker("press", "Press", List.of(SITE), Set.of(), YESTERDAY, NEVER)))
                .isEmpty();
    }

    @Test
    void aProfileThatIsBoundToOtherSitesIsLookedAtHoweverOftenItSpokeHere() {
        assertThat(keys(new Speaker("shop", "Shop", List.of("/content/shop"), Set.of(SITE), YESTERDAY, NEVER)))
                .containsExactly("OTHER_SITE/shop");
    }

    @Test
    void aProfileOfAllSitesThatSpokeForOthersOnlyIsLookedAt() {
        assertThat(keys(new Speaker("shop", "Shop", List.of(), Set.of("/content/shop"), YESTERDAY, NEVER)))
                .containsExactly("OTHER_SITE/shop");
    }

    @Test
    void whoNeverSpokeIsOfNoOtherSite() {
        assertThat(keys(new Speaker("new", "New", List.of(), Set.of(), NEVER, YESTERDAY)))
                .isEmpty();
    }

    @Test
    void aMonthOfSilenceIsLookedAtAndADayLessIsNot() {
        assertThat(keys(new Speaker("old", "Old", List.of(), Set.of(SITE), ago(30), NEVER)))
                .isEmpty();
        assertThat(keys(new Speaker("old", "Old", List.of(), Set.of(SITE), ago(31), NEVER)))
                .containsExactly("LONG_UNUSED/old");
        assertThat(keys(new Speaker("old", "Old", List.of(), Set.of(SITE), YESTERDAY, ago(400))))
                .as("a profile that is old and is used")
                .isEmpty();
    }

    @Test
    void whoNeverSpokeIsLookedAtWhereTheProfileIsOldOnly() {
        assertThat(keys(new Speaker("young", "Young", List.of(), Set.of(), NEVER, ago(29))))
                .isEmpty();
        assertThat(keys(new Speaker("old", "Old", List.of(), Set.of(), NEVER, ago(60))))
                .containsExactly("LONG_UNUSED/old");
        assertThat(keys(new Speaker("unknown", "Made by an earlier version", List.of(), Set.of(), NEVER, NEVER)))
                .isEmpty();
    }

    @Test
    void moreThanFiveAreLookedAtTogether() {
        Speaker[] six = IntStream.range(0, 6)
                .mapToObj(i -> new Speaker("p" + i, "P" + i, List.of(), Set.of(SITE), YESTERDAY, NEVER))
                .toArray(Speaker[]::new);
        assertThat(keys(six)).containsExactly("MANY/6");
        assertThat(keys(java.util.Arrays.copyOf(six, 5))).isEmpty();
    }

    @Test
    void theSentenceNamesProfileAndSite() {
        List<Doubt> doubts = SecondLook.of(
                List.of(new Speaker("shop", "Shop", List.of("/content/shop"), Set.of(), ago(45), NEVER)),
                SITE,
                "Garden",
                NOW);
        assertThat(doubts).extracting(Doubt::why).containsExactly(Why.OTHER_SITE, Why.LONG_UNUSED);
        assertThat(doubts.get(0).message()).contains("“Shop”").contains("“Garden”");
        assertThat(doubts.get(1).message()).contains("“Shop”").contains("45 days");
        assertThat(doubts.get(1).values()).containsEntry("days", "45").containsEntry("profile", "Shop");
    }

    @Provide
    Arbitrary<Speaker> speakers() {
        Arbitrary<Optional<Instant>> times = Arbitraries.integers()
                .between(0, 90)
                .map(SecondLookTest::ago)
                .injectNull(0.3)
                .map(at -> at == null ? NEVER : at);
        Arbitrary<List<String>> sites =
                Arbitraries.of(SITE, "/content/shop", "/content/museum").list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.strings().alpha().ofLength(8), sites, sites, times, times)
                .as((id, bound, spoke, last, since) ->
                        new Speaker(id, id, bound, last.isPresent() ? Set.copyOf(spoke) : Set.of(), last, since));
    }

    /** What was acknowledged for some says nothing of others. */
    @Property(tries = 300)
    void eachDoubtHasAKeyOfItsOwnAndNamesOneThatWasChosen(
            @ForAll("speakers") Speaker one, @ForAll("speakers") Speaker two) {
        List<Doubt> both = SecondLook.of(List.of(one, two), SITE, "Garden", NOW);
        if (!one.id().equals(two.id())) {
            assertThat(new HashSet<>(both.stream().map(Doubt::key).toList())).hasSize(both.size());
        }
        assertThat(both).extracting(Doubt::profileId).isSubsetOf(one.id(), two.id());
        List<Doubt> alone = SecondLook.of(List.of(one), SITE, "Garden", NOW);
        assertThat(both).containsAll(alone);
    }
}
