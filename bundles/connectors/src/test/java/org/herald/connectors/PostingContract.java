package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.herald.simulators.Mood;
import org.herald.simulators.Reply;
import org.herald.spi.Attempt;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits.Edit;
import org.herald.spi.Outcome;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

/** How every connector posts, finds again, changes and takes back. */
abstract class PostingContract extends ConnectorPlay {
    @Test
    void posts() {
        String key = key();
        Outcome outcome = delivered(key, TEXT, attempt(null));
        assertThat(done(outcome).url()).isNotNull();
        assertThat(rig.texts()).containsExactly(TEXT);
        assertThat(rig.server().calls()).allSatisfy(call -> {
            String address =
                    rig.tokenInPath() ? call.query().toString() : call.uri().toString();
            assertThat(rig.secrets()).noneMatch(address::contains);
        });
        assertThat(rig.server().violations()).isEmpty();
    }

    @Test
    void theKeyIsTheSameAtEveryTry() {
        assertThat(key()).isNotEqualTo(key());
        String key = key();
        Attempt attempt = attempt(null);
        rig.server().mood(Mood.LOST_AFTER, rig.posting(), 1);
        Tried lost = tried(key, TEXT, attempt);
        assertThat(lost.outcome())
                .as("or looked up at once")
                .isInstanceOfAny(Outcome.Uncertain.class, Outcome.Done.class);
        boolean tellsApart = traits().idempotency().tellsPostsApart();
        if (tellsApart) {
            done(tried(key, TEXT, lost.next()).outcome());
            assertThat(rig.keys()).hasSize(2).containsOnly(key);
        } else {
            assertThat(rig.keys())
                    .as("the network knows none, so what arrived is looked up")
                    .isEmpty();
            assertThat(the(Publisher.class).find(account(), rig.post(key, TEXT, lost.next())))
                    .isInstanceOf(Lookup.Present.class);
        }
        assertThat(rig.texts()).containsExactly(TEXT);
    }

    @Test
    void aPostOfSeveralStepsGoesOnWithItsTicket() {
        Media picture = rig.picture("A pond");
        String key = key();
        rig.server().mood(Mood.RATE_LIMITED, rig.posting(), 1);
        Tried busy = tried(key, TEXT, attempt(null), picture);
        assertThat(busy.outcome()).isInstanceOf(Outcome.Later.class);
        String ticket = ((Outcome.Later) busy.outcome()).ticket();
        assertThat(ticket.isEmpty()).as(ticket).isNotEqualTo(rig.ways().steps());
        assertThat(rig.secrets()).noneMatch(ticket::contains);
        long prepared = rig.ways().steps() ? preparations() : 0;
        assertThat(prepared > 0).isEqualTo(rig.ways().steps());
        rig.breathe();
        done(delivered(key, TEXT, busy.next(), picture));
        assertThat(rig.ways().steps() ? preparations() : 0).isEqualTo(prepared);
        assertThat(rig.texts()).containsExactly(TEXT);
        assertThat(rig.server().violations()).isEmpty();
    }

    /** With the ticket of the first try: what was prepared is used, whatever signs the rest. */
    @Test
    void aTokenThatEndsBetweenTwoTriesIsRenewedOnceOrSaidToHaveEnded() {
        Media picture = rig.picture("A pond");
        String key = key();
        rig.server().mood(Mood.RATE_LIMITED, rig.posting(), 1);
        Tried busy = tried(key, TEXT, attempt(null), picture);
        long prepared = rig.ways().steps() ? preparations() : 0;
        rig.end();
        rig.breathe();
        if (rig.renewing().isEmpty()) {
            refused(delivered(key, TEXT, busy.next(), picture), Reason.AUTHORISATION);
            assertThat(rig.texts()).isEmpty();
            return;
        }
        long renewed = calls(rig.renewing());
        rig.server().mood(Mood.BROKEN, rig.renewing(), 1);
        Outcome unsigned = the(Publisher.class).publish(account(), rig.post(key, TEXT, busy.next(), picture));
        assertThat(unsigned).as("whoever renews it is in trouble").isInstanceOf(Outcome.Later.class);
        assertThat(calls(rig.renewing())).isEqualTo(renewed + 1);
        done(delivered(key, TEXT, busy.next().resuming(((Outcome.Later) unsigned).ticket()), picture));
        assertThat(calls(rig.renewing())).isEqualTo(renewed + 2);
        assertThat(rig.ways().steps() ? preparations() : 0).isEqualTo(prepared);
        assertThat(rig.texts()).containsExactly(TEXT);
    }

    @Test
    void aPostWhoseAnswerWasLostIsLookedUpWithAnotherTokenOrNotTold() {
        String key = key();
        rig.server().mood(Mood.LOST_AFTER, rig.posting(), 1);
        Tried lost = tried(key, TEXT, attempt(null));
        rig.end();
        Lookup lookup = the(Publisher.class).find(account(), rig.post(key, TEXT, lost.next()));
        assertThat(lookup).isInstanceOf(rig.renewing().isEmpty() ? Lookup.Unknown.class : Lookup.Present.class);
        assertThat(rig.texts()).containsExactly(TEXT);
    }

    private long preparations() {
        return rig.server().calls().stream()
                .filter(call -> (call.method() + " " + call.path()).endsWith(rig.preparing()))
                .count();
    }

    @Test
    void aTicketOfNobodyBeginsAnew() {
        Attempt attempt = attempt(null).resuming("no ticket of ours");
        assertThat(delivered(key(), TEXT, attempt, rig.picture("A pond")))
                .isInstanceOfAny(Outcome.Done.class, Outcome.Uncertain.class);
        assertThat(rig.texts()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatArrivedWithoutAnAnswerIsReadBackAndPostedOnce() {
        for (Mood mood : ARRIVED) {
            String text = mood.name().replace("_", " ") + ": " + TEXT;
            rig.server().mood(mood, rig.posting(), 1);
            done(delivered(key(), text, attempt(null)));
            assertThat(rig.texts()).as(mood.name()).containsOnlyOnce(text);
            rig.breathe();
        }
        assertThat(rig.texts()).hasSize(ARRIVED.size());
        assertThat(rig.server().violations()).isEmpty();
    }

    @Test
    void whatDidNotArriveIsPostedOnlyWhereThatIsSure() {
        for (Mood mood : NOT_ARRIVED) {
            String text = mood.name().replace("_", " ") + ": " + TEXT;
            rig.server().mood(mood, rig.posting(), 1);
            Outcome outcome = delivered(key(), text, attempt(null));
            if (rig.ways().proves()) {
                done(outcome);
                assertThat(rig.texts()).as(mood.name()).containsOnlyOnce(text);
            } else {
                assertThat(outcome).as(mood.name()).isInstanceOf(Outcome.Uncertain.class);
                assertThat(rig.texts()).doesNotContain(text);
            }
            rig.breathe();
        }
    }

    @Test
    void whatNeverLeftIsTriedLater() {
        rig.server().close();
        assertThat(the(Publisher.class).publish(account(), rig.post(key(), TEXT, attempt(null))))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aLookUpSaysOnlyWhatTheServerSays() {
        for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE, Mood.RATE_LIMITED, Mood.REVOKED, Mood.LOST_BEFORE)) {
            rig.server().mood(mood, "", 20);
            assertThat(the(Publisher.class).find(account(), rig.post(key(), TEXT, attempt(null))))
                    .as(mood.name())
                    .isInstanceOf(Lookup.Unknown.class);
        }
    }

    @Test
    void editsAsTheTraitsSay() {
        RemoteRef ref = published(TEXT);
        Outcome outcome = the(Editor.class).edit(account(), ref, post(key(), "Tulips", attempt(null)));
        Edit edit = traits().posting().edit();
        if (edit == Edit.NONE) {
            refused(outcome, Reason.CONTENT, Reason.SERVER);
            assertThat(rig.texts()).containsExactly(TEXT);
            return;
        }
        assertThat(done(outcome).id().equals(ref.id())).isNotEqualTo(edit == Edit.WINDOWED_NEW_ID);
        assertThat(rig.texts())
                .contains("Tulips")
                .hasSize(edit == Edit.WINDOWED_NEW_ID ? rig.texts().size() : 1);
        assertThat(rig.server().violations()).isEmpty();
    }

    @Test
    void deletesAsTheTraitsSay() {
        RemoteRef ref = published(TEXT);
        Editor editor = the(Editor.class);
        Duration deletable = traits().posting().deletable();
        if (deletable.isZero()) {
            refused(editor.delete(account(), ref), Reason.CONTENT, Reason.SERVER);
            assertThat(rig.texts()).containsExactly(TEXT);
            return;
        }
        assertThat(editor.delete(account(), ref)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.texts()).isEmpty();
        assertThat(editor.delete(account(), ref)).as("it is gone already").isInstanceOf(Outcome.Done.class);
        if (deletable.compareTo(org.herald.spi.NetworkTraits.ALWAYS) < 0) {
            RemoteRef old = published("Another text");
            rig.server().clock().advance(deletable.plusHours(1));
            refused(editor.delete(account(), old), Reason.EXPIRED);
            assertThat(rig.texts()).containsExactly("Another text");
        }
    }

    @Test
    void holdsToItsLimits() {
        int most = the(Network.class).limits(account()).text().maxLength();
        assertThat(most).isPositive();
        Outcome refusal = delivered(key(), "a".repeat(most + 1), attempt(null));
        refused(refusal, Reason.CONTENT);
        assertThat(rig.texts()).isEmpty();
        rig.breathe();
        done(delivered(key(), "a".repeat(most), attempt(null)));
        assertThat(rig.texts()).containsExactly("a".repeat(most));
    }

    @Test
    void waitsWhereItIsAskedTo() {
        rig.server().mood(Mood.RATE_LIMITED, rig.posting(), 1);
        Outcome outcome = tried(key(), TEXT, attempt(null)).outcome();
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.notBefore()).isAfter(rig.now());
            assertThat(later.why()).isNotBlank();
        });
        assertThat(rig.texts()).isEmpty();
    }

    @Test
    void waitsWhereTheQuotaIsUsedUp() {
        rig.useUp();
        int before = rig.texts().size();
        String key = key();
        Attempt attempt = attempt(null);
        Outcome outcome = the(Publisher.class).publish(account(), rig.post(key, TEXT, attempt));
        for (int i = 0; i < 5 && outcome instanceof Outcome.Later later && calls(rig.posting()) == 0; i++) {
            attempt = attempt.resuming(later.ticket());
            rig.breathe();
            outcome = the(Publisher.class).publish(account(), rig.post(key, TEXT, attempt));
        }
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.notBefore()).isAfter(rig.now().minusSeconds(1));
            assertThat(later.why()).isNotBlank();
        });
        assertThat(rig.texts()).hasSize(before);
        rig.grant();
        done(delivered(key, TEXT, attempt.resuming(((Outcome.Later) outcome).ticket())));
        assertThat(rig.texts()).hasSize(before + 1);
    }

    @Test
    void anotherServerThanTheNetworksIsSaidSo() {
        rig.server().says(Reply.empty(302).with("Location", "https://example.org/"), rig.posting(), 1);
        refused(tried(key(), TEXT, attempt(null)).outcome(), Reason.SERVER);
        rig.server().says(page(200, "x".repeat(2_000_000)), rig.posting(), 1);
        assertThat(tried(key(), TEXT, attempt(null)).outcome()).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void saysHowLongACallTakesAtMost() {
        assertThat(the(Network.class).longestCall())
                .isGreaterThan(rig.http.timeout())
                .isLessThan(Duration.ofMinutes(25));
    }
}
