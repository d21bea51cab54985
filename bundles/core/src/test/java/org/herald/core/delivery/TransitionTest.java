package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.PN_MESSAGE;
import static org.herald.core.repo.Names.PN_REASON;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.Attachment;
import org.herald.VariantState;
import org.herald.core.share.Dispatch;
import org.herald.core.share.ShareStore.Change;
import org.herald.core.share.ShareStore.Pending;
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

    static Pending pending(VariantState state, int attempts, int lookups) {
        Dispatch dispatch =
                new Dispatch("p", "mastodon", "key", "text", "en", Attachment.NONE, "", "", "", "", "", "PUBLIC", null);
        return new Pending(
                "/x",
                state,
                dispatch,
                NOW,
                NOW.plus(Duration.ofHours(24)),
                attempts,
                lookups,
                "Bees",
                "",
                Optional.of(REF));
    }

    private static final Pending SENDING = pending(VariantState.SENDING, 1, 0);

    @Test
    void doneIsSent() {
        Change change = Transition.sent(SENDING, "Press", new Outcome.Done(REF), NOW);
        assertThat(change.state()).isEqualTo(VariantState.SENT);
        assertThat(change.values()).containsEntry("herald:remoteId", "1").containsEntry("herald:sentBy", "p");
    }

    @Test
    void defersUntilTheNetworkSaysSo() {
        Change change = Transition.sent(SENDING, "Press", new Outcome.Later(NOW.plusSeconds(60), "Busy."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.QUEUED);
        assertThat(((java.util.Calendar) change.values().get("herald:notBefore")).toInstant())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void givesUpWhatCannotBeSentInTime() {
        Change change =
                Transition.sent(SENDING, "Press", new Outcome.Later(NOW.plus(Duration.ofHours(25)), "Busy."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values()).containsEntry(PN_REASON, "EXPIRED");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyRefusalNamesProfileArticleAndRemedy(Reason reason) {
        Change change = Transition.sent(SENDING, "Press", new Outcome.Refused(reason, "It said no."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values().get(PN_MESSAGE).toString())
                .contains("Press", "Bees", "It said no.", Transition.remedy(reason));
    }

    @Test
    void aLostAnswerIsLookedUpAndNeverSentAgainBlindly() {
        Change change = Transition.sent(SENDING, "Press", new Outcome.Uncertain("Silence."), NOW);
        assertThat(change.state()).isEqualTo(VariantState.UNCERTAIN);
    }

    @Test
    void whatIsFoundIsSent() {
        Pending lost = pending(VariantState.UNCERTAIN, 1, 0);
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
        Change change = Transition.lookedUp(
                pending(VariantState.UNCERTAIN, 1, 2), "P", new Lookup.Unknown("Silence."), Idempotency.KEY, NOW);
        assertThat(change.state()).isEqualTo(VariantState.UNCERTAIN);
        assertThat(change.values().get(PN_MESSAGE).toString()).contains("say here whether it is there");
    }

    @Property
    void onlyTheNetworksWordMakesASentPost(@ForAll boolean present, @ForAll int seed) {
        Pending lost = pending(VariantState.UNCERTAIN, Math.abs(seed % 4), Math.abs(seed / 7 % 4));
        Lookup lookup = present ? new Lookup.Present(REF) : new Lookup.Absent();
        boolean sent =
                Transition.lookedUp(lost, "P", lookup, Idempotency.KEY, NOW).state() == VariantState.SENT;
        assertThat(sent).isEqualTo(present);
    }

    @Test
    void takingBackTwiceDoesNoHarm() {
        Pending leaving = pending(VariantState.WITHDRAWING, 1, 0);
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
