package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.repo.Names.*;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.herald.Budget;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.delivery.FakeNetwork.Crash;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Alongside;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts and answers before their profile's budget. */
class BudgetDeliveryTest {
    private static final Limits.Cost PRICES = new Limits.Cost(
            "USD", new BigDecimal("0.015"), new BigDecimal("0.2"), new BigDecimal("0.01"), new BigDecimal("0.005"));
    private static final String LINKED = "Bees https://www.example.org/bees";

    @TempDir
    Path home;

    private World world;
    private World.Node node;
    private Awakening awakening;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
        node = world.node("one");
        awakening = world.awakening();
    }

    private String sent() {
        String path = world.share(1);
        node.run(path);
        return path;
    }

    private void awake() {
        awakening.run();
        node.dispatch();
    }

    @Test
    void whatIsOverTheHourWaitsSaysSoAndGoesByItself() {
        world.budget(2, null, null);
        sent();
        world.clock.pass(Duration.ofMinutes(10));
        sent();
        String third = sent();
        DeliveryItem item = world.item(third);
        assertThat(item.state()).isEqualTo(VariantState.QUEUED);
        assertThat(item.tries().notBefore()).isEqualTo(World.START.plus(Duration.ofHours(1)));
        assertThat(world.value(third, PN_MESSAGE))
                .isEqualTo("Profile “Press”, article “Bees”: 0 of 2 posts are left in this hour."
                        + " This goes out by itself on 2026-11-21 11:00 (UTC).");
        assertThat(world.told()).as("nobody need be told of an hour").isEmpty();
        world.clock.pass(Duration.ofMinutes(49));
        node.dispatch();
        assertThat(world.network.posts).hasSize(2);
        world.clock.pass(Duration.ofMinutes(1));
        node.dispatch();
        assertThat(world.state(third)).isEqualTo(VariantState.SENT);
        assertThat(world.value(third, PN_REASON)).isEmpty();
        assertThat(world.used()).isEqualTo(new Budget.Used(2, 3, BigDecimal.ZERO, ""));
    }

    @Test
    void whatWaitsGoesInItsOrderOneAMinute() {
        world.budget(null, 2, null);
        sent();
        sent();
        world.clock.pass(Duration.ofMinutes(1));
        String third = sent();
        world.clock.pass(Duration.ofMinutes(1));
        String fourth = sent();
        world.clock.now = Instant.parse("2026-11-22T00:00:00Z");
        node.run(fourth);
        assertThat(world.state(fourth)).as("it is not its turn").isEqualTo(VariantState.QUEUED);
        node.dispatch();
        assertThat(world.state(third)).isEqualTo(VariantState.SENT);
        assertThat(world.state(fourth)).isEqualTo(VariantState.QUEUED);
        world.clock.pass(Duration.ofMinutes(1));
        node.dispatch();
        assertThat(world.state(fourth)).isEqualTo(VariantState.SENT);
    }

    @Test
    void whatWouldWaitLongerThanItIsWantedExpiresWithANotice() {
        world.budget(null, 1, null);
        sent();
        String tomorrow = sent();
        world.clock.pass(Duration.ofMinutes(1));
        String later = sent();
        assertThat(world.state(tomorrow)).isEqualTo(VariantState.QUEUED);
        assertThat(world.state(later)).isEqualTo(VariantState.REFUSED);
        assertThat(world.value(later, PN_REASON)).isEqualTo("EXPIRED");
        assertThat(world.told()).singleElement().asString().contains("2026-11-23 00:00", "Share it again");
    }

    @Test
    void whatIsCertainlyNotThereGivesItsPlaceBackAndWhoWaitsGetsIt() {
        world.budget(1, null, null);
        world.network.moods.add(Mood.REFUSES);
        String refused = world.share(1);
        node.run(refused);
        assertThat(world.state(refused)).isEqualTo(VariantState.REFUSED);
        assertThat(world.used().hour()).isZero();
        world.network.moods.add(Mood.LOSES_REQUEST);
        String doubted = sent();
        assertThat(world.state(doubted)).isEqualTo(VariantState.UNCERTAIN);
        world.clock.pass(Duration.ofSeconds(1));
        String waiting = sent();
        assertThat(world.item(waiting).budget().waits()).as("doubt counts").isTrue();
        world.clock.pass(Duration.ofSeconds(16));
        node.run(doubted);
        world.network.moods.add(Mood.REFUSES);
        world.clock.pass(Duration.ofSeconds(61));
        node.run(doubted); // absent, for certain
        assertThat(world.used().hour()).isZero();
        node.run(doubted);
        assertThat(world.state(doubted)).isEqualTo(VariantState.REFUSED);
        awake();
        world.clock.pass(Duration.ofMinutes(2));
        awake();
        assertThat(world.state(waiting)).isEqualTo(VariantState.SENT);
        assertThat(world.used().hour()).isEqualTo(1);
    }

    @Test
    void aThreadCountsAsItsPostsAndIsNotLeftHalf() {
        world.budget(3, null, null);
        sent();
        String thread = world.share(3);
        node.run(thread);
        assertThat(world.item(thread).budget().waits()).isTrue();
        assertThat(world.network.posts).hasSize(1);
        world.clock.pass(Duration.ofHours(1));
        node.dispatch();
        assertThat(world.state(thread)).isEqualTo(VariantState.SENT);
        assertThat(world.used().hour()).isEqualTo(3);
        String more = world.share(4);
        node.run(more);
        assertThat(world.value(more, PN_REASON)).isEqualTo("BUDGET");
        assertThat(world.state(more)).isEqualTo(VariantState.REFUSED);
    }

    @Test
    void aRefusalWithinAThreadGivesBackWhatIsNotThere() {
        world.budget(3, null, null);
        world.network.moods.addAll(List.of(Mood.OK, Mood.REFUSES));
        String thread = world.share(3);
        node.run(thread);
        assertThat(world.state(thread)).isEqualTo(VariantState.REFUSED);
        assertThat(world.used().hour()).isEqualTo(1);
    }

    @Test
    void takingBackGivesNothingBack() {
        world.budget(1, null, null);
        String path = sent();
        world.shares.move(
                world.item(path),
                new VariantChange(
                        VariantState.WITHDRAWING,
                        Map.of(PN_DEADLINE, Nodes.date(world.clock.now.plus(Duration.ofHours(24))))),
                Alongside.NOTHING);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
        assertThat(world.item(sent()).budget().waits()).isTrue();
    }

    @Test
    void moneyIsAskedForAndARaisedBudgetAnswers() {
        world.network.cost = PRICES;
        world.budget(null, null, "0.4");
        String first = world.share(LINKED);
        String second = world.share("No link");
        String third = world.share(LINKED);
        List.of(first, second, third).forEach(node::run);
        assertThat(world.used().month()).isEqualByComparingTo("0.215");
        assertThat(world.state(third)).isEqualTo(VariantState.REFUSED);
        assertThat(world.value(third, PN_MESSAGE))
                .contains("This costs 0.20 USD, and 0.215 of 0.40 USD of this month are spent.")
                .contains("An administrator lets it through here, or raises the profile's budget.");
        assertThat(world.told()).containsExactly(world.value(third, PN_MESSAGE));
        world.clock.pass(Duration.ofHours(3));
        awake();
        assertThat(world.state(third)).as("nobody answered").isEqualTo(VariantState.REFUSED);
        world.budget(null, null, "0.41");
        awake();
        assertThat(world.state(third)).as("still too little").isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).as("and nobody is asked twice").hasSize(1);
        world.budget(null, null, "0.415");
        awake();
        assertThat(world.state(third)).isEqualTo(VariantState.SENT);
        assertThat(world.used()).isEqualTo(new Budget.Used(1, 3, new BigDecimal("0.415"), "USD"));
    }

    /** A new month has money, and nobody wants to read what was news in the old one. */
    @Test
    void whatNobodyLetThroughInItsTimeIsNotSentByALaterChange() {
        world.network.cost = PRICES;
        world.budget(null, null, "0.1");
        String dear = world.share(LINKED);
        node.run(dear);
        assertThat(world.state(dear)).isEqualTo(VariantState.REFUSED);
        world.clock.pass(Duration.ofDays(30));
        world.budget(null, null, "5");
        awake();
        assertThat(world.state(dear)).isEqualTo(VariantState.REFUSED);
        assertThat(world.network.calls).isZero();
    }

    /** Of a thread of three, one is there when it is taken back: the others hold nothing. */
    @Test
    void aThreadThatIsTakenBackWhileItWaitsGivesBackWhatWasNeverSent() {
        world.budget(3, null, null);
        world.network.moods.addAll(List.of(Mood.OK, Mood.LATER));
        String thread = world.share(3);
        node.run(thread);
        assertThat(world.state(thread)).isEqualTo(VariantState.QUEUED);
        assertThat(world.network.posts).hasSize(1);
        assertThat(world.used().hour()).isEqualTo(3);
        world.shares.move(
                world.item(thread),
                new VariantChange(
                        VariantState.WITHDRAWING,
                        Map.of(PN_DEADLINE, Nodes.date(world.clock.now.plus(Duration.ofHours(24))))),
                Alongside.NOTHING);
        assertThat(world.used().hour()).isEqualTo(1);
    }

    @Test
    void anAdministratorLetsOneThroughAndItCounts() {
        world.network.cost = PRICES;
        world.budget(1, null, "0.1");
        String path = world.share(LINKED);
        node.run(path);
        Map<String, Object> through =
                new HashMap<>(org.herald.core.share.Anew.queued(world.clock.now).values());
        through.put(PN_LET_THROUGH, true);
        world.shares.move(world.item(path), new VariantChange(VariantState.QUEUED, through), Alongside.NOTHING);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.used().month()).isEqualByComparingTo("0.2");
        String next = world.share("No link");
        node.run(next);
        assertThat(world.value(next, PN_REASON)).isEqualTo("BUDGET");
    }

    @Test
    void answersCostAndTakeNoPost() {
        world.network.cost = PRICES;
        world.budget(1, null, "0.02");
        sent();
        String answer = world.answer("Thank you");
        node.run(answer);
        assertThat(world.state(answer)).as("0.015 and 0.01").isEqualTo(VariantState.REFUSED);
        world.budget(1, null, "0.025");
        awake();
        assertThat(world.state(answer)).isEqualTo(VariantState.SENT);
        assertThat(world.used()).isEqualTo(new Budget.Used(1, 1, new BigDecimal("0.025"), "USD"));
    }

    @Test
    void aMonthIsOneOfUtcAndBeginsWithNothing() {
        world.network.cost = PRICES;
        world.budget(null, null, "0.2");
        world.clock.now = Instant.parse("2026-11-30T23:59:00Z");
        String november = world.share(LINKED);
        node.run(november);
        String next = world.share(LINKED);
        node.run(next);
        assertThat(world.state(next)).isEqualTo(VariantState.REFUSED);
        world.clock.now = Instant.parse("2026-12-01T00:00:00Z");
        String december = world.share(LINKED);
        node.run(december);
        assertThat(world.state(december)).isEqualTo(VariantState.SENT);
        assertThat(world.state(next)).as("somebody decides about it").isEqualTo(VariantState.REFUSED);
    }

    @Test
    void whatTheNetworkPublishesHoldsByItself() {
        world.network.ceilings = List.of(new Limits.Ceiling(
                1, Duration.ofHours(24), Limits.Ceiling.Of.ALL, URI.create("https://fake.example/limits")));
        sent();
        String second = sent();
        assertThat(world.value(second, PN_MESSAGE)).contains("The network takes 1 posts in 24 hours, and 0 are left.");
    }

    @Test
    void whatAnEarlierHeraldSentCounts() {
        world.network.cost = PRICES;
        String old = world.share(LINKED);
        node.run(old);
        Map<String, Object> values = new HashMap<>(world.backup(old));
        values.remove(PN_PLACES);
        values.remove(PN_BUDGET);
        world.restore(old, values);
        world.forgetBudget();
        world.budget(2, null, "0.3");
        assertThat(world.used()).isEqualTo(new Budget.Used(1, 1, new BigDecimal("0.2"), "USD"));
        String dear = world.share(LINKED);
        node.run(dear);
        assertThat(world.value(dear, PN_REASON)).isEqualTo("BUDGET");
        sent();
        assertThat(world.item(sent()).budget().waits()).isTrue();
    }

    @Test
    void aBudgetThatIsTakenAwayLetsAllGo() {
        world.budget(1, null, null);
        sent();
        String second = sent();
        String third = sent();
        world.budget(null, null, null);
        for (int i = 0; i < 3; i++) {
            awake();
            world.clock.pass(Duration.ofMinutes(1));
        }
        assertThat(List.of(world.state(second), world.state(third))).containsOnly(VariantState.SENT);
    }

    @Test
    void theLastPlaceIsTakenOnceOnTwoNodes() {
        world.budget(1, null, null);
        World.Node other = world.node("two", "one");
        String mine = world.share(1);
        String theirs = world.share(1);
        world.beforeCommit = () -> other.run(theirs); // between this node's look at the budget and its commit
        node.run(mine);
        assertThat(world.state(theirs)).isEqualTo(VariantState.SENT);
        assertThat(world.item(mine).budget().waits()).isTrue();
        assertThat(world.network.posts).hasSize(1);
    }

    @Test
    void moneyIsAddedUpOnTwoNodesAtOneMoment() {
        world.network.cost = PRICES;
        World.Node other = world.node("two", "one");
        String mine = world.share(LINKED);
        String theirs = world.share(LINKED);
        world.beforeCommit = () -> other.run(theirs);
        node.run(mine);
        assertThat(world.network.posts).hasSize(2);
        assertThat(world.used().month()).isEqualByComparingTo("0.4");
        assertThat(world.value("/var/herald/budgets/press", "herald:spent-2026-11"))
                .isEqualTo("0.4");
    }

    @Test
    void manyAtOnceTakeAsManyPlacesAsThereAre() throws Exception {
        world.budget(3, null, null);
        List<String> paths = IntStream.range(0, 8).mapToObj(i -> world.share(1)).toList();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            World.Node each = world.node("n" + i);
            threads.add(new Thread(() -> each.run(path)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(world.network.posts.size()).isBetween(1, 3);
        for (int i = 0; i < 8; i++) {
            node.dispatch();
            world.clock.pass(Duration.ofMinutes(1));
        }
        assertThat(world.network.posts).hasSize(3);
    }

    /** The repository lost the claim and its place; the journal gives both back. */
    @Test
    void aCrashThatTakesTheClaimTakesNoPlace() {
        world.start();
        world.network.cost = PRICES;
        world.budget(1, null, "1");
        String first = world.share(LINKED);
        Map<String, Object> variant = world.backup(first);
        world.network.moods.add(Mood.CRASH_AFTER);
        assertThatThrownBy(() -> node.run(first)).isInstanceOf(Crash.class);
        world.restore(first, variant);
        world.forgetBudget();
        world.crash();
        node = world.node("one");
        assertThat(world.used()).isEqualTo(new Budget.Used(1, 1, new BigDecimal("0.2"), "USD"));
        String second = world.share(LINKED);
        node.run(second);
        assertThat(world.item(second).budget().waits()).isTrue();
    }

    @Test
    void whatAPersonFoundAbsentGivesItsPlaceBack() {
        world.budget(1, null, null);
        world.network.lookupWorks = false;
        world.network.moods.add(Mood.LOSES_REQUEST);
        String path = sent();
        for (int i = 0; i < 6; i++) {
            world.clock.pass(Duration.ofMinutes(6));
            node.run(path);
        }
        assertThat(world.used().hour()).isEqualTo(1);
        world.shares.move(world.item(path), org.herald.core.share.Anew.queued(world.clock.now), Alongside.NOTHING);
        assertThat(world.used().hour()).isZero();
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.used().hour()).isEqualTo(1);
    }
}
