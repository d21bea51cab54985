package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.herald.Visibility;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XConnectorTest extends Story {
    @Test
    void publishesATextWithALink() {
        RemoteRef ref = published("Cats & dogs < mice " + LINK);
        assertThat(ref.url()).hasToString("https://x.com/press/status/" + ref.id());
        assertThat(x.texts("press")).containsExactly("Cats & dogs < mice " + LINK);
        assertThat(x.spent()).isEqualByComparingTo("0.2");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void publishesFourPicturesWithTheirAlternativeTexts() {
        List<Media> pictures = IntStream.range(0, 4)
                .mapToObj(i -> picture(i == 3 ? "" : "Picture " + i + " “ä”", i))
                .toList();
        RemoteRef ref = done(
                connector.publish(account, post("Look " + LINK).media(pictures).build()));
        assertThat(x.alts(ref.id())).containsExactly("Picture 0 “ä”", "Picture 1 “ä”", "Picture 2 “ä”", "");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aVideoGoesInSegmentsAndIsAskedForInLaterTries() {
        x.works(Duration.ofSeconds(30), false);
        Post post = post("Film").media(List.of(video(9 * 1024 * 1024))).build();
        Outcome.Later first = later(connector.publish(account, post));
        assertThat(calls("/append")).isEqualTo(3);
        assertThat(first.notBefore()).isBetween(now().plusSeconds(25), now().plusSeconds(31));
        assertThat(first.ticket()).doesNotContain(token.access());
        Outcome.Later second = later(connector.publish(account, resuming(post, first.ticket())));
        x.clock().advance(Duration.ofSeconds(31));
        done(connector.publish(account, resuming(post, second.ticket())));
        assertThat(calls("/initialize")).isEqualTo(1);
        assertThat(calls("/append")).isEqualTo(3);
        assertThat(x.texts("press")).containsExactly("Film");
        assertThat(x.violations()).isEmpty();
    }

    private static Post resuming(Post post, String ticket) {
        return Post.of(post.key(), post.text(), post.createdAt())
                .media(post.media())
                .attempt(post.attempt().resuming(ticket))
                .build();
    }

    @Test
    void aVideoGoesOnWhereItStopped() {
        x.works(Duration.ZERO, false);
        Post post = post("Film").media(List.of(video(9 * 1024 * 1024))).build();
        x.limit("POST /2/media/upload/{id}/append", 2);
        Outcome.Later stopped = later(connector.publish(account, post));
        assertThat(stopped.notBefore()).isBetween(now().plusSeconds(880), now().plusSeconds(901));
        x.clock().advance(Duration.ofMinutes(15));
        done(connector.publish(account, resuming(post, stopped.ticket())));
        assertThat(calls("/initialize")).isEqualTo(1);
        assertThat(calls("/append")).as("two, one refused, and the third again").isEqualTo(4);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aVideoThatWasFinishedWithoutAnAnswerIsNotSentAgain() {
        x.works(Duration.ZERO, false);
        Post post = post("Film").media(List.of(video(64))).build();
        x.mood(Mood.LOST_AFTER, "/finalize", 1);
        Outcome.Later lost = later(connector.publish(account, post));
        done(connector.publish(account, resuming(post, lost.ticket())));
        assertThat(calls("/initialize")).isEqualTo(1);
        assertThat(calls("/append")).isEqualTo(1);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void publishesNothingThatOnlySomeAreToSee() {
        refused(
                connector.publish(
                        account, post("Hush").visibility(Visibility.FOLLOWERS).build()),
                Reason.CONTENT);
        assertThat(x.calls()).isEmpty();
    }

    @Test
    void saysThatAVideoCannotBeShown() {
        x.works(Duration.ZERO, true);
        refused(
                connector.publish(
                        account, post("Film").media(List.of(video(64))).build()),
                Reason.CONTENT);
        assertThat(x.texts("press")).isEmpty();
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void picturesAreUploadedOnceWhateverComesAfter() {
        Post post =
                post("Look").media(List.of(picture("A", 1), picture("B", 2))).build();
        x.limit("POST /2/tweets", 0);
        Outcome.Later limited = later(connector.publish(account, post));
        assertThat(calls("POST /2/media/upload")).isEqualTo(2);
        x.limit("POST /2/tweets", 100);
        done(connector.publish(account, resuming(post, limited.ticket())));
        assertThat(calls("POST /2/media/upload")).isEqualTo(2);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void whatXHasForgottenIsUploadedAnew() {
        Post post = post("Look").media(List.of(picture("A", 1))).build();
        x.limit("POST /2/tweets", 0);
        String ticket = later(connector.publish(account, post)).ticket();
        x.limit("POST /2/tweets", 100);
        String other = ticket.replaceAll("\"id\":\"[0-9]+\"", "\"id\":\"12\"");
        Outcome.Later again = later(connector.publish(account, resuming(post, other)));
        assertThat(again.ticket()).isEmpty();
        x.clock().advance(Duration.ofHours(24));
        account.keepSession(account(x.connectToken("press")).secret());
        done(connector.publish(account, resuming(post, ticket)));
        assertThat(calls("POST /2/media/upload")).isEqualTo(2);
        assertThat(x.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_AFTER", "FALSE_FAILURE", "BROKEN_AFTER"})
    void whatArrivedWithoutAnAnswerIsFoundAndPostedOnce(Mood mood) {
        Post post = post("Cats & dogs " + LINK + "\n\nRead on: example.org/more")
                .media(List.of(picture("A", 1)))
                .build();
        x.mood(mood, "POST /2/tweets", 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Present.class);
        assertThat(x.texts("press")).hasSize(1);
        assertThat(x.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "BROKEN"})
    void whatDidNotArriveIsAbsent(Mood mood) {
        Post post = post("Hello " + LINK).build();
        x.mood(mood, "POST /2/tweets", 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Absent.class);
        done(connector.publish(account, post));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aPageOfAProxyIsNoAnswerAndNoEmptyTimeline() {
        x.mood(Mood.GARBAGE, "POST /2/tweets", 1);
        Post post = post("Hello").build();
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        x.mood(Mood.GARBAGE, "GET", 1);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        x.mood(Mood.RATE_LIMITED, "GET", 1);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void takesNoOtherPostForOurs() {
        Instant began = now();
        String root = x.post("reader", "Hello @press");
        x.post("press", "Hello " + LINK + "/other");
        x.post("reader", "Hello " + LINK);
        Post post = post("Hello world")
                .attempt(Attempt.since(began).below(null, ""))
                .build();
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Absent.class);
        x.reply(root, "press", "Hello world");
        assertThat(connector.find(account, post)).as("an answer is not a post").isInstanceOf(Lookup.Absent.class);
        String other = x.post("press", "Hello world");
        Attempt attempt = Attempt.since(began).below(null, "");
        assertThat(connector.find(
                        account,
                        post("Hello world")
                                .attempt(attempt.besides(Set.of(other)))
                                .build()))
                .as("held by another variant")
                .isInstanceOf(Lookup.Absent.class);
        assertThat(connector.find(
                        account,
                        post("Hello world").attempt(attempt.rivalled(true)).build()))
                .as("two are looked for")
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Present.class);
        x.post("press", "Hello world");
        assertThat(connector.find(account, post)).as("two are there").isInstanceOf(Lookup.Unknown.class);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void whatDiffersInItsLinksOrIsALittleOlderCannotBeTold() {
        x.post("press", "Hello " + LINK);
        Attempt late = Attempt.since(now().plusSeconds(60)).below(null, "");
        assertThat(connector.find(account, post("Hello " + LINK).attempt(late).build()))
                .isInstanceOf(Lookup.Unknown.class);
        Attempt same = Attempt.since(now().minusSeconds(1)).below(null, "");
        assertThat(connector.find(
                        account,
                        post("Hello " + LINK.replace("article", "ARTICLE"))
                                .attempt(same)
                                .build()))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(
                        account,
                        post("Hello https://example.org/b").attempt(same).build()))
                .as("another article")
                .isInstanceOf(Lookup.Absent.class);
        Attempt later = Attempt.since(now().plus(Duration.ofMinutes(6))).below(null, "");
        assertThat(connector.find(account, post("Hello " + LINK).attempt(later).build()))
                .isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void looksThroughPages() {
        Instant began = now();
        x.post("press", "Ours " + LINK);
        IntStream.range(0, 150).forEach(i -> x.post("press", "Other " + i));
        Post post = post("Ours " + LINK)
                .attempt(Attempt.since(began).below(null, ""))
                .build();
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Present.class);
        IntStream.range(0, 500).forEach(i -> x.post("press", "More " + i));
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void whatXHasFromAnEarlierTryIsNoDuplicate() {
        Post post = post("Hello " + LINK).build();
        x.mood(Mood.LOST_AFTER, "POST /2/tweets", 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        RemoteRef ref = done(connector.publish(account, post));
        assertThat(x.texts("press")).hasSize(1);
        assertThat(ref.id()).isNotEmpty();
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void whatXHadBeforeIsADuplicate() {
        x.post("press", "Hello " + LINK);
        x.clock().advance(Duration.ofMinutes(10));
        refused(connector.publish(account, post("Hello " + LINK).build()), Reason.DUPLICATE);
        x.mood(Mood.GARBAGE, "GET /2/users", 1);
        assertThat(connector.publish(account, post("Hello " + LINK).build())).isInstanceOf(Outcome.Uncertain.class);
        assertThat(x.texts("press")).hasSize(1);
    }

    @Test
    void waitsExactlyAsLongAsXSays() {
        x.limit("POST /2/tweets", 1);
        published("One");
        Outcome.Later limited = later(connector.publish(account, post("Two").build()));
        Instant end = now().plus(Duration.ofMinutes(15));
        assertThat(limited.notBefore()).isBetween(end.minusSeconds(10), end);
        assertThat(limited.notBefore()).isEqualTo(limited.notBefore().truncatedTo(ChronoUnit.SECONDS));
        x.clock().advance(Duration.between(now(), limited.notBefore()).plusSeconds(1));
        done(connector.publish(account, post("Two").build()));
        assertThat(x.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 403})
    void waitsUntilTheSpendingLimitIsRaised(int status) {
        x.cap("0.1", status);
        Outcome.Later capped =
                later(connector.publish(account, post("Hello " + LINK).build()));
        assertThat(capped.why()).contains("spending limit", "administrator");
        assertThat(capped.notBefore()).isAfter(now().plus(Duration.ofMinutes(50)));
        x.cap("", status);
        done(connector.publish(account, post("Hello " + LINK).build()));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void saysThatCreditsAreToBeBought() {
        x.credits("0.01");
        assertThat(later(connector.publish(account, post("Hello").build())).why())
                .contains("credits");
    }

    @Test
    void renewsTheTokenOnceBeforeItEnds() {
        x.clock().advance(Duration.ofMinutes(118));
        published("Hello");
        published("Hello again");
        assertThat(account.renewals()).isEqualTo(1);
        assertThat(calls("/2/oauth2/token")).isEqualTo(1);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void twoNodesRenewATokenOnce() throws Exception {
        XConnector other = new XConnector(http, TestConfig.of(x.uri()), x.clock());
        x.clock().advance(Duration.ofHours(3));
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<Outcome> one =
                    nodes.submit(() -> connector.publish(account, post("One").build()));
            Future<Outcome> two =
                    nodes.submit(() -> other.publish(account, post("Two").build()));
            done(one.get());
            done(two.get());
        } finally {
            nodes.shutdownNow();
        }
        assertThat(calls("/2/oauth2/token")).isEqualTo(1);
        assertThat(x.texts("press")).containsExactlyInAnyOrder("One", "Two");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void picturesWithoutAWordCannotBeTold() {
        Post post = post("").media(List.of(picture("A", 1))).build();
        x.mood(Mood.LOST_AFTER, "POST /2/tweets", 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void renewsATokenThatXRefuses() {
        x.mood(Mood.REVOKED, "POST /2/tweets", 1);
        published("Hello");
        assertThat(account.renewals()).isEqualTo(1);
        assertThat(x.texts("press")).containsExactly("Hello");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void saysThatAnAdministratorMustConnectAnew() {
        x.revokeTokens("press");
        refused(connector.publish(account, post("Hello").build()), Reason.AUTHORISATION);
        assertThat(connector.find(account, post("Hello").build())).isInstanceOf(Lookup.Unknown.class);
        x.clock().advance(Duration.ofHours(3));
        refused(connector.publish(account, post("Hello").build()), Reason.AUTHORISATION);
        MemoryAccount pasted = new MemoryAccount(x.uri(), token.userId(), new Secret("gone"));
        refused(connector.publish(pasted, post("Hello").build()), Reason.AUTHORISATION);
    }

    @Test
    void aTokenThatCannotBeRenewedNowIsNoRefusal() {
        x.clock().advance(Duration.ofHours(3));
        x.mood(Mood.BROKEN, "/2/oauth2/token", 1);
        later(connector.publish(account, post("Hello").build()));
        XConnector unconfigured = new XConnector(http, TestConfig.withoutApp(x.uri()), x.clock());
        assertThat(later(unconfigured.publish(account, post("Hello").build())).why())
                .contains("Herald: X");
        published("Hello");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aTokenThatMayNotPostIsToBeConnectedAnew() {
        MemoryAccount reader = account(x.connectToken("press", "tweet.read users.read offline.access"));
        refused(connector.publish(reader, post("Hello").build()), Reason.AUTHORISATION);
    }

    @Test
    void whatNeverLeftIsTriedLater() {
        URI none = URI.create("http://localhost:1");
        MemoryAccount nowhere = new MemoryAccount(none, "1", account.secret());
        later(new XConnector(http, TestConfig.of(none), x.clock())
                .publish(nowhere, post("Hello").build()));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void tellsNoToken(Mood mood) {
        Post post = post("Hello " + LINK).media(List.of(picture("A", 1))).build();
        for (String where : List.of("POST /2/media", "POST /2/tweets", "GET /2/")) {
            if (mood != Mood.SLOW && mood != Mood.SILENT) {
                x.mood(mood, where, 3);
                assertThat(connector.publish(account, post) + " " + connector.find(account, post))
                        .doesNotContain(token.access(), token.refresh());
            }
        }
        assertThat(x.calls())
                .allSatisfy(call -> assertThat(call.uri().toString()).doesNotContain("at-", "rt-"));
    }

    @Test
    void whatIsSilentIsUncertain() {
        x.mood(Mood.SILENT, "POST /2/tweets", 1);
        assertThat(connector.publish(account, post("Hello").build())).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void tellsItsTraitsAndLimits() {
        assertThat(connector.traits().published().text().maxLength()).isEqualTo(280);
        assertThat(connector.traits().published().videos().max()).isEqualTo(1);
        assertThat(connector.traits().listening().reach()).isEqualTo(Duration.ofDays(7));
        assertThat(connector.longestCall()).isBetween(Duration.ofSeconds(64), Duration.ofMinutes(5));
        assertThat(connector.newKey(now())).isNotEqualTo(connector.newKey(now()));
    }

    @Test
    void asksByOlderNamesWhereItIsToldTo() {
        TestConfig config = TestConfig.of(x.uri());
        XConnector older = new XConnector(
                http,
                new TestConfig(
                        config.clientId(),
                        config._clientSecret(),
                        config.authorize(),
                        config.api(),
                        config.web(),
                        true),
                x.clock());
        older.find(account, post("Hello").attempt(Attempt.since(now())).build());
        assertThat(x.calls().get(0).query())
                .containsEntry("tweet.fields", "created_at,conversation_id,entities,note_tweet")
                .containsEntry("expansions", "referenced_tweets.id");
    }
}
