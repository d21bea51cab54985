package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Call;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.DiscordSimulator;
import org.herald.simulators.discord.People;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;

/** A connector, and the network that it speaks to. */
abstract class DiscordTest {
    /** One pixel. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    final DiscordSimulator simulator = new DiscordSimulator(0);
    final Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    final DiscordConnector connector = new DiscordConnector(http, "https://discord.com", 10, Clock.systemUTC());
    private final Http hasty =
            new Http(Duration.ofMillis(300), Duration.ofMillis(300), 1_000_000, Destinations.withLoopback());
    final Instant began = Instant.now();
    private final AtomicReference<String> learned = new AtomicReference<>("");

    @AfterEach
    void stop() {
        http.close();
        hasty.close();
        simulator.close();
    }

    /** Where no answer comes in time, however long that is, it is not waited for long. */
    Http http(Mood mood) {
        return mood == Mood.SILENT || mood == Mood.SLOW ? hasty : http;
    }

    void people(Consumer<People> what) {
        simulator.people(people -> {
            what.accept(people);
            return null;
        });
    }

    /** An account with a bot. */
    Account account() {
        return account(simulator.webhookAddress() + " " + simulator.people(People::botToken));
    }

    Account withoutBot() {
        return account(simulator.webhookAddress());
    }

    Account account(String secret) {
        return new TestAccount(simulator.uri(), simulator.people(People::webhookId), new Secret(secret), learned);
    }

    Post post(String text) {
        return sent(text, Attempt.since(began).below(null, "")).build();
    }

    Post.Builder sent(String text, Attempt attempt) {
        return Post.of(connector.newKey(began), text, began).attempt(attempt);
    }

    Post answer(String text, RemoteRef parent) {
        return sent(text, Attempt.since(began).below(parent, "ann")).build();
    }

    static Media picture(String alt) {
        return new Media(PIXEL, "image/png", alt, 1, 1);
    }

    static RemoteRef done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).ref();
    }

    static String message(RemoteRef ref) {
        return MessageRef.of(ref).message();
    }

    /** What is there of a post. */
    Object shown(RemoteRef ref, String field) {
        return simulator.message(message(ref)).get(field);
    }

    /** What somebody said in the channel. */
    RemoteRef said(String text) {
        return simulator.people(
                people -> new RemoteRef(people.channel() + "/" + people.say(people.channel(), "ann", text), "", null));
    }

    /** Time goes on, and with it the limit of requests. */
    void later() {
        simulator.clock().advance(Duration.ofSeconds(5));
    }

    static void refused(Outcome outcome, Reason reason, String word) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.why()).contains(word);
        });
    }

    List<Call> posts() {
        return simulator.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .toList();
    }
}
