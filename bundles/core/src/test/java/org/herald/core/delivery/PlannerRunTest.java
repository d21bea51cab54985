package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.repo.DueIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerRunTest {
    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
    }

    private void run(Planner planner, Duration time) {
        Instant end = world.clock.now.plus(time);
        while (world.clock.now.isBefore(end)) {
            planner.run();
            world.clock.pass(Duration.ofSeconds(3));
        }
    }

    /** It was planned for a draft, and readers saw the article when its time came. */
    @Test
    void whatHadItsTimeIsNotSentWhenTheArticleIsTakenBackThen() {
        String path = world.share(1, world.clock.now.plusSeconds(60));
        world.publish();
        run(world.planner(), Duration.ofMinutes(2));
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        world.hide();
        world.node("one").run(path);
        assertThat(world.network.calls).isZero();
        assertThat(world.value(path, PN_REASON)).isEqualTo("HELD");
    }

    @Test
    void aBacklogAfterAnOutageDrainsOneAMinute() {
        world.publish();
        for (int i = 0; i < 20; i++) {
            world.share(1, world.clock.now.plusSeconds(60L * i));
        }
        world.clock.pass(Duration.ofHours(1));
        Planner planner = world.planner();
        run(planner, Duration.ofMinutes(10));
        assertThat(world.queued).as("one a minute").hasSizeBetween(9, 11);
        run(planner, Duration.ofMinutes(12));
        assertThat(world.queued).hasSize(20);
    }

    @Test
    void aPostWaitsForItsArticleThatIsDueAtTheSameMinute() throws Exception {
        Instant at = world.clock.now.plusSeconds(30);
        String path = world.share(1, at);
        String identity = world.articleIdentity(path);
        String workflow = "/var/herald/workflow/" + identity.substring(0, 2) + "/" + identity;
        world.make(workflow, Map.of("herald:stage", "SCHEDULED", "herald:minutes", DueIndex.minutes(List.of(at))));
        world.clock.pass(Duration.ofSeconds(31));
        Planner planner = world.planner();
        planner.run();
        stage(workflow, "PUBLISHING");
        planner.run();
        assertThat(world.state(path)).as("it is about to be published").isEqualTo(VariantState.PLANNED);
        world.publish();
        stage(workflow, "PUBLISHED");
        planner.run();
        assertThat(world.queued).containsExactly(path);
        String hidden = world.share(1, world.clock.now.plusSeconds(1));
        world.hide();
        world.clock.pass(Duration.ofSeconds(2));
        planner.run();
        assertThat(world.state(hidden)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).hasSize(1);
    }

    private void stage(String workflow, String stage) throws Exception {
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.getResource(workflow).adaptTo(ModifiableValueMap.class).put("herald:stage", stage);
            resolver.commit();
        }
    }

    @Test
    void whatIsDueIsFoundBehindAnyNumberThatIsNot() {
        for (int i = 0; i < 520; i++) {
            world.share(1, world.clock.now.plus(Duration.ofDays(1)));
        }
        for (int i = 0; i < 20; i++) {
            world.share(1);
        }
        DueIndex timetable = new DueIndex();
        assertThat(world.shares.ask().due(timetable)).hasSize(20);
        world.clock.pass(Duration.ofMinutes(15));
        assertThat(world.shares.ask().due(timetable)).hasSize(20);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(world.shares.ask().due(timetable))
                .as("between two sweeps, what waits for long is not forgotten")
                .hasSize(20);
    }

    @Test
    void oneServersBacklogHidesNothingOfAnothers() {
        world.connect("other", "https://other.example:8443");
        for (int i = 0; i < 2 * Dispatcher.MOST; i++) {
            world.share(1);
        }
        world.clock.pass(Duration.ofSeconds(1));
        String other = world.share("other", 1, null);
        List<String> topics = new ArrayList<>();
        world.dispatcher(topics).run();
        assertThat(topics).hasSize(Dispatcher.MOST + 1);
        assertThat(topics)
                .filteredOn(topic -> topic.contains("mastodon-fake-example-"))
                .hasSize(Dispatcher.MOST);
        assertThat(topics)
                .filteredOn(topic -> topic.contains("mastodon-other-example-8443-"))
                .hasSize(1);
        assertThat(topics).allMatch(topic -> topic.matches("herald/publish/[a-z0-9-]+"));
        assertThat(world.state(other)).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void aLaneIsLookedThroughOnceForAllThatIsDueInIt() {
        for (int i = 0; i < Dispatcher.MOST; i++) {
            world.share(1);
        }
        List<String> topics = new ArrayList<>();
        List<String> looks = new ArrayList<>();
        Dispatcher dispatcher = world.dispatcher(topics, looks);
        dispatcher.run();
        assertThat(topics).hasSize(Dispatcher.MOST);
        assertThat(looks).hasSize(1);
        dispatcher.run();
        assertThat(topics).as("what was handed over is not handed over again").hasSize(Dispatcher.MOST);
        assertThat(looks).hasSize(1);
        world.clock.pass(Duration.ofMinutes(1));
        dispatcher.run();
        assertThat(topics).as("whose job is lost is handed over again").hasSize(2 * Dispatcher.MOST);
        assertThat(looks).hasSize(2);
    }

    @Test
    void whatAnEarlierVersionLeftIsFound() throws Exception {
        String path = world.share(1);
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.getResource(path).adaptTo(ModifiableValueMap.class).remove(PN_MINUTES);
            resolver.commit();
        }
        List<String> topics = new ArrayList<>();
        world.dispatcher(topics).run();
        assertThat(topics).hasSize(1);
    }
}
