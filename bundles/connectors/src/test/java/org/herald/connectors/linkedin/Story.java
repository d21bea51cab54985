package org.herald.connectors.linkedin;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.linkedin.LinkedInSimulator;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;

/** A network, and an organisation and a member that post there. */
abstract class Story {
    static final String ACME = "urn:li:organization:1001";
    static final String ADA = "urn:li:person:ada1";

    final LinkedInSimulator linkedIn = new LinkedInSimulator(0);
    final Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    final Settings settings = Settings.of(linkedIn.uri());
    final LinkedInConnector connector = new LinkedInConnector(http, settings, linkedIn.clock());
    final String token = linkedIn.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES);
    final MemoryAccount acme = new MemoryAccount(linkedIn.uri(), ACME, new Secret(token));
    final MemoryAccount ada = new MemoryAccount(
            linkedIn.uri(), ADA, new Secret(linkedIn.connectToken("ada1", LinkedInSimulator.MEMBER_SCOPES)));

    @AfterEach
    void close() {
        http.close();
        linkedIn.close();
    }

    Post.Builder post(String text) {
        return Post.of(
                connector.newKey(linkedIn.clock().instant()),
                text,
                linkedIn.clock().instant());
    }

    RemoteRef posted(String text) {
        return ref(connector.publish(acme, post(text).build()));
    }

    static RemoteRef ref(Outcome outcome) {
        return ((Outcome.Done) outcome).ref();
    }

    Attempt attempt() {
        return Attempt.since(linkedIn.clock().instant());
    }

    static Media picture(String alt) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int size = 8 + alt.length() % 7;
            ImageIO.write(new BufferedImage(size, 10, BufferedImage.TYPE_INT_RGB), "png", out);
            return new Media(out.toByteArray(), "image/png", alt, size, 10);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long requests(String what) {
        return linkedIn.calls().stream()
                .filter(call -> (call.method() + " " + call.uri()).contains(what))
                .count();
    }

    List<String> addresses() {
        return linkedIn.calls().stream().map(call -> call.uri().toString()).toList();
    }
}
