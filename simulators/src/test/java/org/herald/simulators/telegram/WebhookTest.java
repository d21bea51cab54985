package org.herald.simulators.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private final TelegramSimulator simulator = new TelegramSimulator(0);
    private final Caller bot = new Caller(simulator.uri());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer hook;

    @BeforeEach
    void connects() throws IOException {
        simulator.connectToken(Caller.TOKEN);
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            String secret = exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token");
            told.add(secret + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        hook.start();
        bot.call(
                "setWebhook",
                "{\"url\":\"http://localhost:" + hook.getAddress().getPort() + "/hook\",\"secret_token\":\"s-1\"}");
    }

    @AfterEach
    void ends() {
        simulator.close();
        hook.stop(0);
    }

    private int post() {
        return bot.call("sendMessage", "{\"chat_id\":\"@garden_press\",\"text\":\"Moss\"}")
                .result()
                .path("message_id")
                .asInt();
    }

    @Test
    void sendsUpdatesWithTheSecretAndForgetsThem() {
        simulator.comment(post(), "Ada", "Lovely");
        assertThat(told).hasSize(2).allMatch(one -> one.startsWith("s-1 {\"update_id\":"));
        assertThat(told.get(1)).contains("\"text\":\"Lovely\"");
        assertThat(bot.call("getWebhookInfo", "{}")
                        .result()
                        .path("pending_update_count")
                        .asInt())
                .isZero();
    }

    @Test
    void keepsWhatTheHookDidNotTake() {
        status = 500;
        int comment = simulator.comment(post(), "Ada", "Lovely");
        var info = bot.call("getWebhookInfo", "{}").result();
        assertThat(info.path("pending_update_count").asInt()).isEqualTo(2);
        assertThat(info.path("last_error_message").asText()).isEqualTo("Wrong response from the webhook: 500");
        status = 200;
        simulator.reply(comment, "Bo", "Indeed");
        assertThat(bot.call("getWebhookInfo", "{}")
                        .result()
                        .path("pending_update_count")
                        .asInt())
                .isZero();
    }
}
