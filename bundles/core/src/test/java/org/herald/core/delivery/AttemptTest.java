package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.core.profile.Installed;
import org.herald.spi.Attempt;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is told all that is known of the tries before: it can then tell a post from others, and go on. */
class AttemptTest {
    @TempDir
    Path home;

    private World world;
    private World.Node node;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
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

    /** A container that may be public by now is not made a second time because the CMS itself was in the way. */
    @Test
    void aTicketSurvivesWhatKeepsTheCmsFromCalling() {
        world.network.moods.add(Mood.LATER);
        world.network.ticket = "container 1";
        world.network.resumes = World.START.plusSeconds(10);
        String path = world.share(1);
        node.run(path);
        world.clock.pass(Duration.ofMinutes(1));
        Installed.remove(world.connectors, "mastodon", world.network);
        node.run(path);
        Installed.add(world.connectors, "mastodon", world.network);
        world.clock.pass(Duration.ofMinutes(2));
        world.wrongKey = true;
        node.run(path);
        world.wrongKey = false;
        world.clock.pass(Duration.ofMinutes(2));
        node.run(path);
        assertThat(world.network.asked.attempt().ticket()).isEqualTo("container 1");
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    /** Where only a look tells posts apart, the one who posts knows which are others, and is not believed one of them. */
    @Test
    void whatAConnectorFindsWhileItPostsIsNotAnothers() {
        String first = world.share(1);
        node.run(first);
        RemoteRef taken = world.item(first).refs().get(0);
        world.network.idempotency = NetworkTraits.Idempotency.NONE;
        world.network.says = new Outcome.Done(taken);
        String second = world.share(1);
        node.run(second);
        assertThat(world.network.asked.attempt().held()).contains(taken.id());
        assertThat(world.state(second)).isEqualTo(VariantState.UNCERTAIN);
        assertThat(world.item(second).refs()).isEmpty();
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
