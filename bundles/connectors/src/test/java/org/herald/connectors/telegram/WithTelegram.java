package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A channel with its discussion group, and a connector that tells the time by the same clock. */
abstract class WithTelegram {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final TelegramSimulator telegram = new TelegramSimulator(0);
    final Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    final TestAccount account = new TestAccount(telegram.uri());
    TelegramConnector connector = new TelegramConnector(http, telegram.clock());

    @BeforeEach
    void connects() {
        telegram.connectToken(TestAccount.TOKEN);
    }

    @AfterEach
    void ends() {
        telegram.close();
        http.close();
    }

    /** Starts the CMS anew: what was in memory is lost. */
    void restart() {
        connector = new TelegramConnector(http, telegram.clock());
    }

    void advance(Duration by) {
        telegram.clock().advance(by);
    }

    Post.Builder post(String text) {
        return Post.of(
                connector.newKey(telegram.clock().instant()),
                text,
                telegram.clock().instant());
    }

    /** Posts, and lets the second pass that must lie between two posts. */
    RemoteRef published(Post post) {
        Outcome outcome = connector.publish(account, post);
        advance(Duration.ofSeconds(2));
        return ((Outcome.Done) outcome).ref();
    }

    RemoteRef published(String text) {
        return published(post(text).build());
    }

    int number(RemoteRef ref) {
        return Integer.parseInt(ref.id());
    }

    JsonNode act(String name, String json) {
        try {
            return MAPPER.valueToTree(telegram.perform(name, MAPPER.readTree(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in the channel. */
    JsonNode channel() {
        return messages(TelegramSimulator.CHANNEL);
    }

    /** What stands in the discussion group. */
    JsonNode group() {
        return messages(TelegramSimulator.GROUP);
    }

    private JsonNode messages(long chat) {
        try (var client = new java.io.ByteArrayInputStream(java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(telegram.uri().resolve("/_simulator/state"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .body())) {
            return MAPPER.readTree(client).path(Long.toString(chat)).path("messages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Media picture(int width, int height) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return new Media(out.toByteArray(), "image/png", "Moss on a stone", width, height);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Media video() {
        return new Media(
                "\0\0\0\u0018ftypmp42\0\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                "video/mp4",
                "",
                640,
                360);
    }
}
