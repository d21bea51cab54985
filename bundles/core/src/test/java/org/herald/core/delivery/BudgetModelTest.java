package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.delivery.FakeNetwork.Crash;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.core.share.Alongside;
import org.herald.core.share.Anew;
import org.herald.core.share.DeliveryItem;
import org.herald.spi.Limits;

/**
 * Random lives of posts on two nodes, with a budget: the network never holds more than it allows in any hour, day or
 * month, and nothing waits that need not.
 */
class BudgetModelTest {
    private static final BigDecimal PRICE = new BigDecimal("0.1");

    /** What happens. */
    enum Action {
        SHARE,
        ONE_LOOKS,
        OTHER_LOOKS,
        OTHER_AT_THE_SAME_MOMENT,
        TAKEN_FOR_DEAD,
        SOME_TIME,
        LONG_TIME,
        MOOD,
        KILLED,
        KILLED_AND_LOST,
        RETRY,
        LOOKUP_FAILS,
        LOOKUP_WORKS
    }

    /** One of them, with a number that chooses among its kinds. */
    record Event(Action action, int choice) {}

    @Provide
    Arbitrary<List<Event>> lives() {
        Arbitrary<Action> actions = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(Action.SHARE)),
                net.jqwik.api.Tuple.of(8, Arbitraries.of(Action.ONE_LOOKS, Action.OTHER_LOOKS, Action.SOME_TIME)),
                net.jqwik.api.Tuple.of(4, Arbitraries.of(Action.MOOD, Action.OTHER_AT_THE_SAME_MOMENT)),
                net.jqwik.api.Tuple.of(6, Arbitraries.of(Action.class)));
        return Combinators.combine(actions, Arbitraries.integers().between(0, 1000))
                .as(Event::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void noLimitIsBrokenAndNothingWaitsThatNeedNot(
            @ForAll("lives") List<Event> events,
            @ForAll @IntRange(min = 1, max = 4) int perHour,
            @ForAll @IntRange(min = 3, max = 8) int perDay,
            @ForAll @IntRange(min = 3, max = 20) int perMonth)
            throws IOException {
        Path home = Files.createTempDirectory("herald-budget");
        Life life = new Life(home, perHour, perDay, perMonth);
        try {
            events.forEach(event -> {
                life.happen(event);
                life.mustKeepTheLimits();
            });
            life.heal();
            life.mustKeepTheLimits();
        } finally {
            life.world.ledger.close();
            Files.deleteIfExists(home.resolve("herald-journal.mv"));
            Files.deleteIfExists(home);
        }
    }

    /** Two nodes, their repository and the network. */
    private static final class Life {
        private final World world;
        private final int perHour;
        private final int perDay;
        private final int perMonth;
        private final List<String> paths = new ArrayList<>();
        private final Map<String, Map<String, Object>> onDisk = new HashMap<>();
        private World.Node one;
        private World.Node other;
        private Awakening awakening;

        Life(Path home, int perHour, int perDay, int perMonth) {
            this.perHour = perHour;
            this.perDay = perDay;
            this.perMonth = perMonth;
            world = new World(SharedRepository.empty(), home);
            world.network.cost = new Limits.Cost("USD", PRICE, PRICE);
            world.budget(
                    perHour,
                    perDay,
                    PRICE.multiply(BigDecimal.valueOf(perMonth)).toPlainString());
            world.start();
            begin();
        }

        private void begin() {
            one = world.node("one", "other");
            other = world.node("other", "one");
            awakening = world.awakening();
        }

        void happen(Event event) {
            int choice = event.choice();
            if (paths.isEmpty()) {
                paths.add(world.share(1));
                flush();
            }
            switch (event.action()) {
                case SHARE -> paths.add(world.share(choice % 5 == 0 ? 2 : 1));
                case ONE_LOOKS -> look(one);
                case OTHER_LOOKS -> look(other);
                case OTHER_AT_THE_SAME_MOMENT -> {
                    String path = paths.get(choice % paths.size());
                    world.beforeCommit = () -> guarded(() -> other.run(path));
                    look(one);
                    world.beforeCommit = () -> {};
                }
                case TAKEN_FOR_DEAD -> world.network.meanwhile = this::takenForDead;
                case SOME_TIME -> pass(Duration.ofSeconds(choice % 90));
                case LONG_TIME -> pass(Duration.ofMinutes(choice));
                case MOOD -> {
                    world.network.moods.add(Mood.values()[choice % Mood.values().length]);
                    world.network.resumes = world.clock.now.plusSeconds(choice);
                }
                case KILLED -> one = world.node("one", "other");
                case KILLED_AND_LOST -> killedAndLost();
                case RETRY -> retry(paths.get(choice % paths.size()));
                case LOOKUP_FAILS -> world.network.lookupWorks = false;
                case LOOKUP_WORKS -> world.network.lookupWorks = true;
            }
        }

        private void guarded(Runnable run) {
            try {
                run.run();
            } catch (Crash e) {
                begin();
            }
        }

        private void look(World.Node node) {
            guarded(() -> {
                awakening.run();
                node.dispatch();
            });
        }

        private void takenForDead() {
            other.claims.see("other", java.util.Set.of("other"));
            world.clock.pass(Duration.ofSeconds(40));
            paths.forEach(other::run);
            other.claims.see("other", java.util.Set.of("one", "other"));
        }

        private void pass(Duration time) {
            world.clock.pass(time);
            if (time.compareTo(Duration.ofSeconds(5)) > 0) {
                flush();
            }
        }

        /** The repository is on the disk: what variants hold, and what their profile keeps. */
        private void flush() {
            paths.forEach(path -> onDisk.put(path, world.backup(path)));
            onDisk.put(BUDGETS + "/" + World.PROFILE, world.backup(BUDGETS + "/" + World.PROFILE));
        }

        private void killedAndLost() {
            onDisk.forEach(world::restore);
            world.crash();
            begin();
        }

        private void retry(String path) {
            DeliveryItem item = world.item(path);
            if (item.state() == VariantState.REFUSED) {
                world.shares.move(item, Anew.queued(world.clock.now), Alongside.NOTHING);
            }
        }

        void mustKeepTheLimits() {
            List<Instant> times = world.network.times;
            for (Instant end : times) {
                assertThat(times.stream()
                                .filter(at -> !at.isAfter(end) && at.isAfter(end.minus(Duration.ofHours(1))))
                                .count())
                        .as("in the hour until %s of %s", end, times)
                        .isLessThanOrEqualTo(perHour);
                assertThat(times.stream()
                                .filter(at -> at.atZone(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .equals(end.atZone(ZoneOffset.UTC).toLocalDate()))
                                .count())
                        .as("on the day of %s", end)
                        .isLessThanOrEqualTo(perDay);
                assertThat(times.stream()
                                .filter(at -> YearMonth.from(at.atZone(ZoneOffset.UTC))
                                        .equals(YearMonth.from(end.atZone(ZoneOffset.UTC))))
                                .count())
                        .as("in the month of %s", end)
                        .isLessThanOrEqualTo(perMonth);
            }
        }

        /** Whatever waits when all is calm has a reason: no place, somebody before it, or the minute between two. */
        private void mustHaveReasons() {
            Instant now = world.clock.now;
            List<DeliveryItem> items = paths.stream().map(world::item).toList();
            List<DeliveryItem> waiting =
                    items.stream().filter(item -> item.budget().waits()).toList();
            for (DeliveryItem item : waiting) {
                boolean behind = waiting.stream().anyMatch(first -> isBefore(first, item));
                long hour = held(items, item, now.minus(Duration.ofHours(1)));
                long day = held(
                        items,
                        item,
                        now.atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .minusMillis(1));
                boolean minute = held(items, item, now.minus(Duration.ofMinutes(1))) > 0;
                int need = item.parts() - item.refs().size();
                assertThat(behind || minute || hour + need > perHour || day + need > perDay)
                        .as("%s waits until %s at %s", item.path(), item.tries().notBefore(), now)
                        .isTrue();
            }
        }

        private static boolean isBefore(DeliveryItem first, DeliveryItem item) {
            int order = first.createdAt().compareTo(item.createdAt());
            return order < 0 || order == 0 && first.path().compareTo(item.path()) < 0;
        }

        private static long held(List<DeliveryItem> items, DeliveryItem but, Instant after) {
            return items.stream()
                    .flatMap(item -> item.budget().places().stream()
                            .limit(item.path().equals(but.path()) ? item.refs().size() : Long.MAX_VALUE))
                    .filter(place -> place.at().isAfter(after))
                    .count();
        }

        /** Everything works again; what waits is done. */
        void heal() {
            world.network.moods.clear();
            world.network.meanwhile = () -> {};
            world.network.lookupWorks = true;
            begin();
            for (int i = 0; i < 90 && !paths.stream().allMatch(this::isOver); i++) {
                for (int j = 0; j < 3; j++) {
                    look(i % 2 == 0 ? one : other);
                }
                mustHaveReasons();
                world.clock.pass(Duration.ofMinutes(i < 60 ? 2 : 60));
            }
            for (String path : paths) {
                assertThat(isOver(path)).as("%s: %s", path, world.item(path)).isTrue();
                DeliveryItem item = world.item(path);
                if (item.state() == VariantState.REFUSED) {
                    assertThat(world.told()).contains(world.value(path, PN_MESSAGE));
                    assertThat(item.budget().places()).hasSize(item.refs().size());
                }
                if (item.state() == VariantState.SENT) {
                    assertThat(item.budget().places()).hasSize(item.parts());
                }
            }
            BigDecimal held = paths.stream()
                    .flatMap(path -> world.item(path).budget().places().stream())
                    .filter(place -> YearMonth.from(place.at().atZone(ZoneOffset.UTC))
                            .equals(YearMonth.from(world.clock.now.atZone(ZoneOffset.UTC))))
                    .map(org.herald.core.budget.Place::cost)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(world.used().month()).as("what is kept is what was done").isEqualByComparingTo(held);
        }

        private boolean isOver(String path) {
            DeliveryItem item = world.item(path);
            boolean person = item.state() == VariantState.UNCERTAIN
                    && item.tries().notBefore().equals(DeliveryItem.NEVER);
            return person || item.state().isSettled();
        }
    }
}
