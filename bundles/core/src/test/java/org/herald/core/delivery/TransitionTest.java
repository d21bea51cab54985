package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.PN_MESSAGE;
import static org.herald.core.repo.Names.PN_REASON;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.VariantState;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Lookup;
import org.herald.spi.NetworkTraits.Idempotency;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final RemoteRef REF = new RemoteRef("1", "", URI.create("https://example.org/1"));

    static DeliveryItem pending(VariantState state, int attempts, int lookups) {
        return pending(state, attempts, lookups, 1, List.of());
    }

    static DeliveryItem pending(VariantState state, int attempts, int lookups, int parts, List<RemoteRef> refs) {
        return pending(state, attempts, lookups, parts, refs, null);
    }

    static DeliveryItem pending(
            VariantState state, int attempts, int lookups, int parts, List<RemoteRef> refs, OutgoingPost.Reply reply) {
        List<String> each = Collections.nCopies(parts, "text");
        OutgoingPost dispatch = OutgoingPosts.of("p", each, each, "", "", reply);
        return new DeliveryItem(
                "/x",
                "",
                state,
                dispatch,
                NOW,
                NOW.plus(Duration.ofHours(24)),
                new DeliveryItem.Tries(
                        attempts, lookups, NOW, Instant.EPOCH, DeliveryItem.Claim.NONE, List.of(), "", ""),
                "Bees",
                "",
                refs);
    }

    private static final DeliveryItem SENDING = pending(VariantState.SENDING, 1, 0);

    @Test
    void doneIsSent() {
        VariantChange change = Transition.sent(SENDING, "Press", new Outcome.Done(REF), NOW);
        assertThat(change.state()).isEqualTo(VariantState.SENT);
        assertThat(change.values()).containsEntry("herald:remoteId", "1").containsEntry("herald:sentBy", "p");
    }

    @Test
    void aThreadGoesOnUntilItsLastPart() {
        RemoteRef second = new RemoteRef("2", "v", null);
        VariantChange first =
                Transition.sent(pending(VariantState.SENDING, 2, 0, 3, List.of()), "P", new Outcome.Done(REF), NOW);
        assertThat(first.state()).isEqualTo(VariantState.QUEUED);
        assertThat(first.values()).containsEntry("herald:remoteId", "1").containsEntry("herald:attempts", 0);
        VariantChange next = Transition.sent(
                pending(VariantState.SENDING, 1, 0, 3, List.of(REF)), "P", new Outcome.Done(second), NOW);
        assertThat(next.state()).isEqualTo(VariantState.QUEUED);
        assertThat(next.values())
                .doesNotContainKey("herald:remoteId")
                .containsEntry("herald:more", new String[] {"2\tv\t"});
        VariantChange last = Transition.sent(
                pending(VariantState.SENDING, 1, 0, 3, List.of(REF, second)), "P", new Outcome.Done(second), NOW);
        assertThat(last.state()).isEqualTo(VariantState.SENT);
    }

    @Test
    void whatFailsInTheMiddleOfAThreadSaysHowFarItCame() {
        DeliveryItem middle = pending(VariantState.SENDING, 1, 0, 3, List.of(REF));
        VariantChange change = Transition.sent(middle, "P", new Outcome.Refused(Reason.CONTENT, "No."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values().get("herald:message").toString()).contains("1 of 3 posts are on the network. No.");
    }

    @Test
    void aThreadIsTakenBackFromItsEnd() {
        RemoteRef second = new RemoteRef("2", "", null);
        VariantChange one = Transition.deleted(
                pending(VariantState.WITHDRAWING, 0, 0, 2, List.of(REF, second)), "P", new Outcome.Done(second), NOW);
        assertThat(one.state()).isEqualTo(VariantState.WITHDRAWING);
        assertThat(one.values()).containsEntry("herald:more", new String[0]);
        VariantChange both = Transition.deleted(
                pending(VariantState.WITHDRAWING, 0, 0, 2, List.of(REF)),
                "P",
                new Outcome.Refused(Reason.GONE, "Gone."),
                NOW);
        assertThat(both.state()).isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void defersUntilTheNetworkSaysSo() {
        VariantChange change = Transition.sent(SENDING, "Press", new Outcome.Later(NOW.plusSeconds(60), "Busy."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.QUEUED);
        assertThat(((java.util.Calendar) change.values().get("herald:notBefore")).toInstant())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void givesUpWhatCannotBeSentInTime() {
        VariantChange change =
                Transition.sent(SENDING, "Press", new Outcome.Later(NOW.plus(Duration.ofHours(25)), "Busy."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values()).containsEntry(PN_REASON, "EXPIRED");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyRefusalNamesProfileArticleAndRemedy(Reason reason) {
        VariantChange change = Transition.sent(SENDING, "Press", new Outcome.Refused(reason, "It said no."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values().get(PN_MESSAGE).toString())
                .contains("Press", "Bees", "It said no.", Transition.remedy(reason));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRefusedAnswerIsNoShare(Reason reason) {
        OutgoingPost.Reply reply = new OutgoingPost.Reply(REF, REF, "bob");
        DeliveryItem answer = pending(VariantState.SENDING, 1, 0, 1, List.of(), reply);
        VariantChange change = Transition.sent(answer, "Press", new Outcome.Refused(reason, "It said no."), NOW);
        assertThat(change.values().get(PN_MESSAGE).toString().toLowerCase(java.util.Locale.ROOT))
                .contains("it said no.")
                .doesNotContain("share");
    }

    @Test
    void whatIsPutOffKeepsItsTicket() {
        VariantChange change = Transition.sent(SENDING, "Press", new Outcome.Later(NOW, "Busy.", "m1"), NOW);
        assertThat(change.values()).containsEntry("herald:ticket", "m1");
    }

    @Test
    void aLostAnswerIsLookedUpAndNeverSentAgainBlindly() {
        VariantChange change = Transition.sent(SENDING, "Press", new Outcome.Uncertain("Silence."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.UNCERTAIN);
    }

    @Test
    void whatIsFoundIsSent() {
        DeliveryItem lost = pending(VariantState.UNCERTAIN, 1, 0);
        assertThat(Transition.lookedUp(lost, "Press", new Lookup.Present(REF), Idempotency.KEY, NOW)
                        .state())
                .isEqualTo(VariantState.SENT);
    }

    @Test
    void whatIsAbsentTwiceIsSentAgain() {
        Lookup absent = new Lookup.Absent();
        assertThat(Transition.lookedUp(pending(VariantState.UNCERTAIN, 1, 0), "P", absent, Idempotency.KEY, NOW)
                        .state())
                .isEqualTo(VariantState.UNCERTAIN);
        assertThat(Transition.lookedUp(pending(VariantState.UNCERTAIN, 1, 1), "P", absent, Idempotency.KEY, NOW)
                        .state())
                .isEqualTo(VariantState.QUEUED);
        assertThat(Transition.lookedUp(pending(VariantState.UNCERTAIN, 1, 0), "P", absent, Idempotency.CLIENT_ID, NOW)
                        .state())
                .isEqualTo(VariantState.QUEUED);
        assertThat(Transition.lookedUp(pending(VariantState.UNCERTAIN, 3, 1), "P", absent, Idempotency.KEY, NOW)
                        .state())
                .isEqualTo(VariantState.REFUSED);
    }

    @Test
    void aPersonDecidesWhereTheNetworkCannotTell() {
        VariantChange change = Transition.lookedUp(
                pending(VariantState.UNCERTAIN, 1, 2), "P", new Lookup.Unknown("Silence."), Idempotency.KEY, NOW);
        assertThat(change.state()).isEqualTo(VariantState.UNCERTAIN);
        assertThat(change.values().get(PN_MESSAGE).toString()).contains("say here whether it is there");
    }

    @Property
    void onlyTheNetworksWordMakesASentPost(@ForAll boolean present, @ForAll int seed) {
        DeliveryItem lost = pending(VariantState.UNCERTAIN, Math.abs(seed % 4), Math.abs(seed / 7 % 4));
        Lookup lookup = present ? new Lookup.Present(REF) : new Lookup.Absent();
        boolean sent =
                Transition.lookedUp(lost, "P", lookup, Idempotency.KEY, NOW).state() == VariantState.SENT;
        assertThat(sent).isEqualTo(present);
    }

    @Test
    void takingBackTwiceDoesNoHarm() {
        DeliveryItem leaving = pending(VariantState.WITHDRAWING, 1, 0);
        assertThat(Transition.deleted(leaving, "P", new Outcome.Done(REF), NOW).state())
                .isEqualTo(VariantState.WITHDRAWN);
        assertThat(Transition.deleted(leaving, "P", new Outcome.Refused(Reason.GONE, "Gone."), NOW)
                        .state())
                .isEqualTo(VariantState.WITHDRAWN);
        assertThat(Transition.deleted(leaving, "P", new Outcome.Uncertain("Silence."), NOW)
                        .state())
                .isEqualTo(VariantState.WITHDRAWING);
        assertThat(Transition.deleted(leaving, "P", new Outcome.Refused(Reason.AUTHORISATION, "No."), NOW)
                        .state())
                .isEqualTo(VariantState.SENT);
    }
}
