package org.herald.connectors.facebook;

import java.time.Duration;
import java.util.List;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Pictures;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PagePost;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Planned;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;

/** A page, and a connector that tells the time by the same clock. */
abstract class WithFacebook {
    static final String TEXT = "Gardens of tomorrow https://example.org/gardens";
    final FacebookSimulator simulator = new FacebookSimulator(0);
    final String page = simulator.page().id();
    final String token = simulator.connectToken(page);
    final Account account = new MemoryAccount(simulator.uri(), page, new Secret(token));
    final FacebookConnector connector = connector("v26.0");

    FacebookConnector connector(String version) {
        Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
        String uri = simulator.uri().toString();
        Graph graph = Graph.of(uri, uri, version, GraphSimulator.APP_ID, GraphSimulator.APP_SECRET, "");
        return new FacebookConnector(http, graph, "https://www.facebook.com", simulator.clock());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    Post post(String text, Media... media) {
        return post(text, Attempt.since(simulator.clock().instant()), media);
    }

    static Post post(String text, Attempt attempt, Media... media) {
        return Post.of("key", text, attempt.began())
                .media(List.of(media))
                .attempt(attempt)
                .build();
    }

    static Media picture(String alt) {
        return Pictures.jpeg(alt, 64, 48);
    }

    RemoteRef published(String text, Media... media) {
        return ((Outcome.Done) connector.publish(account, post(text, media))).ref();
    }

    List<String> posted() {
        return simulator.posts(page).stream().map(PagePost::message).toList();
    }

    long requests(String what) {
        return simulator.calls().stream()
                .filter(call -> (call.method() + " " + call.path()).contains(what))
                .count();
    }

    void plan(int code, int subcode, String where, boolean does, Duration regain) {
        simulator.plan(new Planned(GraphError.of(code, subcode, "As planned"), where, 1, does, regain));
    }

    static RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }
}
