package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class ThreadsContainersTest extends Scene {
    /** Ten seconds pass each time it is looked at. */
    private final class Slow extends Clock {
        private int asked;

        @Override
        public Instant instant() {
            return now().plusSeconds(10L * asked++);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void publishesACarouselAndMakesEachPictureOnce() {
        Outcome outcome = delivered(withPictures(picture("a.png", "A"), picture("b.png", ""), picture("c.png", "C")));
        assertThat(((Outcome.Done) outcome).remark()).isEmpty();
        assertThat(threads.containers()).isEqualTo(4);
        assertThat(published()).hasSize(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void refusesAPictureThatThreadsCannotFetch() {
        Post post = withPictures(picture("a.png", "A"), picture("b.png", "B"));
        takeDown("b.png");
        assertThat(connector.publish(account, post)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("public address");
        });
    }

    @Test
    void makesAgainOnlyWhatItDoesNotKnowToBeMade() {
        Post post = withPictures(picture("a.png", "A"), picture("b.png", "B"));
        threads.mood(Mood.LOST_AFTER, "POST ", 1);
        String ticket = ticket(connector.publish(account, post));
        assertThat(Ticket.of(ticket, KEY).items()).isEmpty();
        done(delivered(resuming(post, ticket)));
        assertThat(threads.containers()).isEqualTo(4);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void keepsTheItemsThatWereMadeBeforeALimit() {
        Post post = withPictures(picture("a.png", "A"), picture("b.png", "B"));
        String both = ticket(connector.publish(account, post));
        List<String> items = Ticket.of(both, KEY).items();
        assertThat(items).hasSize(2);
        threads.mood(Mood.RATE_LIMITED, "/threads", 1);
        String one = new Ticket(KEY, items.subList(0, 1), "", 0, 0).text();
        Outcome limited = connector.publish(account, resuming(post, one));
        assertThat(ticket(limited)).isEqualTo(one);
        Outcome again = connector.publish(account, resuming(post, one));
        assertThat(Ticket.of(ticket(again), KEY).items()).hasSize(2).first().isEqualTo(items.get(0));
    }

    @Test
    void asksAgainAtTheNextTryAndWaitsForNothingItself() {
        threads.processing(Duration.ofMinutes(10));
        Post post = ready(withPictures(picture("rose.png", "")));
        Instant before = now();
        assertThat(ticket(connector.publish(account, post)))
                .isEqualTo(post.attempt().ticket());
        assertThat(Duration.between(before, now())).isLessThan(Duration.ofSeconds(10));
        assertThat(threads.containers()).isEqualTo(1);
        assertThat(published()).isEmpty();
        threads.clock().advance(Duration.ofMinutes(10));
        done(connector.publish(account, post));
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void makesAnewWhatDied() {
        Post post = ready(post());
        threads.clock().advance(Duration.ofHours(25));
        Outcome again = connector.publish(account, post);
        assertThat(ticket(again)).isNotEqualTo(post.attempt().ticket());
        assertThat(published()).isEmpty();
        done(delivered(resuming(post, ticket(again))));
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void makesAnewWhatThreadsLost() {
        Post post = ready(post());
        threads.loseContainers();
        Outcome again = connector.publish(account, post);
        assertThat(ticket(again)).isEmpty();
        done(delivered(resuming(post, "")));
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void isPatientWithWhatThreadsDoesNotFind() {
        Post post = ready(post());
        threads.missContainers(2);
        done(delivered(post));
        assertThat(published()).hasSize(3);
        assertThat(threads.containers()).isEqualTo(1);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void makesAnewWhatThreadsNeverFindsOnceTheCoreLookedTwice() {
        Post post = ready(post());
        threads.missContainers(3);
        for (int i = 0; i < 2; i++) {
            Outcome.Later missed = (Outcome.Later) connector.publish(account, post);
            waitUntil(missed.notBefore());
            post = resuming(post, missed.ticket());
        }
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        threads.clock().advance(Duration.ofSeconds(15));
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Absent.class);
        threads.clock().advance(Duration.ofSeconds(61));
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Absent.class);
        done(delivered(post));
        assertThat(threads.containers()).isEqualTo(2);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    /** It is public, Threads says that it does not find it, forgets its container, and shows it late. */
    @Test
    void makesNothingAnewWhereAPublicationWasTried() {
        Post post = ready(post());
        threads.lag(true);
        threads.falseFailure(403, 4, 0);
        threads.mood(Mood.FALSE_FAILURE, publishing(), 1);
        threads.forgetPublished();
        Outcome.Later limited = (Outcome.Later) connector.publish(account, post);
        waitUntil(limited.notBefore());
        Post again = resuming(post, limited.ticket());
        threads.mood(Mood.RATE_LIMITED, "GET ", 1);
        Outcome.Later unasked = (Outcome.Later) connector.publish(account, again);
        waitUntil(unasked.notBefore());
        again = resuming(post, unasked.ticket());
        assertThat(connector.publish(account, again)).isInstanceOf(Outcome.Uncertain.class);
        threads.lag(false);
        assertThat(connector.find(account, again)).isInstanceOf(Lookup.Present.class);
        done(delivered(again));
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void oneLookAtTheMomentOfFailureDecidesNothing() {
        Post post = ready(post());
        threads.lag(true);
        threads.falseFailure(400, 24, 4279009);
        threads.mood(Mood.FALSE_FAILURE, publishing(), 1);
        threads.forgetPublished();
        Outcome.Later missed = (Outcome.Later) connector.publish(account, post);
        waitUntil(missed.notBefore());
        Post again = resuming(post, missed.ticket());
        assertThat(connector.publish(account, again)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(published()).hasSize(1);
    }

    @Test
    void stopsMakingPicturesWhenItsTimeIsOver() {
        ThreadsConnector late = new ThreadsConnector(http, app, new Slow());
        Media[] pictures =
                IntStream.range(0, 20).mapToObj(i -> picture(i + ".png", "")).toArray(Media[]::new);
        Post post = withPictures(pictures);
        String ticket = ticket(late.publish(account, post));
        assertThat(Ticket.of(ticket, KEY).items()).hasSizeBetween(1, 6);
        done(delivered(resuming(post, ticket)));
        assertThat(threads.containers()).isEqualTo(21);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void usesNoTicketOfAnotherPart() {
        Post post = ready(post());
        Post other = Post.of(KEY + "-2", "Another part", now())
                .attempt(Attempt.since(now())
                        .below(null, "")
                        .resuming(post.attempt().ticket()))
                .build();
        assertThat(ticket(connector.publish(account, other))).contains(KEY + "-2");
        assertThat(threads.containers()).isEqualTo(2);
        assertThat(threads.countOf("press")).isZero();
    }

    @Test
    void saysWhatIsWrongWithAPictureThatFailed() {
        threads.failNextContainer("UNKNOWN");
        assertThat(delivered(post())).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                .contains("UNKNOWN"));
        assertThat(threads.violations()).isEmpty();
    }
}
