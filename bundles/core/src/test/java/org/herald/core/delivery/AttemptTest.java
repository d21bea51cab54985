package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.VariantState;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.spi.Attempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network is told all that is known of the tries before: it can then tell a post from others, and go on. */
@ExtendWith(SlingContextExtension.class)
class AttemptTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private World world;
    private World.Node node;

    @BeforeEach
    void begin() {
        world = new World(context.getService(ResourceResolverFactory.class), home);
        node = world.node("one");
    }

    private Attempt lookUp(String path) {
        world.clock.pass(Duration.ofMinutes(1));
        node.run(path);
        return world.network.lookedFor.attempt();
    }

    @Test
    void aLookUpLeavesOutWhatOthersHold() {
        String sent = world.share(2);
        node.run(sent);
        world.clock.pass(Duration.ofHours(1));
        world.network.moods.add(Mood.LOSES_REQUEST);
        String lost = world.share(1);
        node.run(lost);
        Attempt attempt = lookUp(lost);
        assertThat(attempt.held())
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(
                        world.item(sent).refs().stream().map(ref -> ref.id()).toList());
        assertThat(attempt.rivals()).isFalse();
        assertThat(attempt.parentKnown()).isTrue();
        assertThat(attempt.parent()).isEmpty();
        assertThat(attempt.began()).isEqualTo(World.START.plus(Duration.ofHours(1)));
    }

    @Test
    void aPartIsLookedForBelowTheOneBeforeIt() {
        world.network.moods.add(Mood.OK);
        world.network.moods.add(Mood.LOSES_REQUEST);
        String thread = world.share(2);
        node.run(thread);
        Attempt attempt = lookUp(thread);
        String first = world.item(thread).refs().get(0).id();
        assertThat(attempt.parent().orElseThrow().id()).isEqualTo(first);
        assertThat(attempt.held()).containsExactly(first);
    }

    @Test
    void twoOfTheSameTextThatAreBothLostAreRivals() {
        world.network.moods.add(Mood.LOSES_REQUEST);
        world.network.moods.add(Mood.LOSES_ANSWER);
        String one = world.share(1);
        node.run(one);
        String two = world.share(1);
        node.run(two);
        assertThat(lookUp(one).rivals()).isTrue();
    }

    @Test
    void aTicketSurvivesRoundsAndRestarts() {
        world.network.moods.add(Mood.LATER);
        world.network.ticket = "picture 1 is there";
        world.network.resumes = World.START.plusSeconds(10);
        String path = world.share(1);
        node.run(path);
        assertThat(world.network.asked.attempt().ticket()).isEmpty();
        world.clock.pass(Duration.ofMinutes(1));
        world.node("one").run(path);
        assertThat(world.network.asked.attempt().ticket()).isEqualTo("picture 1 is there");
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    @Test
    void whatIsSaidOfAPartStaysSaidWhenTheNextOneIsSent() {
        world.network.remark = "The server published it without its picture.";
        String thread = world.share(3);
        node.run(thread);
        assertThat(world.state(thread)).isEqualTo(VariantState.SENT);
        assertThat(world.value(thread, "herald:message")).contains("Bees", "without its picture");
    }
}
