package org.herald.connectors;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.spi.Account;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that says what a test tells it to, for a network whose own servers can be had. */
public abstract class WithFakeServer {
    protected static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    protected FakeServer server;

    /** Short waits: the moods make them run out. */
    protected final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        healthy();
    }

    @AfterEach
    void stopServer() {
        http.close();
        server.close();
    }

    /** Gives the server the answers of a healthy one. */
    protected abstract void healthy();

    protected abstract Publisher publisher();

    protected final Account account() {
        return account(server.uri());
    }

    protected final Account account(URI uri) {
        return new MemoryAccount(uri, "did:plc:press", new Secret("the-secret"));
    }

    protected final Post post() {
        return Post.of(publisher().newKey(AT), "Hello https://example.org/x #Garden", AT)
                .build();
    }
}
