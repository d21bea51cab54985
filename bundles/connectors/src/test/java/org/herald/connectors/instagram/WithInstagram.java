package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Pictures;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.instagram.IgPost;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.PictureServer;
import org.herald.simulators.meta.Planned;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;

/** An account, a site with pictures that Meta fetches, and a connector that tells the time by the same clock. */
abstract class WithInstagram {
    static final String TEXT = "Gardens of tomorrow #garden";
    final InstagramSimulator simulator = new InstagramSimulator(0);
    final PictureServer site = new PictureServer();
    final String id = simulator.page().instagram();
    final String token = simulator.connectToken();
    final Account account = new MemoryAccount(simulator.uri(), id, new Secret(token)) {
        @Override
        public String handle() {
            return "herald.press";
        }
    };
    final InstagramConnector connector = connector(simulator.uri().toString());

    InstagramConnector connector(String uri) {
        Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
        Graph graph = Graph.of(uri, uri, "v26.0", GraphSimulator.APP_ID, GraphSimulator.APP_SECRET, "");
        return new InstagramConnector(http, graph, simulator.clock());
    }

    @AfterEach
    void close() {
        simulator.close();
        site.close();
    }

    static byte[] jpeg() {
        return Pictures.jpeg("", 640, 640).bytes();
    }

    Media picture(String alt) {
        byte[] bytes = jpeg();
        return new Media(bytes, "image/jpeg", alt, 640, 640).at(URI.create(site.put(alt.hashCode() + ".jpg", bytes)));
    }

    Attempt since() {
        return Attempt.since(simulator.clock().instant());
    }

    static Post post(String text, Attempt attempt, Media... media) {
        return Post.of("key", text, attempt.began())
                .media(List.of(media))
                .attempt(attempt)
                .build();
    }

    /** Does as the core does: tries again when it is time, with the ticket, until something else is said. */
    Outcome publish(Attempt first, String text, Media... media) {
        Attempt attempt = first;
        for (int i = 0; i < 10; i++) {
            Outcome outcome = connector.publish(account, post(text, attempt, media));
            if (!(outcome instanceof Outcome.Later later)) {
                return outcome;
            }
            assertThat(later.ticket()).doesNotContain(token);
            wait(later);
            attempt = attempt.resuming(later.ticket());
        }
        return new Outcome.Uncertain("never");
    }

    void wait(Outcome.Later later) {
        Duration wait = Duration.between(simulator.clock().instant(), later.notBefore());
        simulator.clock().advance(wait.plusSeconds(1));
    }

    /** A post's first try, which prepares it. */
    Outcome.Later prepared(Attempt attempt, String text, Media... media) {
        Outcome.Later later = (Outcome.Later) connector.publish(account, post(text, attempt, media));
        wait(later);
        return later;
    }

    RemoteRef published(String text) {
        return ((Outcome.Done) publish(since(), text, picture("A pond"))).ref();
    }

    List<String> captions() {
        return simulator.posts().stream().map(IgPost::caption).toList();
    }

    long requests(String what) {
        return simulator.calls().stream()
                .filter(call -> (call.method() + " " + call.path()).endsWith(what))
                .count();
    }

    void plan(int code, int subcode, String where) {
        simulator.plan(new Planned(GraphError.of(code, subcode, "As planned"), where, 1, false, Duration.ofMinutes(7)));
    }

    static RemoteRef comment(String id) {
        return new RemoteRef(id, Documents.COMMENT, null);
    }
}
