package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.share.DeliveryItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out now waits a while, and can be taken back as a whole. */
class UndoTest {
    private static final Duration UNDO = Duration.ofSeconds(10);
    private static final String SHOP = "shop";

    @TempDir
    Path home;

    private World world;
    private World.Node node;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
        world.connect(SHOP, "https://shop.example");
        world.publish();
        world.start();
        node = world.node("one");
    }

    private String other(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1) + SHOP;
    }

    private int left(String path) {
        try (ResourceResolver resolver = world.repository.open()) {
            String share = path.substring(0, path.lastIndexOf('/'));
            return world.shares
                    .ask()
                    .find(resolver, share.substring(share.lastIndexOf('/') + 1))
                    .orElseThrow()
                    .undoSeconds();
        }
    }

    @Test
    void nothingIsSentBeforeTheWindowEndsAndItIsSentOnceThen() {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        assertThat(left(path)).isEqualTo(10);
        node.run(path); // a job that came too early
        node.dispatch();
        world.clock.pass(Duration.ofMillis(9_001));
        node.dispatch();
        assertThat(world.network.calls).isZero();
        assertThat(left(path)).as("a second that has begun").isEqualTo(1);
        world.clock.pass(Duration.ofSeconds(1));
        assertThat(left(path)).isZero();
        node.dispatch();
        node.dispatch();
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whatIsUndoneIsNeverSent() {
        String path = world.shareUndoable(UNDO, World.PROFILE, SHOP);
        assertThat(world.undo(path)).isTrue();
        assertThat(world.undo(path)).as("a second click").isTrue();
        assertThat(left(path)).isZero();
        world.clock.pass(Duration.ofMinutes(5));
        node.dispatch();
        node.run(path);
        node.run(other(path));
        assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
        assertThat(world.state(other(path))).isEqualTo(VariantState.WITHDRAWN);
        assertThat(world.network.calls).isZero();
    }

    @Test
    void whatWasTakenBackAloneStaysBackWhenTheRestIsUndone() {
        String path = world.shareUndoable(UNDO, World.PROFILE, SHOP);
        world.shares.move(
                path,
                VariantState.QUEUED,
                seen -> new org.herald.core.share.ShareStore.VariantChange(VariantState.WITHDRAWN));
        assertThat(left(path)).isEqualTo(10);
        assertThat(world.undo(path)).isTrue();
        assertThat(world.state(other(path))).isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void whatSomebodyBeganWithIsNotUndoneInPart() {
        String path = world.shareUndoable(UNDO, World.PROFILE, SHOP);
        world.clock.pass(UNDO);
        world.network.meanwhile = () -> assertThat(world.undo(path)).isFalse();
        node.run(path);
        assertThat(world.undo(path)).isFalse();
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.state(other(path))).as("all or nothing").isEqualTo(VariantState.QUEUED);
        node.dispatch();
        assertThat(world.state(other(path))).isEqualTo(VariantState.SENT);
        assertThat(world.network.calls).isEqualTo(2);
    }

    @Test
    void whatTheNetworkPutOffIsNotUndone() {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        world.clock.pass(UNDO);
        world.network.moods.add(FakeNetwork.Mood.LATER);
        world.network.resumes = world.clock.now.plusSeconds(300);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        assertThat(world.undo(path)).as("a call was made").isFalse();
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void whoReadItBeforeTheUndoDoesNotSendIt() {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        world.clock.pass(UNDO);
        DeliveryItem read = world.item(path);
        assertThat(world.undo(path)).as("over on the clock, and nobody began").isTrue();
        node.delivery.lookAfter(read);
        assertThat(world.network.calls).isZero();
        assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void ofAnUndoAndACallAtTheSameMomentOneWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int undone = 0;
        try {
            for (int i = 0; i < 60; i++) {
                String path = world.shareUndoable(UNDO, World.PROFILE);
                world.clock.pass(UNDO);
                int before = world.network.calls;
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> undo = threads.submit(() -> {
                    start.await();
                    return world.undo(path);
                });
                Future<?> send = threads.submit(() -> {
                    start.await();
                    node.run(path);
                    return null;
                });
                send.get();
                int calls = world.network.calls - before;
                if (undo.get()) {
                    undone++;
                    assertThat(calls).as("undone and sent").isZero();
                    assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
                } else {
                    node.run(path); // the claim met the undo, and was put off
                    assertThat(world.state(path)).isEqualTo(VariantState.SENT);
                    assertThat(world.network.calls - before).isEqualTo(1);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(undone).as("both win now and then").isBetween(0, 60);
    }

    @Test
    void aCrashInTheWindowLosesNothingAndDoublesNothing() throws Exception {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        String share = path.substring(0, path.lastIndexOf('/'));
        try (ResourceResolver resolver = world.repository.open()) { // its commit is among the seconds that were lost
            resolver.delete(resolver.getResource(share));
            resolver.commit();
        }
        world.crash();
        node = world.node("one");
        assertThat(left(path)).isEqualTo(10);
        node.dispatch();
        assertThat(world.network.calls).isZero();
        world.clock.pass(UNDO);
        node.dispatch();
        node.dispatch();
        assertThat(world.network.calls).isEqualTo(1);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    @Test
    void anUndoThatACrashTookIsKnownAfterIt() {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        Map<String, Object> before = world.backup(path);
        assertThat(world.undo(path)).isTrue();
        world.restore(path, before);
        world.crash();
        node = world.node("one");
        world.clock.pass(Duration.ofMinutes(1));
        node.dispatch();
        assertThat(world.state(path)).isEqualTo(VariantState.WITHDRAWN);
        assertThat(world.network.calls).isZero();
    }

    @Test
    void whatHasNoWindowHasNothingToUndo() {
        String path = world.share(1);
        assertThat(left(path)).isZero();
        assertThat(world.undo(path)).isFalse();
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        node.run(path);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whoWritesAFarEndIntoTheShareHidesNoButtonAndShowsNoHour() throws Exception {
        String path = world.shareUndoable(UNDO, World.PROFILE);
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.getResource(path.substring(0, path.lastIndexOf('/')))
                    .adaptTo(ModifiableValueMap.class)
                    .put(
                            "herald:undoUntil",
                            org.herald.core.repo.Nodes.date(world.clock.now.plus(Duration.ofHours(3))));
            resolver.commit();
        }
        assertThat(left(path)).isEqualTo(60);
        world.clock.pass(UNDO);
        node.dispatch();
        assertThat(world.state(path)).as("its own time counts").isEqualTo(VariantState.SENT);
        assertThat(left(path)).isZero();
    }
}
