package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an admin pastes is tried at once, and what is wrong with it is said. */
class DiscordSignInTest extends DiscordTest {
    private static final String TOKEN = "a".repeat(68);
    private static final String ADDRESS = "https://discord.com/api/webhooks/223704706495545344/" + TOKEN;
    private final DiscordSignIn signIn = new DiscordSignIn(http, 10, Clock.systemUTC());

    private Connection connect(String secret) {
        return signIn.signIn(simulator.uri(), "", new Secret(secret));
    }

    private Connection connect(Mood mood, String secret) {
        return new DiscordSignIn(http(mood), 10, Clock.systemUTC()).signIn(simulator.uri(), "", new Secret(secret));
    }

    private String both() {
        return simulator.webhookAddress() + " " + simulator.people(People::botToken);
    }

    private void denied(Connection connection, Reason reason, String word) {
        assertThat(connection).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(reason);
            assertThat(denied.why()).contains(word);
        });
    }

    @Test
    void aWebhookIsAnAccount() {
        assertThat(connect(simulator.webhookAddress()))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> {
                    assertThat(connected.remoteId()).isEqualTo(simulator.people(People::webhookId));
                    assertThat(connected.handle())
                            .isEqualTo("Press (channel " + simulator.people(People::channel) + ")");
                    assertThat(connected.secret().reveal()).isEqualTo(simulator.webhookAddress());
                    assertThat(connected.session()).isEmpty();
                });
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aBotTellsTheNameOfTheChannel() {
        connector.publish(withoutBot(), post("Hello"));
        assertThat(connect(both()))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo("Press (#news)"));
        assertThat(connect("  " + both().replace(" ", "\n\t") + "\n")).isInstanceOf(Connection.Connected.class);
        assertThat(signIn.check(account())).isInstanceOf(Connection.Connected.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhatTheBotLacks() {
        connector.publish(withoutBot(), post("Hello"));
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        denied(connect(both()), Reason.AUTHORISATION, "Read Message History");
        people(people -> people.readsContent(false));
        denied(connect(both()), Reason.AUTHORISATION, "Message Content Intent");
        people(people -> people.forbid(Permission.VIEW_CHANNEL));
        denied(connect(both()), Reason.AUTHORISATION, "View Channel");
        String old = both();
        people(People::resetBotToken);
        denied(connect(old), Reason.AUTHORISATION, "Reset Token");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysThatTheWebhookIsNot() {
        String old = simulator.webhookAddress();
        people(People::changeWebhookToken);
        denied(connect(old), Reason.AUTHORISATION, "copy its address again");
        people(People::deleteWebhook);
        denied(connect(old), Reason.AUTHORISATION, "copy its address again");
    }

    @Test
    void anotherWebhookOfTheChannelIsAnotherAccount() {
        String before = simulator.people(People::webhookId);
        people(People::rotateWebhook);
        Connection fresh = connect(simulator.webhookAddress());
        assertThat(((Connection.Connected) fresh).remoteId()).isNotEqualTo(before);
        denied(
                signIn.check(new TestAccount(simulator.uri(), before, new Secret(simulator.webhookAddress()))),
                Reason.AUTHORISATION,
                "another webhook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api/webhooks/223704706495545344/TOKEN",
                "https://discordapp.com/api/webhooks/223704706495545344/TOKEN",
                "https://ptb.discord.com/api/webhooks/223704706495545344/TOKEN/",
                "https://canary.discord.com/api/v10/webhooks/223704706495545344/TOKEN"
            })
    void discordHasSeveralNames(String address) throws Exception {
        Secret secret = new Secret(address.replace("TOKEN", TOKEN));
        Access access = Access.of(URI.create("https://discord.com"), secret);
        assertThat(access.webhookId()).isEqualTo("223704706495545344");
        assertThat(access.credentials().webhookToken()).isEqualTo(TOKEN);
        assertThat(access.bot()).isEmpty();
        assertThat(access.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                          | whole address",
                "https://example.org/hook       | whole address",
                "ADDRESS/slack                  | whole address",
                "ADDRESS?thread_id=1            | leave out what begins with “?”",
                "ADDRESS BOT BOT                | more than a webhook's address",
                "BOT                            | address of the webhook is missing",
                "BOT ADDRESS                    | address of the webhook is missing",
                "ADDRESS secret                 | neither the client secret",
                "ADDRESS ADDRESS                | neither the client secret",
                "ADDRESS BÖT.xxxxxx.yyyy        | neither the client secret"
            })
    void saysWhatIsWrongWithWhatWasPasted(String pasted, String word) {
        String bot = "b".repeat(26) + ".cccccc." + "d".repeat(38);
        denied(connect(pasted.replace("ADDRESS", ADDRESS).replace("BOT", bot)), Reason.AUTHORISATION, word);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void aTokenGoesToNoOtherServer() {
        denied(connect(ADDRESS), Reason.AUTHORISATION, "belongs to discord.com and the profile to localhost");
        denied(
                signIn.signIn(
                        URI.create("https://discord.com"),
                        "",
                        new Secret(ADDRESS.replace("discord.com", "evil.example"))),
                Reason.AUTHORISATION,
                "belongs to evil.example");
        assertThat(simulator.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"SILENT", "LOST_BEFORE", "BROKEN", "RATE_LIMITED", "GARBAGE"})
    void aServerThatCannotBeAskedDeniesNothingForEver(Mood mood) {
        simulator.mood(mood, "", 9);
        assertThat(connect(mood, both())).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.SERVER);
            assertThat(denied.why()).doesNotContain("rate limited", "It works");
        });
        simulator.mood(mood, "/users/@me", 9);
        assertThat(((Connection.Denied) connect(mood, both())).reason()).isEqualTo(Reason.SERVER);
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void neverTellsASecret(Mood mood) {
        String webhook = simulator.webhookAddress().replaceFirst(".*/", "");
        String bot = simulator.people(People::botToken);
        simulator.mood(mood, "", 9);
        assertThat(connect(mood, both()).toString()).doesNotContain(webhook).doesNotContain(bot);
        assertThat(connect(mood, webhook + "\n" + bot).toString())
                .doesNotContain(webhook)
                .doesNotContain(bot);
    }
}
