package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.herald.connectors.Endpoint;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.junit.jupiter.api.Test;

class ThreadsReceiverTest extends Scene {
    private final ThreadsReceiver receiver = new ThreadsReceiver(app);
    private Endpoint endpoint;

    private Push last() {
        return endpoint.pushes.get(endpoint.pushes.size() - 1);
    }

    private static Push forged(Push push, String body, String signature) {
        return new Push(
                "POST", Map.of("x-hub-signature-256", signature), Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void believesWhatThreadsSigned() {
        endpoint = new Endpoint(receiver);
        try {
            URI hook = endpoint.uri();
            assertThat(threads.subscribe(hook, "guess")).isFalse();
            assertThat(threads.subscribe(hook, "known")).isTrue();
            String root = threads.post("press", "Hello");
            String first = threads.reply(root, "anna", "First");
            threads.reply(first, "ben", "Nested");
            assertThat(threads.deliver()).containsExactly(200, 200);
            assertThat(receiver.receive(last())).isEqualTo(new Receipt.News(Map.of(account.remoteId(), Set.of(root))));

            String right = last().header("X-Hub-Signature-256").orElseThrow();
            String changed = last().text().replace("Nested", "Wicked");
            assertThat(receiver.receive(forged(last(), changed, right))).isInstanceOf(Receipt.Forged.class);
            assertThat(receiver.receive(forged(last(), last().text(), "sha256=")))
                    .isInstanceOf(Receipt.Forged.class);
            App other = new App("1", "another secret", "v1.0", app.api(), app.authorize(), "known");
            assertThat(new ThreadsReceiver(other).receive(last())).isInstanceOf(Receipt.Forged.class);
            App none = new App("", "", "v1.0", app.api(), app.authorize(), "");
            assertThat(new ThreadsReceiver(none).receive(last())).isInstanceOf(Receipt.Forged.class);
        } finally {
            endpoint.close();
        }
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void greetsOnlyWhoKnowsTheWord() {
        Map<String, String> query =
                Map.of("hub.mode", "subscribe", "hub.challenge", "1158201444", "hub.verify_token", "known");
        assertThat(greeted(query)).isEqualTo(new Receipt.Greeting("1158201444", "text/plain"));
        assertThat(greeted(changed(query, "hub.verify_token", "guess"))).isInstanceOf(Receipt.Forged.class);
        assertThat(greeted(changed(query, "hub.mode", "unsubscribe"))).isInstanceOf(Receipt.Forged.class);
        assertThat(greeted(changed(query, "hub.challenge", "<script>"))).isInstanceOf(Receipt.Forged.class);
        assertThat(greeted(Map.of())).isInstanceOf(Receipt.Forged.class);
        App silent = new App(app.id(), app.secret(), "v1.0", app.api(), app.authorize(), "");
        assertThat(new ThreadsReceiver(silent)
                        .receive(new Push("GET", Map.of(), changed(query, "hub.verify_token", ""), new byte[0])))
                .isInstanceOf(Receipt.Forged.class);
        assertThat(receiver.receive(new Push("PUT", Map.of(), query, new byte[0])))
                .isInstanceOf(Receipt.Forged.class);
    }

    private Receipt greeted(Map<String, String> query) {
        return receiver.receive(new Push("GET", Map.of(), query, new byte[0]));
    }

    private static Map<String, String> changed(Map<String, String> query, String name, String value) {
        Map<String, String> other = new LinkedHashMap<>(query);
        other.put(name, value);
        return other;
    }
}
