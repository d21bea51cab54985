package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Card;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

class LookupsTest extends Story {
    private Post lost(String text, Mood mood) {
        Post post = post(text).attempt(attempt().below(null, "")).build();
        linkedIn.mood(mood, "POST /rest/posts", 1);
        assertThat(connector.publish(acme, post)).isInstanceOf(Outcome.Uncertain.class);
        return post;
    }

    private Post again(Post post, Attempt attempt) {
        return Post.of(post.key(), post.text(), post.createdAt())
                .attempt(attempt)
                .build();
    }

    @Test
    void findsWhatArrivedAndPostsItOnce() {
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.FALSE_FAILURE, Mood.BROKEN_AFTER)) {
            Post post = lost("Is it #there (" + mood + ")?", mood);
            assertThat(connector.find(acme, post))
                    .isInstanceOfSatisfying(Lookup.Present.class, present -> assertThat(linkedIn.posts())
                            .anyMatch(one -> one.get("id").equals(present.ref().id())));
        }
        assertThat(linkedIn.texts()).hasSize(3);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void knowsThatNothingArrived() {
        posted("Another");
        Post post = lost("Never arrived", Mood.LOST_BEFORE);
        assertThat(connector.find(acme, post)).isInstanceOf(Lookup.Absent.class);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void cannotReadAMembersPosts() {
        Post post = post("Mine").build();
        linkedIn.mood(Mood.LOST_AFTER, "POST /rest/posts", 1);
        assertThat(connector.publish(ada, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(ada, post)).isInstanceOf(Lookup.Unknown.class);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void takesNoPostOfAnotherVariant() {
        RemoteRef other = posted("The same words");
        Post post = post("The same words").build();
        assertThat(connector.find(acme, again(post, attempt().besides(Set.of(other.id())))))
                .isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void doesNotChooseBetweenRivals() {
        Post post = lost("Two want it", Mood.LOST_AFTER);
        assertThat(connector.find(acme, again(post, post.attempt().rivalled(true))))
                .isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void doubtsWhatHasAnotherLink() {
        posted("Look here");
        Card card = new Card(URI.create("https://acme.example/x"), "X", "", Optional.empty());
        assertThat(connector.find(acme, post("Look here").card(card).build())).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void readsFurtherPages() {
        Post post = lost("Long ago", Mood.LOST_AFTER);
        for (int i = 0; i < 60; i++) {
            posted("Later " + i);
        }
        assertThat(connector.find(acme, post)).isInstanceOf(Lookup.Present.class);
        assertThat(requests("GET /rest/posts?")).isEqualTo(2);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void doesNotKnowWhenItCannotAsk() {
        Post post = lost("Who knows", Mood.LOST_BEFORE);
        linkedIn.mood(Mood.RATE_LIMITED, "GET /rest/posts", 1);
        assertThat(connector.find(acme, post)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void doesNotKnowWhereSomethingCannotBeRead() throws IOException {
        try (FakeServer other = new FakeServer()) {
            LinkedInConnector asking = new LinkedInConnector(http, Settings.of(other.uri()), Clock.systemUTC());
            MemoryAccount there = new MemoryAccount(other.uri(), ACME, acme.secret());
            for (String element : List.of("1", "{}", "{\"id\":\"urn:li:share:1\",\"author\":\"" + ACME + "\"}")) {
                other.answers("/rest/posts", "{\"elements\":[" + element + "]}");
                assertThat(asking.find(there, post("Ours").build())).as(element).isInstanceOf(Lookup.Unknown.class);
            }
            RemoteRef root = new RemoteRef("urn:li:share:1", "", null);
            other.answers("/rest/socialActions/urn:li:share:1/comments", "{\"elements\":[{\"id\":\"5\"}]}");
            assertThat(asking.find(
                            there,
                            post("Ours").attempt(attempt().below(root, "")).build()))
                    .isInstanceOf(Lookup.Unknown.class);
        }
    }

    /** What is not shown may be ours. */
    @Test
    void doesNotKnowWhereThereIsMoreThatIsNotShown() throws IOException {
        try (FakeServer other = new FakeServer()) {
            LinkedInConnector there = new LinkedInConnector(http, Settings.of(other.uri()), Clock.systemUTC());
            MemoryAccount account = new MemoryAccount(other.uri(), ACME, acme.secret());
            other.answers("/rest/posts", "{\"elements\":[],\"paging\":{\"start\":0,\"count\":50,\"total\":60}}");
            assertThat(there.find(account, post("Ours").build())).isInstanceOf(Lookup.Unknown.class);
            other.answers("/rest/posts", "{\"elements\":[],\"paging\":{\"start\":0,\"count\":50,\"total\":0}}");
            assertThat(there.find(account, post("Ours").build())).isInstanceOf(Lookup.Absent.class);
        }
    }

    @Test
    void findsAnAnswerThatArrived() {
        RemoteRef root = posted("Talk");
        RemoteRef theirs = new RemoteRef(linkedIn.reply(root.id(), "", "bob2", "A question"), "", null);
        Post answer =
                post("An (answer)").attempt(attempt().below(theirs, "bob")).build();
        linkedIn.mood(Mood.LOST_AFTER, "POST /rest/socialActions", 1);
        assertThat(connector.respond(acme, answer, root, theirs, "bob")).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(acme, answer)).isInstanceOfSatisfying(Lookup.Present.class, present -> assertThat(
                        linkedIn.comment(present.ref().id()))
                .isEqualTo("An (answer)"));
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void knowsThatNoAnswerArrived() {
        RemoteRef root = posted("Talk");
        RemoteRef theirs = new RemoteRef(linkedIn.reply(root.id(), "", "bob2", "An answer"), "", null);
        Post answer = post("An answer").attempt(attempt().below(theirs, "bob")).build();
        assertThat(connector.find(acme, answer)).isInstanceOf(Lookup.Absent.class);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void aClockThatIsWrongMakesNoPostLookTooOld() {
        Instant began = Instant.parse("2026-11-26T12:00:00Z");
        Window ahead = Window.of(began, began, Optional.of(began.minus(Duration.ofHours(2))));
        assertThat(ahead.possible()).isBefore(began.minus(Duration.ofHours(2)));
        Window back = Window.of(began, began.minus(Duration.ofHours(3)), Optional.empty());
        assertThat(back.possible()).isBefore(began.minus(Duration.ofHours(24)));
        Window right = Window.of(began, began.plusSeconds(60), Optional.of(began.plusSeconds(60)));
        assertThat(right.likely()).isEqualTo(began.minusSeconds(2));
    }
}
