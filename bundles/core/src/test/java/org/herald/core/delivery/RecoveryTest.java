package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    @TempDir
    Path home;

    private World world;
    private World.Node node;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
        world.start();
        node = world.node("one");
    }

    private Map<String, Object> backup(String path) {
        return world.backup(path);
    }

    /** The repository lost what was committed since, also what was told. */
    private void restore(String path, Map<String, Object> backup) throws Exception {
        world.restore(path, backup);
        try (ResourceResolver resolver = world.repository.open()) {
            Resource notices = resolver.getResource("/var/herald/notices");
            if (notices != null) {
                resolver.delete(notices);
            }
            resolver.commit();
        }
    }

    private void runUntilSettled(String path) {
        for (int i = 0; i < 10 && !world.state(path).isSettled(); i++) {
            node.run(path);
            world.clock.pass(Duration.ofMinutes(6));
        }
    }

    @Test
    void aCrashTakesNoAnswer() throws Exception {
        String path = world.share(1);
        Map<String, Object> before = backup(path);
        node.run(path);
        restore(path, before);
        world.crash();
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        node = world.node("one");
        node.run(path);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whatACrashTookOfAnEndIsToldAgainOnce() throws Exception {
        String path = world.share(1);
        Map<String, Object> before = backup(path);
        world.network.moods.add(Mood.REFUSES);
        node.run(path);
        restore(path, before);
        world.crash();
        world.crash();
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).hasSize(1);
    }

    @Test
    void whatWasSentWaitsForNoTimeAfterACrash() throws Exception {
        String path = world.share(1, world.clock.now.plusSeconds(30));
        Map<String, Object> planned = backup(path);
        world.clock.pass(Duration.ofSeconds(31));
        world.publish();
        world.planner().run();
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        restore(path, planned);
        world.crash();
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        world.clock.pass(Duration.ofHours(3));
        world.planner().run();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void anOldBackupSendsNothingAgainUnlooked() throws Exception {
        String sent = world.share(1);
        String other = world.share(1);
        Map<String, Object> before = backup(sent);
        Map<String, Object> otherBefore = backup(other);
        node.run(sent);
        node.run(other);
        assertThat(world.network.posts).hasSize(2);
        world.clock.pass(Duration.ofDays(8)); // the journal has forgotten
        world.beat();
        String latest = world.share(1);
        Map<String, Object> latestBefore = backup(latest);
        node.run(latest);
        world.clock.pass(Duration.ofMinutes(10));
        world.beat();
        restore(sent, before);
        restore(other, otherBefore);
        restore(latest, latestBefore);
        world.crash();
        assertThat(world.state(latest)).isEqualTo(VariantState.SENT);
        assertThat(world.item(sent).mayBeThere()).isTrue();
        world.clock.now = World.START.plusSeconds(5);
        node = world.node("one");
        runUntilSettled(sent);
        runUntilSettled(other);
        assertThat(world.state(sent)).isEqualTo(VariantState.SENT);
        assertThat(world.state(other)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(3);
    }

    @Test
    void whereTheJournalIsGoneNothingIsSentAgainUnlooked() throws Exception {
        String path = world.share(1);
        Map<String, Object> before = backup(path);
        node.run(path);
        String fresh = world.share(1);
        restore(path, before);
        Files.delete(home.resolve("herald-journal.mv"));
        world.crash();
        node = world.node("one");
        runUntilSettled(path);
        runUntilSettled(fresh);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.state(fresh)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).as("one each").hasSize(2);
    }

    @Test
    void aForeignJournalPutsNothingBack() throws Exception {
        String path = world.share(1);
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.getResource("/var/herald/shares")
                    .adaptTo(ModifiableValueMap.class)
                    .put("herald:identity", "another");
            resolver.delete(resolver.getResource(path).getParent());
            resolver.commit();
        }
        world.crash();
        assertThat(world.shares.ask().item(path)).isEmpty();
        world.crash();
        assertThat(world.shares.ask().item(path))
                .as("not at the next start either")
                .isEmpty();
    }

    @Test
    void whatWasDecidedAfterTheBackupWaitsForAPerson() throws Exception {
        String path = world.share(1);
        world.clock.pass(Duration.ofMinutes(10));
        world.beat();
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.delete(resolver.getResource(path).getParent());
            resolver.commit();
        }
        // a variant that never moved counts as behind only where the repository does not know it
        world.crash();
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).hasSize(1);
    }

    @Test
    void nothingIsSentWhileTheJournalCannotBeWritten() throws Exception {
        String path = world.share(1);
        world.ledger.close();
        Files.delete(home.resolve("herald-journal.mv"));
        Files.createDirectory(home.resolve("herald-journal.mv"));
        node.run(path);
        assertThat(world.network.calls).isZero();
        assertThat(world.value(path, "herald:message")).contains("journal");
        Files.delete(home.resolve("herald-journal.mv"));
        world.clock.pass(Duration.ofMinutes(2));
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    @Test
    void whatWasBeingSentIsLookedUpAfterACrash() throws Exception {
        String path = world.share(1);
        Map<String, Object> before = backup(path);
        world.network.moods.add(Mood.CRASH_AFTER);
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(FakeNetwork.Crash.class);
        restore(path, before);
        world.crash();
        assertThat(world.state(path)).isEqualTo(VariantState.SENDING);
        node = world.node("one");
        runUntilSettled(path);
        assertThat(world.network.posts).hasSize(1);
    }

    @Test
    void whatAClockAheadRecordedIsDoneWhenItIsSetBack() {
        world.clock.set(Duration.ofHours(1));
        String queued = world.share(1);
        world.network.moods.add(Mood.LOSES_ANSWER);
        String lost = world.share(1);
        node.run(lost);
        assertThat(world.state(lost)).isEqualTo(VariantState.UNCERTAIN);
        world.clock.set(Duration.ofHours(-1));
        node = world.node("one");
        node.dispatch();
        assertThat(world.state(queued)).isEqualTo(VariantState.SENT);
        node.dispatch();
        assertThat(world.state(lost)).isEqualTo(VariantState.SENT);
    }

    @Test
    void aClockThatIsSetBackIsNoRestore() throws Exception {
        world.beat();
        world.clock.set(Duration.ofHours(1));
        String before = world.share(1);
        node.run(before);
        world.clock.set(Duration.ofHours(-1));
        String lost = world.share(1);
        forget(lost);
        world.crash();
        assertThat(world.state(lost)).isEqualTo(VariantState.QUEUED);
        assertThat(world.told()).isEmpty();
    }

    @Test
    void whatIsLostTwiceInARowIsNoRestore() throws Exception {
        world.beat();
        String lost = world.share(1);
        forget(lost);
        world.clock.pass(Duration.ofMinutes(1));
        world.crash();
        forget(lost);
        world.clock.pass(Duration.ofSeconds(70));
        world.shares.beat();
        world.crash();
        assertThat(world.state(lost)).isEqualTo(VariantState.QUEUED);
    }

    private void forget(String path) throws Exception {
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.delete(resolver.getResource(path).getParent());
            resolver.commit();
        }
    }
}
