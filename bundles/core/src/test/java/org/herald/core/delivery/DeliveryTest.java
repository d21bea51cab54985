package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.SharedRepository;
import org.herald.core.delivery.FakeNetwork.Crash;
import org.herald.core.delivery.FakeNetwork.Mood;
import org.herald.core.profile.Installed;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Persistence;
import org.herald.core.share.Alongside;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Lookup;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path home;

    private World world;
    private World.Node node;

    @BeforeEach
    void begin() {
        world = new World(SharedRepository.empty(), home);
        node = world.node("one");
    }

    private void lookUpUntilSettled(String path) {
        for (int i = 0; i < 6 && !world.state(path).isSettled(); i++) {
            world.clock.pass(Duration.ofMinutes(6));
            node.run(path);
        }
    }

    private void takeBack(String path) {
        DeliveryItem item = world.item(path);
        Map<String, Object> wanted =
                Map.of("herald:deadline", org.herald.core.repo.Nodes.date(world.clock.now.plus(Duration.ofHours(24))));
        assertThat(world.shares.move(item, new VariantChange(VariantState.WITHDRAWING, wanted), Alongside.NOTHING))
                .isTrue();
    }

    @Test
    void aThreadIsSentPartByPart() {
        String path = world.share(3);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(3);
        assertThat(world.network.posts.get(2).parent())
                .isEqualTo(world.network.posts.get(1).id());
        assertThat(world.told()).isEmpty();
    }

    private void isHeld(String path) {
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.value(path, "herald:reason")).isEqualTo("HELD");
        assertThat(world.network.posts).isEmpty();
        assertThat(world.told())
                .singleElement()
                .asString()
                .contains("taken back from the public", "Publish the article, then send this, or not.");
    }

    @Test
    void whatWaitsWhileItsArticleIsTakenBackIsHeldAndAPersonDecides() {
        world.publish();
        String path = world.share(1);
        world.network.moods.add(Mood.LATER);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        world.hide();
        world.clock.pass(Duration.ofHours(3));
        node.run(path);
        isHeld(path);
        assertThat(world.used().hour()).isZero();
    }

    @Test
    void anArticleThatIsTakenBackBetweenClaimAndCallIsNotCalledFor() {
        world.publish();
        String path = world.share(1);
        world.beforeCommit = world::hide; // the commit of the claim
        node.run(path);
        assertThat(world.network.calls).isZero();
        node.run(path);
        isHeld(path);
    }

    /** A crash took the publication and not the post; the clock of articles does it again. */
    @Test
    void whatIsAboutToBePublishedIsWaitedFor() {
        world.publish();
        String path = world.share(1);
        world.hide();
        String identity = world.articleIdentity(path);
        world.make(Articles.decisions(identity), Map.of("herald:stage", "PUBLISHING"));
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        assertThat(world.network.calls).isZero();
        world.publish();
        world.clock.pass(Duration.ofSeconds(11));
        node.dispatch();
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.told()).isEmpty();
    }

    /** Who shares a draft means it: readers never saw the article. */
    @Test
    void whatIsSharedOfADraftIsSent() {
        String path = world.share(1);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    @Test
    void aThreadThatReadersSeeTheBeginningOfIsEnded() {
        world.publish();
        String path = world.share(2);
        world.network.moods.addAll(List.of(Mood.OK, Mood.LATER));
        node.run(path);
        assertThat(world.network.posts).hasSize(1);
        world.hide();
        world.clock.pass(Duration.ofHours(1));
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
    }

    @Test
    void aSecondJobLeavesACallThatIsBeingMadeAlone() {
        String path = world.share(1);
        world.network.meanwhile = () -> {
            node.run(path);
            world.clock.pass(Duration.ofMinutes(4));
            node.run(path);
            world.node("two", "one").run(path);
            assertThat(world.state(path)).isEqualTo(VariantState.SENDING);
        };
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whatAProcessWasSendingWhenItDiedIsLookedUpByTheNext() {
        String path = world.share(1);
        world.network.moods.add(Mood.CRASH_AFTER);
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(Crash.class);
        node = world.node("one");
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.UNCERTAIN);
        lookUpUntilSettled(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(1);
    }

    /** Two calls at a time: what another job posts while the network is asked is not taken for what is looked for. */
    @Test
    void aPostThatSaysTheSameAndIsSentMeanwhileIsNotTheOneThatWasLost() {
        String lost = world.share(1);
        world.network.moods.add(Mood.LOSES_REQUEST);
        node.run(lost);
        assertThat(world.state(lost)).isEqualTo(VariantState.UNCERTAIN);
        String other = world.share(1);
        world.network.finds = () -> {
            node.run(other);
            return new Lookup.Present(FakeNetwork.ref(world.network.posts.get(0)));
        };
        lookUpUntilSettled(lost);
        assertThat(world.state(other)).isEqualTo(VariantState.SENT);
        assertThat(world.state(lost)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(2);
        assertThat(world.item(lost).refs())
                .doesNotContainAnyElementsOf(world.item(other).refs());
    }

    @Test
    void anotherNodeTakesOverOnlyWhatADeadNodeLeft() {
        String path = world.share(1);
        world.network.moods.add(Mood.CRASH_BEFORE);
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(Crash.class);
        World.Node other = world.node("two", "one");
        world.clock.pass(Duration.ofMinutes(24));
        other.run(path);
        assertThat(world.state(path))
                .as("the node is there, and a call may take so long")
                .isEqualTo(VariantState.SENDING);
        other.claims.see("two", java.util.Set.of("two"));
        other.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.UNCERTAIN);
    }

    @Test
    void whoWasStoppedAfterItsClaimDoesNotCall() {
        String path = world.share(1);
        DeliveryItem seen = world.item(path);
        String token = "token";
        DeliveryItem claimed = seen.claimed(token, node.claims.begin(token), List.of());
        assertThat(world.shares.move(seen, new VariantChange(VariantState.SENDING), token, Alongside.NOTHING))
                .isTrue();
        OutgoingGate gate = new OutgoingGate(world.shares, world.clock);
        assertThat(gate.closed(claimed)).isEmpty();
        world.clock.pass(Duration.ofSeconds(11));
        assertThat(gate.closed(claimed)).isPresent();
        world.clock.pass(Duration.ofSeconds(-11));
        assertThat(world.shares.move(claimed, new VariantChange(VariantState.UNCERTAIN), Alongside.NOTHING))
                .isTrue();
        assertThat(gate.closed(claimed)).as("somebody else has it").isPresent();
    }

    @Test
    void aClaimIsNotTakenForAnotherOfTheSameState() {
        String path = world.share(1);
        DeliveryItem seen = world.item(path);
        world.shares.move(seen, new VariantChange(VariantState.SENDING), "first", Alongside.NOTHING);
        DeliveryItem first = world.item(path);
        world.shares.move(first, new VariantChange(VariantState.QUEUED), Alongside.NOTHING);
        world.shares.move(world.item(path), new VariantChange(VariantState.SENDING), "second", Alongside.NOTHING);
        assertThat(world.shares.move(first, new VariantChange(VariantState.SENT), Alongside.NOTHING))
                .as("the state is the same, the attempt is not")
                .isFalse();
    }

    @Test
    void twoMovesThatWriteTheSameAreStillTwo() throws Exception {
        String path = world.share(1);
        DeliveryItem seen = world.item(path);
        boolean[] other = new boolean[1];
        VariantChange change = new VariantChange(VariantState.SENDING, Map.of("herald:attempts", 1));
        boolean mine = world.shares.move(
                seen, change, (resolver, whose) -> other[0] = world.shares.move(seen, change, Alongside.NOTHING));
        assertThat(other[0]).isTrue();
        assertThat(mine).as("Oak would merge two equal changes").isFalse();
    }

    @Test
    void aLateAnswerIsKnowledgeThatSparesTheNextCall() {
        String path = world.share(1);
        world.network.meanwhile = () -> {
            DeliveryItem now = world.item(path);
            world.shares.move(now, new VariantChange(VariantState.QUEUED), Alongside.NOTHING);
        };
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(1);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whoTookAPostForUnsentIsToldThatItArrivedAfterAll() {
        String path = world.share(1);
        world.network.meanwhile =
                () -> world.shares.move(world.item(path), new VariantChange(VariantState.WITHDRAWN), Alongside.NOTHING);
        node.run(path);
        assertThat(world.state(path)).as("what a person decided stays").isEqualTo(VariantState.WITHDRAWN);
        assertThat(world.told()).singleElement().asString().contains("https://fake.example/");
        assertThat(world.item(path).known()).isPresent();
    }

    @Test
    void anAnswerThatTheRepositoryDidNotTakeIsRecordedWhenItCan() {
        String path = world.share(1);
        world.network.meanwhile = () -> world.fullDisk = true;
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(Persistence.Failure.class);
        assertThat(world.state(path)).isEqualTo(VariantState.SENDING);
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(Persistence.Failure.class);
        world.fullDisk = false;
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(1);
    }

    @Test
    void nothingIsSentWhileTheRepositoryCannotNoteTheClaim() {
        String path = world.share(1);
        world.fullDisk = true;
        assertThatThrownBy(() -> node.run(path)).isInstanceOf(Persistence.Failure.class);
        assertThat(world.network.calls).isZero();
        world.fullDisk = false;
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void aSecondJobDoesNotSendBeforeItsTime() {
        String path = world.share(1);
        world.network.moods.add(Mood.LATER);
        world.network.resumes = world.clock.now.plusSeconds(60);
        node.run(path);
        node.run(path);
        assertThat(world.network.calls).isEqualTo(1);
    }

    @Test
    void whatIsNotCalledIsNotCountedAsLost() {
        String path = world.share(1);
        for (int i = 0; i < 5; i++) {
            world.network.moods.add(Mood.LATER);
            world.network.resumes = world.clock.now.plusSeconds(60);
            node.run(path);
            world.clock.pass(Duration.ofSeconds(61));
        }
        assertThat(world.item(path).attempts()).isZero();
        world.network.moods.add(Mood.LOSES_REQUEST);
        node.run(path);
        lookUpUntilSettled(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.told()).isEmpty();
    }

    @Test
    void whatIsOverMakesOneNotice() {
        String path = world.share(1);
        world.clock.pass(Duration.ofHours(25));
        node.run(path);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).singleElement().asString().contains("Press", "could not be sent in time");
    }

    @Test
    void aRefusalMakesOneNotice() {
        String path = world.share(1);
        world.network.moods.add(Mood.REFUSES);
        node.run(path);
        node.run(path);
        assertThat(world.told()).hasSize(1);
    }

    @Test
    void aProfileThatIsNotConnectedMakesOneNotice() throws Exception {
        String path = world.share(1);
        try (ResourceResolver resolver = world.repository.open()) {
            resolver.delete(resolver.getResource("/var/herald/profiles/press/secret"));
            resolver.commit();
        }
        node.run(path);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).singleElement().asString().contains("not connected");
    }

    @Test
    void whatAPersonMustDecideMakesOneNotice() {
        String path = world.share(1);
        world.network.lookupWorks = false;
        world.network.moods.add(Mood.LOSES_ANSWER);
        node.run(path);
        lookUpUntilSettled(path);
        assertThat(world.state(path)).isEqualTo(VariantState.UNCERTAIN);
        assertThat(world.told()).singleElement().asString().contains("say here whether it is there");
    }

    @Test
    void whatTheServerLosesAgainAndAgainMakesOneNotice() {
        String path = world.share(1);
        for (int i = 0; i < 20 && !world.state(path).isSettled(); i++) {
            world.network.moods.clear();
            world.network.moods.add(Mood.LOSES_REQUEST);
            world.clock.pass(Duration.ofMinutes(6));
            node.run(path);
        }
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).singleElement().asString().contains("lost the post 3 times");
    }

    @Test
    void withAWrongKeyPostsWaitUntilTheirTimeIsOverAndSayWhy() {
        String path = world.share(1);
        world.wrongKey = true;
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.QUEUED);
        assertThat(world.value(path, "herald:message")).contains("HERALD_KEY");
        assertThat(world.value("/var/herald/profiles/press", "herald:health")).contains("HERALD_KEY");
        world.clock.pass(Duration.ofHours(25));
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.REFUSED);
        assertThat(world.told()).hasSize(1);
        assertThat(world.network.calls).isZero();
    }

    @Test
    void takingBackThatDoesNotSucceedLeavesItSentAndSaysSo() {
        String path = world.share(1);
        node.run(path);
        takeBack(path);
        for (int i = 0; i < 100 && world.state(path) == VariantState.WITHDRAWING; i++) {
            world.network.moods.add(Mood.LATER);
            world.network.resumes = world.clock.now.plus(Duration.ofMinutes(30));
            node.run(path);
            world.clock.pass(Duration.ofMinutes(31));
        }
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(1);
        assertThat(world.told()).singleElement().asString().contains("still on the network");
    }

    @Test
    void aConnectorThatBreaksWhenDeletingIsNotTriedForEver() {
        String path = world.share(1);
        node.run(path);
        takeBack(path);
        int before = world.network.calls;
        for (int i = 0; i < 60 && world.state(path) == VariantState.WITHDRAWING; i++) {
            world.network.moods.clear();
            world.network.moods.add(Mood.THROWS);
            node.run(path);
            world.clock.pass(Duration.ofHours(1));
        }
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.calls - before).isLessThan(30);
        assertThat(world.told()).singleElement().asString().contains("still on the network");
    }

    @Test
    void whatHasNoAddressIsNotTakenBackInSilence() {
        String path = world.share(1);
        world.shares.move(world.item(path), new VariantChange(VariantState.SENT), Alongside.NOTHING);
        takeBack(path);
        node.run(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.told()).singleElement().asString().contains("does not know its address");
    }

    @Test
    void nobodyIsAskedWhileTheConnectorIsNotRunning() {
        String path = world.share(1);
        world.network.moods.add(Mood.LOSES_ANSWER);
        node.run(path);
        Installed.remove(world.connectors, "mastodon", world.network);
        lookUpUntilSettled(path);
        assertThat(world.state(path)).isEqualTo(VariantState.UNCERTAIN);
        assertThat(world.item(path).lookups()).isZero();
        Installed.add(world.connectors, "mastodon", world.network);
        lookUpUntilSettled(path);
        assertThat(world.state(path)).isEqualTo(VariantState.SENT);
        assertThat(world.network.posts).hasSize(1);
    }

    @Test
    void whatIsKnownIsReadBack() {
        String path = world.share(2);
        world.shares.know(path, 0, new RemoteRef("7", "v", null));
        world.shares.know(path, 0, new RemoteRef("7", "v", null));
        assertThat(world.item(path).tries().known())
                .isEqualTo(List.of(new DeliveryItem.Known(0, new RemoteRef("7", "v", null))));
    }
}
