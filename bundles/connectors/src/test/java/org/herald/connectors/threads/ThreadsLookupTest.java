package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

class ThreadsLookupTest extends Scene {
    /** The post as the core gives it to a look-up: without files, with the ticket of the last try. */
    private static Post bare(Post post) {
        return Post.of(post.key(), post.text(), post.createdAt())
                .attempt(post.attempt())
                .build();
    }

    private String present(Lookup lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Present.class);
        return ((Lookup.Present) lookup).ref().id();
    }

    @Test
    void findsAPostWhoseAnswerWasLostAndPostsItOnce() {
        Post post = ready(post());
        done(connector.publish(account, post));
        Lookup.Present found = (Lookup.Present) connector.find(account, bare(post));
        assertThat(found.ref().url()).isNotNull();
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void knowsThatNothingArrived() {
        Post post = ready(post());
        threads.mood(Mood.LOST_BEFORE, publishing(), 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Absent.class);
        done(connector.publish(account, post));
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void takesNoOlderPostForIt() {
        threads.post("press", "Roses are in bloom https://example.org/roses Garden");
        threads.clock().advance(Duration.ofMinutes(6));
        Post post = ready(post());
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Absent.class);
        String id = done(connector.publish(account, post)).id();
        assertThat(present(connector.find(account, bare(post)))).isEqualTo(id);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void takesNoPostThatAnotherVariantHolds() {
        Post post = ready(post());
        String other = threads.post("press", TEXT);
        Post besides = Post.of(KEY, TEXT, post.createdAt())
                .attempt(post.attempt().besides(Set.of(other)))
                .build();
        assertThat(connector.find(account, besides)).isInstanceOf(Lookup.Absent.class);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void cannotTellTwoThatSayTheSame() {
        Post post = ready(post());
        threads.post("press", TEXT);
        threads.post("press", TEXT);
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void cannotTellARival() {
        Post post = ready(post());
        threads.post("press", TEXT);
        Post rivalled = Post.of(KEY, TEXT, post.createdAt())
                .attempt(post.attempt().rivalled(true))
                .build();
        assertThat(connector.find(account, rivalled)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void takesNoAnswerForAPostNorAPostForAnAnswer() {
        String root = threads.post("press", "Hello");
        Post post = ready(post());
        threads.reply(root, "press", TEXT);
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Absent.class);

        RemoteRef parent = new RemoteRef(threads.reply(root, "anna", "First"), "", null);
        Post answer = Post.of(KEY, "Thank you", now())
                .attempt(Attempt.since(now()).below(parent, "anna"))
                .build();
        threads.post("press", "Thank you");
        threads.reply(root, "press", "Thank you");
        assertThat(connector.find(account, answer)).isInstanceOf(Lookup.Absent.class);
        String id = threads.reply(parent.id(), "press", "Thank you");
        assertThat(present(connector.find(account, answer))).isEqualTo(id);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void looksAtBothListsWhereItIsNotToldWhichOne() {
        String root = threads.post("press", "Hello");
        Post post =
                Post.of(KEY, "Thank you", now()).attempt(Attempt.since(now())).build();
        String id = threads.reply(root, "press", "Thank you");
        assertThat(present(connector.find(account, post))).isEqualTo(id);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void readsPageAfterPage() {
        Post post = post();
        String id = threads.post("press", TEXT);
        for (int i = 0; i < 120; i++) {
            threads.post("press", "Number " + i);
        }
        assertThat(present(connector.find(account, bare(post)))).isEqualTo(id);
        assertThat(calls("GET ")).hasSize(4);
        tokenWasInNoAddress();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void saysWhenItIsTooMuch() {
        Post post = post();
        for (int i = 0; i < 501; i++) {
            threads.post("press", "Number " + i);
        }
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void saysNothingThatThreadsDoesNotSay() {
        Post post = ready(post());
        for (Mood mood : new Mood[] {Mood.BROKEN, Mood.GARBAGE, Mood.RATE_LIMITED, Mood.REVOKED, Mood.LOST_BEFORE}) {
            threads.mood(mood, "GET ", 100);
            assertThat(connector.find(account, bare(post))).as(mood.name()).isInstanceOf(Lookup.Unknown.class);
        }
        threads.mood(Mood.BROKEN, "/" + Ticket.of(post.attempt().ticket(), KEY).container(), 100);
        assertThat(connector.find(account, bare(post))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void believesTheContainerMoreThanTheList() {
        Post post = ready(post());
        String id = done(connector.publish(account, post)).id();
        threads.delete(id);
        assertThat(connector.find(account, bare(post)))
                .isInstanceOfSatisfying(Lookup.Unknown.class, unknown -> assertThat(unknown.why())
                        .contains("public"));
    }

    @Test
    void tellsNoPictureWithoutATextFromAnother() {
        Post post = Post.of(KEY, "", now())
                .attempt(Attempt.since(now()).below(null, ""))
                .build();
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Absent.class);
        threads.post("press", "");
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
    }
}
