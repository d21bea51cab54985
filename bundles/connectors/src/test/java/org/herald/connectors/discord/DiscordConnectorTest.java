package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Posts, and says what became of it. */
class DiscordConnectorTest extends DiscordTest {
    private static final String TEXT = "The garden opens https://example.org/garden";

    @Test
    void postsATextWithItsAddress() {
        RemoteRef ref = done(connector.publish(withoutBot(), post(TEXT)));
        assertThat(shown(ref, "content")).isEqualTo(TEXT);
        assertThat(ref.url())
                .hasToString("https://discord.com/channels/" + simulator.people(People::guild) + "/" + ref.id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void postsPicturesWithWhatTheyShow() {
        Post post = Post.of("key", TEXT, began)
                .media(List.of(picture("A bee"), picture("")))
                .build();
        Outcome outcome = connector.publish(withoutBot(), post);
        RemoteRef ref = done(outcome);
        assertThat(((Outcome.Done) outcome).remark()).isEmpty();
        List<?> files = (List<?>) shown(ref, "attachments");
        assertThat(files).hasSize(2);
        assertThat(files.get(0).toString()).contains("description=A bee", "filename=herald-key-1.png", "width=1");
        assertThat(files.get(1).toString())
                .contains("filename=herald-key-2.png")
                .doesNotContain("description");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void callsNobodyWhateverTheTextNames() {
        RemoteRef ref = done(connector.publish(account(), post("@everyone, @here, <@123> and <@&456>!")));
        done(connector.edit(account(), ref, post("@everyone, again: <@123>")));
        RemoteRef answer = done(connector.respond(account(), answer("<@123> @here", ref), ref, ref, ""));
        done(connector.edit(account(), answer, post("@everyone <@&456>")));
        assertThat(simulator.pings()).isEmpty();
        assertThat(simulator.calls().stream().filter(call -> call.body().length > 0))
                .hasSize(5)
                .allMatch(call -> call.text().contains("\"allowed_mentions\":{\"parse\":[]}"));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void showsTheTextAsItStandsAndFindsItAgain() {
        Post post = post("5 * 3 * 2, snake_case and https://example.org/a_b_c");
        RemoteRef ref = done(connector.publish(account(), post));
        assertThat(shown(ref, "content")).isEqualTo("5 \\* 3 \\* 2, snake\\_case and https://example.org/a_b_c");
        assertThat(connector.find(account(), post)).isEqualTo(new Lookup.Present(ref));
        assertThat(connector.addressed(account(), "2 * 2", "ann")).isEqualTo("2 \\* 2");
        refused(connector.publish(account(), post("*".repeat(1500))), Reason.CONTENT, "3000 of 2000");
        refused(connector.edit(account(), ref, post("*".repeat(1500))), Reason.CONTENT, "3000 of 2000");
        assertThat(simulator.posted()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void waitsForTheMessageAtEveryPost() {
        connector.publish(withoutBot(), post(TEXT));
        assertThat(posts()).hasSize(1).allMatch(call -> call.query().equals(Map.of("wait", "true")));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void asksForTheServerOnce() {
        connector.publish(withoutBot(), post(TEXT));
        connector.publish(withoutBot(), post(TEXT));
        assertThat(simulator.calls().stream().filter(call -> call.method().equals("GET")))
                .hasSize(1);
    }

    @Test
    void opensAThreadWhereTheChannelIsAForum() {
        people(People::makeForum);
        RemoteRef ref = done(connector.publish(account(), post("The garden opens\nCome and see")));
        assertThat(MessageRef.of(ref).opensThread()).isTrue();
        assertThat(posts().get(1).text()).contains("\"thread_name\":\"The garden opens\"");
        done(connector.edit(account(), ref, post("The garden is closed")));
        assertThat(shown(ref, "content")).isEqualTo("The garden is closed");
        done(connector.delete(account(), ref));
        assertThat(simulator.posted()).isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void theNameOfAThreadIsCut() {
        assertThat(Outgoing.thread(post("\uD83D\uDC1D".repeat(150))).get("thread_name"))
                .isEqualTo("\uD83D\uDC1D".repeat(99) + "…");
        assertThat(Outgoing.thread(post("\n Title \nText")).get("thread_name")).isEqualTo("Title");
        assertThat(Outgoing.thread(post(" ")).get("thread_name")).isEqualTo("News");
    }

    @Test
    void aLostAnswerIsUncertainAndWhatNeverLeftIsTriedLater() {
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.LOST_BEFORE, Mood.SILENT, Mood.GARBAGE)) {
            simulator.mood(mood, "POST", 1);
            assertThat(connector.publish(withoutBot(), post(TEXT)))
                    .as(mood.name())
                    .isInstanceOf(Outcome.Uncertain.class);
        }
        assertThat(simulator.posted()).isEqualTo(1);
        simulator.close();
        assertThat(connector.publish(withoutBot(), post(TEXT))).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aFailureMayBeFalse() {
        for (Mood mood : List.of(Mood.FALSE_FAILURE, Mood.BROKEN_AFTER, Mood.BROKEN)) {
            simulator.mood(mood, "POST", 1);
            assertThat(connector.publish(withoutBot(), post(TEXT)))
                    .as(mood.name())
                    .isInstanceOf(Outcome.Uncertain.class);
        }
    }

    @Test
    void whatCannotBeLearnedBeforeIsTriedLaterAndNothingIsSent() {
        simulator.mood(Mood.BROKEN, "GET", 1);
        assertThat(connector.publish(withoutBot(), post(TEXT))).isInstanceOf(Outcome.Later.class);
        assertThat(posts()).isEmpty();
    }

    @Test
    void waitsToTheMillisecondThatDiscordTells() {
        simulator.mood(Mood.RATE_LIMITED, "POST", 1);
        Instant before = Instant.now();
        Outcome outcome = connector.publish(withoutBot(), post(TEXT));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                .isBetween(before.plusMillis(64_570), Instant.now().plusMillis(64_571)));
        assertThat(simulator.posted()).isZero();
    }

    @Test
    void theLimitOfAWebhookIsNoRefusal() {
        Outcome outcome = connector.publish(withoutBot(), post(TEXT));
        for (int i = 0; i < 100 && outcome instanceof Outcome.Done; i++) {
            outcome = connector.publish(withoutBot(), post(TEXT));
        }
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                .isBefore(Instant.now().plusSeconds(2)));
    }

    @Test
    void saysWhatHappenedToTheWebhook() {
        String old = simulator.webhookAddress();
        connector.publish(withoutBot(), post(TEXT));
        people(People::changeWebhookToken);
        refused(connector.publish(account(old), post(TEXT)), Reason.AUTHORISATION, "copy its address again");
        people(People::deleteWebhook);
        refused(connector.publish(account(old), post(TEXT)), Reason.AUTHORISATION, "was deleted");
        refused(connector.delete(account(old), said("x")), Reason.AUTHORISATION, "was deleted");
        simulator.mood(Mood.REVOKED, "POST", 1);
        refused(connector.publish(withoutBot(), post(TEXT)), Reason.AUTHORISATION, "copy its address again");
    }

    @Test
    void aWebhookThatWasMovedReachesNothingOfBefore() {
        RemoteRef ref = done(connector.publish(withoutBot(), post(TEXT)));
        people(People::moveWebhook);
        refused(connector.delete(withoutBot(), ref), Reason.CONTENT, "another channel");
        refused(connector.edit(withoutBot(), ref, post("New")), Reason.CONTENT, "another channel");
        assertThat(shown(ref, "content")).isEqualTo(TEXT);
        simulator.mood(Mood.BROKEN, "GET", 1);
        assertThat(connector.delete(withoutBot(), ref)).isInstanceOf(Outcome.Later.class);
        refused(connector.delete(account(), ref), Reason.AUTHORISATION, "Manage Messages");
        people(people -> people.allow(Permission.MANAGE_MESSAGES));
        done(connector.delete(account(), ref));
        assertThat(simulator.posted()).isZero();
    }

    @Test
    void aForumThatAMovedWebhookDoesNotSeeIsNotEmpty() {
        people(People::makeForum);
        RemoteRef ref = done(connector.publish(withoutBot(), post(TEXT)));
        people(People::moveWebhook);
        refused(connector.delete(withoutBot(), ref), Reason.CONTENT, "another channel");
        assertThat(simulator.posted()).isEqualTo(1);
    }

    @Test
    void aSecretThatMakesNoSenseIsRefusedBeforeAnythingIsSent() {
        refused(connector.publish(account("https://example.org"), post(TEXT)), Reason.AUTHORISATION, "webhook");
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void repeatsWhatDiscordDoesNotTake() {
        refused(connector.publish(withoutBot(), post("x".repeat(2001))), Reason.CONTENT, "2000 or fewer in length");
        refused(connector.publish(withoutBot(), post(" ")), Reason.CONTENT, "no empty message");
        Post noPicture = Post.of("k", TEXT, began)
                .media(List.of(new Media(new byte[] {1}, "image/png", "", 1, 1)))
                .build();
        refused(connector.publish(withoutBot(), noPicture), Reason.CONTENT, "cannot read one of the pictures");
        assertThat(simulator.violations()).hasSize(3);
    }

    @Test
    void filesThatAreTooLargeTogetherAreNotSent() {
        Media large = new Media(new byte[9_000_000], "image/png", "", 1, 1);
        Post post =
                Post.of("k", TEXT, began).media(List.of(large, large, large)).build();
        refused(connector.publish(withoutBot(), post), Reason.CONTENT, "25 MB");
        assertThat(posts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void neverTellsASecret(Mood mood) {
        RemoteRef comment = said("When?");
        String webhook = simulator.webhookAddress().replaceFirst(".*/", "");
        String bot = simulator.people(People::botToken);
        DiscordConnector connector = new DiscordConnector(http(mood), "https://discord.com", 10, Clock.systemUTC());
        simulator.mood(mood, "", 100);
        String told = connector.publish(account(), post(TEXT))
                + " " + connector.respond(account(), answer("x", comment), comment, comment, "ann")
                + " " + connector.delete(account(), comment)
                + " " + connector.thread(account(), comment, "")
                + " " + connector.news(account(), "");
        assertThat(told.toLowerCase(Locale.ROOT))
                .doesNotContain(webhook.toLowerCase(Locale.ROOT))
                .doesNotContain(bot.toLowerCase(Locale.ROOT));
        assertThat(simulator.calls()).noneMatch(call -> call.uri().toString().contains(bot));
    }

    @Test
    void saysHowLongACallTakesAtMostAndWhatFits() {
        assertThat(connector.longestCall()).isEqualTo(Duration.ofSeconds(8));
        Limits limits = connector.limits(account());
        assertThat(limits.text().maxLength()).isEqualTo(2000);
        assertThat(limits.pictures().max()).isEqualTo(10);
        assertThat(limits.pictures().maxAltLength()).isEqualTo(1024);
        assertThat(simulator.calls()).isEmpty();
    }
}
