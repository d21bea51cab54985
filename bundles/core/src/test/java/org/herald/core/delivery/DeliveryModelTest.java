package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.osgi.MockOsgi;
import org.apache.sling.testing.mock.sling.MockSling;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.herald.VariantState;
import org.herald.core.delivery.FakeNetwork.Crash;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Alongside;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore.VariantChange;

/**
 * Random lives of posts on two nodes, with a network that ignores keys and can be asked: what is sent is there once, what
 * is not there is known not to be, and whoever must know was told.
 */
class DeliveryModelTest {
    private static final ResourceResolverFactory FACTORY =
            MockSling.newResourceResolverFactory(ResourceResolverType.JCR_OAK, MockOsgi.newBundleContext());

    /** What happens. */
    enum Action {
        SHARE,
        SHARE_UNDOABLE,
        UNDO,
        PLAN,
        RESCHEDULE,
        ONE_LOOKS,
        OTHER_LOOKS,
        SECOND_JOB,
        TAKEN_FOR_DEAD,
        SOME_TIME,
        LONG_TIME,
        MOOD,
        KILLED,
        KILLED_AND_LOST,
        WITHDRAW,
        RETRY,
        PERSON_LOOKS,
        LOOKUP_FAILS,
        LOOKUP_WORKS
    }

    /** One of them, with a number that chooses among its kinds. */
    record Event(Action action, int choice) {}

    @Provide
    Arbitrary<List<Event>> lives() {
        Arbitrary<Action> actions = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        5, Arbitraries.of(Action.SHARE, Action.SHARE_UNDOABLE, Action.UNDO, Action.PLAN)),
                net.jqwik.api.Tuple.of(8, Arbitraries.of(Action.ONE_LOOKS, Action.OTHER_LOOKS, Action.SOME_TIME)),
                net.jqwik.api.Tuple.of(6, Arbitraries.of(Action.MOOD, Action.TAKEN_FOR_DEAD, Action.SECOND_JOB)),
                net.jqwik.api.Tuple.of(6, Arbitraries.of(Action.class)));
        return Combinators.combine(actions, Arbitraries.integers().between(0, 1000))
                .as(Event::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void nothingIsLostAndNothingIsDoubled(@ForAll("lives") List<Event> events) throws IOException {
        Path home = Files.createTempDirectory("herald-model");
        Life life = new Life(home);
        try {
            events.forEach(life::happen);
            life.heal();
            life.check();
        } finally {
            life.world.ledger.close();
            Files.deleteIfExists(home.resolve("herald-journal.mv"));
            Files.deleteIfExists(home);
        }
    }

    /** Two nodes, their repository and the network. */
    private static final class Life {
        private final World world;
        private final List<String> paths = new ArrayList<>();
        private final Map<String, Map<String, Object>> onDisk = new HashMap<>();
        private World.Node one;
        private World.Node other;
        private Planner planner;

        Life(Path home) {
            world = new World(FACTORY, home);
            world.publish();
            world.start();
            begin();
        }

        private void begin() {
            one = world.node("one", "other");
            other = world.node("other", "one");
            planner = world.planner();
        }

        private String chosen(int choice) {
            return paths.get(choice % paths.size());
        }

        void happen(Event event) {
            int choice = event.choice();
            if (paths.isEmpty() && event.action() != Action.PLAN) {
                paths.add(world.share(1 + choice % 3));
                flush();
            }
            switch (event.action()) {
                case SHARE -> paths.add(world.share(1 + choice % 3));
                case SHARE_UNDOABLE -> paths.add(
                        world.shareUndoable(Duration.ofSeconds(1 + choice % 60), World.PROFILE));
                case UNDO -> undo(chosen(choice), choice);
                case PLAN -> paths.add(world.share(1, world.clock.now.plusSeconds(1 + choice)));
                case RESCHEDULE -> reschedule(chosen(choice), choice);
                case ONE_LOOKS -> look(one);
                case OTHER_LOOKS -> look(other);
                case SECOND_JOB -> world.network.meanwhile = () -> paths.forEach(path -> {
                    one.run(path);
                    other.run(path);
                });
                case TAKEN_FOR_DEAD -> world.network.meanwhile = () -> takenForDead(choice);
                case SOME_TIME -> pass(Duration.ofSeconds(choice % 90));
                case LONG_TIME -> pass(Duration.ofMinutes(choice % 60));
                case MOOD -> {
                    world.network.moods.add(Mood.values()[choice % Mood.values().length]);
                    world.network.resumes = world.clock.now.plusSeconds(choice);
                }
                case KILLED -> one = world.node("one", "other");
                case KILLED_AND_LOST -> killedAndLost();
                case WITHDRAW -> withdraw(chosen(choice));
                case RETRY -> retry(chosen(choice));
                case PERSON_LOOKS -> personLooks(chosen(choice));
                case LOOKUP_FAILS -> world.network.lookupWorks = false;
                case LOOKUP_WORKS -> world.network.lookupWorks = true;
            }
        }

        /** In the middle of the next call, or now: where it is told to be back, it never was sent. */
        private void undo(String path, int choice) {
            Runnable undo = () -> {
                if (world.undo(path)) {
                    assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
                    assertThat(world.item(path).dispatch().keys()).allMatch(key -> onServer(key) == 0);
                }
            };
            if (choice % 2 == 0) {
                undo.run();
            } else {
                world.network.meanwhile = undo;
            }
        }

        /** The planner runs on one node, and a node looks at what is due; a crash starts it anew. */
        private void look(World.Node node) {
            try {
                planner.run();
                node.dispatch();
            } catch (Crash e) {
                begin();
            }
        }

        private void pass(Duration time) {
            world.clock.pass(time);
            if (time.compareTo(Duration.ofSeconds(5)) > 0) {
                flush();
            }
        }

        /** The repository is on the disk. */
        private void flush() {
            paths.forEach(path -> onDisk.put(path, world.backup(path)));
        }

        /** The other node does not see the one that calls, looks its posts up, and perhaps sends them. */
        private void takenForDead(int choice) {
            other.claims.see("other", Set.of("other"));
            one.claims.see("one", Set.of("one"));
            for (int i = 0; i < 1 + choice % 5; i++) {
                world.clock.pass(Duration.ofSeconds(40));
                paths.forEach(path -> {
                    if (choice % 2 == 0) {
                        other.run(path);
                    } else {
                        one.run(path);
                    }
                });
            }
            other.claims.see("other", Set.of("one", "other"));
            one.claims.see("one", Set.of("one", "other"));
        }

        private void killedAndLost() {
            onDisk.forEach(world::restore);
            world.crash();
            begin();
        }

        private Map<String, Object> now() {
            Map<String, Object> values = new HashMap<>();
            values.put(PN_NOT_BEFORE, Nodes.date(world.clock.now));
            values.put(PN_DEADLINE, Nodes.date(world.clock.now.plus(Duration.ofHours(24))));
            values.put(PN_MESSAGE, "");
            values.put(PN_REASON, "");
            values.put(PN_LOOKUPS, 0);
            values.put(PN_ATTEMPTS, 0);
            return values;
        }

        private void withdraw(String path) {
            DeliveryItem item = world.item(path);
            VariantState state = item.state();
            boolean waits =
                    state == VariantState.PLANNED || state == VariantState.QUEUED || state == VariantState.REFUSED;
            if (waits && item.refs().isEmpty()) {
                world.shares.move(item, new VariantChange(VariantState.WITHDRAWN), Alongside.NOTHING);
            } else if ((waits || state == VariantState.SENT) && !item.refs().isEmpty()) {
                world.shares.move(item, new VariantChange(VariantState.WITHDRAWING, now()), Alongside.NOTHING);
            }
        }

        private void retry(String path) {
            DeliveryItem item = world.item(path);
            if (item.state() == VariantState.REFUSED) {
                world.shares.move(item, new VariantChange(VariantState.QUEUED, now()), Alongside.NOTHING);
            }
        }

        private void reschedule(String path, int choice) {
            DeliveryItem item = world.item(path);
            if (item.state() == VariantState.PLANNED) {
                Instant at = world.clock.now.plusSeconds(choice);
                Map<String, Object> values = Map.of(
                        PN_NOT_BEFORE, Nodes.date(at),
                        PN_CREATED, Nodes.date(at),
                        PN_DEADLINE, Nodes.date(at.plus(Duration.ofHours(2))));
                world.shares.move(item, new VariantChange(VariantState.PLANNED, values), Alongside.NOTHING);
            }
        }

        /** A person looks at the network, and says the truth. */
        private void personLooks(String path) {
            DeliveryItem item = world.item(path);
            if (item.state() != VariantState.UNCERTAIN
                    || !item.tries().notBefore().equals(DeliveryItem.NEVER)) {
                return;
            }
            boolean there = onServer(item.dispatch().keys().get(item.part())) > 0;
            if (!there) {
                world.shares.move(item, new VariantChange(VariantState.QUEUED, now()), Alongside.NOTHING);
            } else if (item.part() + 1 == item.parts()) {
                world.shares.move(item, new VariantChange(VariantState.SENT), Alongside.NOTHING);
            }
        }

        private long onServer(String key) {
            return world.network.posts.stream()
                    .filter(held -> held.key().equals(key))
                    .count();
        }

        /** Everything works again; what waits is done. */
        void heal() {
            world.network.moods.clear();
            world.network.meanwhile = () -> {};
            world.network.lookupWorks = true;
            begin();
            for (int i = 0; i < 60; i++) {
                look(i % 2 == 0 ? one : other);
                world.clock.pass(Duration.ofMinutes(2));
                if (paths.stream().allMatch(this::isOver)) {
                    return;
                }
            }
        }

        private boolean isOver(String path) {
            DeliveryItem item = world.item(path);
            boolean person = item.state() == VariantState.UNCERTAIN
                    && item.tries().notBefore().equals(DeliveryItem.NEVER);
            return person || item.state().isSettled() && item.state() != VariantState.PLANNED;
        }

        void check() {
            List<String> told = world.told();
            for (String path : paths) {
                DeliveryItem item = world.item(path);
                assertThat(isOver(path)).as("%s is %s", path, item.state()).isTrue();
                List<Long> counts =
                        item.dispatch().keys().stream().map(this::onServer).toList();
                assertThat(counts)
                        .as("%s, %s, stands there once", path, item.state())
                        .allMatch(count -> count <= 1);
                long there = counts.stream().mapToLong(Long::longValue).sum();
                switch (item.state()) {
                    case SENT -> {
                        if (world.value(path, PN_REASON).isEmpty()) {
                            assertThat(there).as("%s is sent", path).isEqualTo(item.parts());
                        }
                    }
                    case WITHDRAWN -> assertThat(there)
                            .as("%s is taken back", path)
                            .isZero();
                    case REFUSED -> {
                        assertThat(there)
                                .as("%s is refused", path)
                                .isEqualTo(item.refs().size());
                        assertThat(told).contains(world.value(path, PN_MESSAGE));
                    }
                    default -> assertThat(told).contains(world.value(path, PN_MESSAGE));
                }
            }
        }
    }
}
