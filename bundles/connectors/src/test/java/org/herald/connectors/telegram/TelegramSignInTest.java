package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.herald.connectors.FakeServer;
import org.herald.simulators.Mood;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramSignInTest extends WithTelegram {
    private final TelegramSignIn signIn = new TelegramSignIn(http, telegram.clock());

    private Connection connect(String handle) {
        return signIn.signIn(telegram.uri(), handle, account.secret());
    }

    private static String why(Connection connection, Reason reason) {
        Connection.Denied denied = (Connection.Denied) connection;
        assertThat(denied.reason()).isEqualTo(reason);
        assertThat(denied.toString()).doesNotContain("the-Secret");
        return denied.why();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@garden_press", "garden_press", "https://t.me/garden_press", "t.me/garden_press"})
    void connectsAChannelByItsName(String handle) {
        assertThat(connect(handle)).isInstanceOfSatisfying(Connection.Connected.class, connected -> {
            assertThat(connected.remoteId()).isEqualTo(account.remoteId());
            assertThat(connected.handle()).isEqualTo("garden_press");
            assertThat(connected.secret().reveal()).isEqualTo(TestAccount.TOKEN);
            assertThat(connected.session()).isEqualTo(Optional.empty());
        });
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void connectsAChannelWithoutANameByItsNumber() {
        act("makePrivate", "{}");
        assertThat(connect(account.remoteId()))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo(account.remoteId()));
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void saysWhichRightIsMissing() {
        act("rights", "{\"post\":true,\"edit\":false,\"delete\":false}");
        assertThat(why(connect("@garden_press"), Reason.AUTHORISATION)).contains("may not edit, delete");
        act("rights", "{\"status\":\"member\"}");
        assertThat(why(connect("@garden_press"), Reason.AUTHORISATION)).contains("post, edit, delete");
        act("rights", "{\"status\":\"left\"}");
        assertThat(why(connect("@garden_press"), Reason.AUTHORISATION)).contains("administrator");
        assertThat(why(signIn.check(account), Reason.AUTHORISATION)).contains("administrator");
    }

    @Test
    void refusesWhatIsNoChannelOrNoToken() {
        assertThat(why(connect("@nobody_here"), Reason.AUTHORISATION)).contains("no such channel");
        assertThat(why(connect("Garden press"), Reason.AUTHORISATION)).contains("@channel");
        assertThat(why(connect("-1001000000002"), Reason.AUTHORISATION)).contains("no channel");
        assertThat(why(signIn.signIn(telegram.uri(), "@garden_press", new Secret("no token")), Reason.AUTHORISATION))
                .contains("@BotFather");
        assertThat(why(signIn.signIn(telegram.uri(), "@garden_press", new Secret("1:other")), Reason.AUTHORISATION))
                .contains("@BotFather");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"SILENT", "LOST_BEFORE", "BROKEN", "GARBAGE", "RATE_LIMITED"})
    void saysThatTheServerCannotBeAsked(Mood mood) {
        telegram.mood(mood, "", 3); // reading is repeated where a connection broke
        assertThat(why(connect("@garden_press"), Reason.SERVER)).isNotEmpty();
        assertThat(why(
                        signIn.signIn(URI.create("http://localhost:1"), "@garden_press", account.secret()),
                        Reason.SERVER))
                .isNotEmpty();
    }

    @Test
    void repeatsNothingThatSomethingInsideSays() throws Exception {
        try (FakeServer server = new FakeServer()) {
            for (int status : new int[] {200, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503}) {
                server.alwaysSays(
                        status,
                        "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"INSIDE /bot" + TestAccount.TOKEN
                                + "\"}");
                Connection connection = signIn.signIn(server.uri(), "@garden_press", account.secret());
                assertThat(connection.toString()).doesNotContain("INSIDE", "the-Secret");
            }
        }
    }
}
