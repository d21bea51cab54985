package org.herald.simulators.telegram;

import java.time.Duration;
import org.herald.simulators.Json;
import org.herald.simulators.telegram.Caller.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bot that is administrator of a channel and of its discussion group. */
abstract class WithBot {
    static final String CHAT = "\"chat_id\":" + TelegramSimulator.CHANNEL;
    final TelegramSimulator simulator = new TelegramSimulator(0);
    final Caller bot = new Caller(simulator.uri());

    @BeforeEach
    void connects() {
        simulator.connectToken(Caller.TOKEN);
    }

    @AfterEach
    void ends() {
        simulator.close();
    }

    Heard post(String text) {
        Heard heard =
                bot.call("sendMessage", "{" + CHAT + ",\"text\":" + Json.write(text) + ",\"parse_mode\":\"HTML\"}");
        simulator.clock().advance(Duration.ofSeconds(2));
        return heard;
    }

    void act(String name, String json) {
        try {
            simulator.perform(name, Json.MAPPER.readTree(json));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
