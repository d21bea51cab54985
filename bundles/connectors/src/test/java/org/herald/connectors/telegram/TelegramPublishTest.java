package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.herald.connectors.FakeServer;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TelegramPublishTest extends WithTelegram {
    private static final String TEXT = "Moss & fern: 1 < 2 > 0 \uD83C\uDF3F https://example.org/x?a=1&b=2 #garden";

    private Reason refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).reason();
    }

    @Test
    void publishesATextAsItIsWritten() {
        Outcome outcome = connector.publish(account, post(TEXT + "\n").build());
        assertThat(outcome)
                .isEqualTo(new Outcome.Done(new RemoteRef("1", "", URI.create("https://t.me/garden_press/1"))));
        assertThat(channel().at("/0/text").asText()).isEqualTo(TEXT);
        assertThat(channel().at("/0/entities").findValuesAsText("type")).containsExactly("url", "hashtag");
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void publishesAPictureWithItsCaption() {
        RemoteRef ref = published(post(TEXT).media(List.of(picture(40, 30))).build());
        assertThat(channel().at("/0/caption").asText()).isEqualTo(TEXT);
        assertThat(channel().at("/0/photo/0/width").asInt()).isEqualTo(40);
        assertThat(connector.edit(account, ref, post("Fern").build())).isInstanceOf(Outcome.Done.class);
        assertThat(channel().at("/0/caption").asText()).isEqualTo("Fern");
        assertThat(refusal(connector.edit(account, ref, post("x".repeat(1025)).build())))
                .isEqualTo(Reason.CONTENT);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void publishesAVideo() {
        published(post("A film").media(List.of(video())).build());
        assertThat(channel().at("/0/video/file_id").asText()).isNotEmpty();
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void publishesAnAlbumAndTakesAllOfItBack() {
        RemoteRef ref = published(
                post(TEXT).media(List.of(picture(4, 3), picture(3, 4), video())).build());
        assertThat(ref.id()).isEqualTo("1");
        assertThat(channel()).hasSize(3);
        assertThat(channel().at("/0/caption").asText()).isEqualTo(TEXT);
        assertThat(channel().at("/1/caption").isMissingNode()).isTrue();
        assertThat(connector.edit(account, ref, post("Fern").build())).isInstanceOf(Outcome.Done.class);
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(channel()).isEmpty();
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void refusesBeforeItAsksWhatTelegramWouldRefuse() {
        Post longCaption = post("x".repeat(1025)).media(List.of(picture(4, 3))).build();
        assertThat(connector.publish(account, longCaption)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("1024", "1025");
        });
        Post eleven = post("x").media(Collections.nCopies(11, picture(4, 3))).build();
        assertThat(refusal(connector.publish(account, eleven))).isEqualTo(Reason.CONTENT);
        assertThat(telegram.calls()).isEmpty();
        assertThat(connector.publish(
                        account,
                        post("x".repeat(1024)).media(List.of(picture(4, 3))).build()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void saysWhatTelegramRefuses() {
        assertThat(refusal(connector.publish(account, post("x".repeat(4097)).build())))
                .isEqualTo(Reason.CONTENT);
        assertThat(refusal(connector.publish(
                        account, post("x").media(List.of(picture(210, 10))).build())))
                .isEqualTo(Reason.CONTENT);
        act("rights", "{\"edit\":true}");
        assertThat(refusal(connector.publish(account, post("x").build()))).isEqualTo(Reason.AUTHORISATION);
        act("rights", "{\"status\":\"kicked\"}");
        assertThat(refusal(connector.publish(account, post("x").build()))).isEqualTo(Reason.AUTHORISATION);
        telegram.revokeToken(TestAccount.TOKEN);
        assertThat(refusal(connector.publish(account, post("x").build()))).isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        published("one");
        telegram.mood(Mood.RATE_LIMITED, "sendMessage", 1);
        Instant now = telegram.clock().instant();
        assertThat(connector.publish(account, post("two").build()))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isBetween(now.plusSeconds(35), now.plusSeconds(37)));
        assertThat(channel()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"LOST_AFTER", "FALSE_FAILURE", "BROKEN_AFTER"})
    void findsWhatArrivedAlthoughTheAnswerDidNot(Mood mood) {
        telegram.mood(mood, "sendMessage", 1);
        Post post = post(TEXT).build();
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post))
                .isEqualTo(new Lookup.Present(new RemoteRef("1", "", URI.create("https://t.me/garden_press/1"))));
        assertThat(channel()).hasSize(1);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void findsAnAlbumWithAllThatBelongsToIt() {
        telegram.mood(Mood.LOST_AFTER, "sendMediaGroup", 1);
        Post post = post("Moss").media(List.of(picture(4, 3), picture(3, 4))).build();
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOfSatisfying(Lookup.Present.class, present -> assertThat(
                        connector.delete(account, present.ref()))
                .isInstanceOf(Outcome.Done.class));
        assertThat(channel()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"LOST_BEFORE", "BROKEN", "GARBAGE"})
    void neverSaysThatAPostIsNotThere(Mood mood) {
        telegram.mood(mood, "sendMessage", 1);
        Post post = post(TEXT).build();
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        telegram.mood(Mood.BROKEN, "getUpdates", 1);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        assertThat(channel()).isEmpty();
    }

    @Test
    void takesNoOtherPostForOurs() {
        act("post", "{\"text\":\"Moss\"}");
        advance(Duration.ofMinutes(6));
        Post post = post("Moss").build();
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        RemoteRef other = published("Moss");
        Attempt attempt = Attempt.since(post.createdAt());
        assertThat(connector.find(
                        account,
                        post("Moss")
                                .attempt(attempt.besides(Set.of(other.id())))
                                .build()))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(
                        account, post("Moss").attempt(attempt.rivalled(true)).build()))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(account, post("Fern").attempt(attempt).build()))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(account, post("Moss").attempt(attempt).build()))
                .isEqualTo(new Lookup.Present(other));
        published("Moss");
        assertThat(connector.find(account, post("Moss").attempt(attempt).build()))
                .isInstanceOf(Lookup.Unknown.class);
        RemoteRef comment = new RemoteRef(TelegramSimulator.GROUP + "/1", "", null);
        assertThat(connector.find(
                        account,
                        post("Moss").attempt(attempt.below(comment, "ada")).build()))
                .isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void cannotTellWithoutADiscussionGroup() {
        act("unlink", "{}");
        telegram.mood(Mood.LOST_AFTER, "sendMessage", 1);
        Post post = post(TEXT).build();
        connector.publish(account, post);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        assertThat(channel()).hasSize(1);
    }

    @Test
    void editsATextAndTakesItBack() {
        RemoteRef ref = published(TEXT);
        assertThat(connector.edit(account, ref, post("Fern <3").build())).isEqualTo(new Outcome.Done(ref));
        assertThat(connector.edit(account, ref, post("Fern <3").build())).isEqualTo(new Outcome.Done(ref));
        assertThat(channel().at("/0/text").asText()).isEqualTo("Fern <3");
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(refusal(connector.edit(account, ref, post("Moss").build()))).isEqualTo(Reason.GONE);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void takesBackOnlyForTwoDays() {
        RemoteRef ref = published(TEXT);
        advance(Duration.ofHours(48));
        assertThat(connector.delete(account, ref)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.EXPIRED);
            assertThat(refused.why()).contains("48 hours");
        });
        assertThat(connector.traits().posting().deletable()).isEqualTo(Duration.ofHours(48));
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void neverTellsTheToken(Mood mood) {
        Duration soon = Duration.ofMillis(400);
        Http hasty = new Http(soon, soon, 1_000_000, Destinations.withLoopback());
        TelegramConnector asked = new TelegramConnector(hasty, telegram.clock());
        telegram.mood(mood, "", 10);
        String all = asked.publish(account, post(TEXT).build()).toString()
                + asked.find(account, post(TEXT).build())
                + asked.news(account, "")
                + asked.edit(account, new RemoteRef("7", "", null), post(TEXT).build())
                + asked.delete(account, new RemoteRef("7", "", null));
        hasty.close();
        assertThat(all).doesNotContain("the-Secret");
    }

    @Test
    void repeatsNoTokenThatAServerRepeats() throws Exception {
        try (FakeServer server = new FakeServer()) {
            TestAccount there = new TestAccount(server.uri());
            for (int status : new int[] {200, 302, 400, 401, 403, 404, 409, 413, 429, 500}) {
                server.alwaysSays(
                        status,
                        "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"no /bot" + TestAccount.TOKEN
                                + "/x\"}");
                assertThat(connector.publish(there, post(TEXT).build()).toString())
                        .as("%d", status)
                        .doesNotContain("the-Secret");
            }
        }
    }

    @Test
    void knowsWhatNeverLeftAndWhatIsNotTelegram() throws Exception {
        assertThat(connector.publish(
                        new TestAccount(URI.create("http://localhost:1")),
                        post(TEXT).build()))
                .isInstanceOf(Outcome.Later.class);
        try (FakeServer server = new FakeServer()) {
            server.mood(FakeServer.Mood.REDIRECTS, "");
            assertThat(refusal(connector.publish(
                            new TestAccount(server.uri()), post(TEXT).build())))
                    .isEqualTo(Reason.SERVER);
            server.mood(FakeServer.Mood.ENDLESS, "");
            assertThat(connector.publish(
                            new TestAccount(server.uri()), post(TEXT).build()))
                    .isInstanceOf(Outcome.Uncertain.class);
        }
        assertThat(connector.longestCall())
                .isGreaterThan(http.timeout().multipliedBy(2))
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void aTokenThatIsNoneIsNotTold() {
        account.secret = "4242:with space\nand /slash?x=\u00E9";
        assertThat(connector.publish(account, post(TEXT).build()).toString()).doesNotContain("with space", "slash");
    }
}
