package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.herald.simulators.Mood;
import org.herald.simulators.instagram.IgPost;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

/** Publishes, finds again, and keeps to what Instagram takes. */
class InstagramConnectorTest extends WithInstagram {
    @Test
    void publishesAPictureInTwoTries() {
        Outcome outcome = publish(since(), TEXT, picture("A pond"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            IgPost post = simulator.posts().get(0);
            assertThat(done.ref().id()).isEqualTo(post.id());
            assertThat(done.ref().url()).hasToString("https://www.instagram.com/p/C" + post.id() + "/");
            assertThat(post.caption()).isEqualTo(TEXT);
            assertThat(post.alts()).containsExactly("A pond");
        });
        assertThat(requests("/media")).isEqualTo(1);
        assertThat(requests("/media_publish")).isEqualTo(1);
        assertThat(simulator.calls())
                .allSatisfy(call -> assertThat(call.uri().toString()).doesNotContain(token));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void publishesACarousel() {
        Outcome outcome = publish(since(), TEXT, picture("A pond"), picture("A tree"), picture("A bee"));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.posts().get(0).alts()).containsExactly("A pond", "A tree", "A bee");
        assertThat(simulator.containers()).isEqualTo(4);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void asksTheNextTimeWhereTheWorkTakesLong() {
        simulator.workFor(Duration.ofMinutes(2));
        assertThat(publish(since(), TEXT, picture("A pond"))).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(1);
        assertThat(publish(since(), "Two", picture("A pond"), picture("A tree")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(4);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithAPicture() {
        simulator.failNext("Media upload has failed with error code 2207026");
        assertThat(publish(since(), TEXT, picture("A pond"))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("2207026");
        });
        simulator.failNext("Media upload has failed with error code 2207003");
        assertThat(publish(since(), TEXT, picture("A pond"))).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void needsAPictureThatCanBeFetched() {
        assertThat(publish(since(), TEXT)).asString().contains("add one");
        Media home = new Media(jpeg(), "image/jpeg", "A pond", 640, 640);
        assertThat(publish(since(), TEXT, home)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("administrator", "public URL");
        });
        assertThat(simulator.calls()).isEmpty();
        Media hidden = home.at(URI.create(site.put("a.jpg", jpeg()) + "-nowhere"));
        assertThat(publish(since(), TEXT, hidden)).asString().contains("administrator checks");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void waitsForRoomInTheQuota() {
        simulator.quota(1);
        published("One");
        Outcome outcome = connector.publish(account, post(TEXT, since(), picture("A pond")));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.why()).contains("today");
            assertThat(Duration.between(simulator.clock().instant(), later.notBefore()))
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        });
        assertThat(simulator.containers()).isEqualTo(1);
        simulator.clock().advance(Duration.ofHours(24));
        published("Two");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void waitsWhereTheQuotaIsRefusedAtTheEnd() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Outcome.Later first = prepared(attempt, TEXT, pond);
        plan(9, 2207042, "media_publish");
        Outcome.Later second =
                (Outcome.Later) connector.publish(account, post(TEXT, attempt.resuming(first.ticket()), pond));
        assertThat(Ticket.container(second.ticket())).isEqualTo(Ticket.container(first.ticket()));
        assertThat(Duration.between(simulator.clock().instant(), second.notBefore()))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void aFalseFailureIsSeenThrough() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Outcome.Later first = prepared(attempt, TEXT, pond);
        simulator.mood(Mood.FALSE_FAILURE, "media_publish", 1);
        Outcome outcome = connector.publish(account, post(TEXT, attempt.resuming(first.ticket()), pond));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(
                        done.ref().id())
                .isEqualTo(simulator.posts().get(0).id()));
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aTrueFailureIsUncertainAndThenPublishedOnce() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Attempt prepared = attempt.resuming(prepared(attempt, TEXT, pond).ticket());
        plan(4, 2207051, "media_publish");
        assertThat(connector.publish(account, post(TEXT, prepared, pond))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post(TEXT, prepared))).isEqualTo(new Lookup.Absent());
        assertThat(connector.publish(account, post(TEXT, prepared, pond))).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesNoPostFromBefore() {
        simulator.clock().advance(Duration.ofHours(-2));
        simulator.postByHand(TEXT);
        simulator.clock().advance(Duration.ofHours(2));
        assertThat(connector.find(account, post(TEXT, since()))).isEqualTo(new Lookup.Absent());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesNoOtherPostForItsOwn() {
        RemoteRef other = published(TEXT);
        Attempt attempt = since();
        simulator.postByHand("Something else");
        assertThat(connector.find(account, post(TEXT, attempt.besides(Set.of(other.id())))))
                .isEqualTo(new Lookup.Absent());
        simulator.postByHand(TEXT);
        simulator.postByHand(TEXT);
        assertThat(connector.find(account, post(TEXT, attempt.besides(Set.of(other.id())))))
                .isInstanceOf(Lookup.Unknown.class);
        simulator.mood(Mood.BROKEN, "", 1);
        assertThat(connector.find(account, post(TEXT, attempt))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void changesAndDeletesNoPost() {
        RemoteRef ref = published(TEXT);
        assertThat(connector.edit(account, ref, post("Changed", since())))
                .asString()
                .contains("own app");
        assertThat(connector.delete(account, ref))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("own app"));
        simulator.deleteByHand(ref.id());
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void waitsAsLongAsMetaSays() {
        plan(80002, 0, "/media");
        Instant before = simulator.clock().instant();
        assertThat(connector.publish(account, post(TEXT, since(), picture("A pond"))))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isBetween(before.plus(Duration.ofMinutes(7)), before.plus(Duration.ofMinutes(8))));
    }

    @Test
    void holdsToItsLimits() {
        int most = connector.limits(account).text().maxLength();
        assertThat(publish(since(), "a".repeat(most), picture("A pond"))).isInstanceOf(Outcome.Done.class);
        assertThat(publish(since(), "a".repeat(most + 1), picture("A pond"))).isInstanceOf(Outcome.Refused.class);
        assertThat(publish(since(), "#a ".repeat(31), picture("A pond"))).isInstanceOf(Outcome.Refused.class);
        assertThat(simulator.violations()).hasSize(2);
        assertThat(connector.longestCall()).isGreaterThan(Publication.BUDGET).isLessThan(Duration.ofMinutes(5));
    }
}
