package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.x.XSimulator;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;

/** What stories on X have in common: the network, an account, a connector. */
abstract class Story {
    protected static final String LINK = "https://example.org/article?a=1&b=2";
    protected final XSimulator x = new XSimulator(0);
    protected final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    protected final ReadCharges charges = new ReadCharges(x.clock());
    protected final XConnector connector = new XConnector(http, TestConfig.of(x.uri()), charges, x.clock());
    protected final XSimulator.Token token = x.connectToken("press");
    protected final MemoryAccount account = account(token);

    @AfterEach
    void close() {
        http.close();
        x.close();
    }

    protected Instant now() {
        return x.clock().instant();
    }

    protected MemoryAccount account(XSimulator.Token of) {
        Tokens tokens = new Tokens(
                new Secret(of.access()),
                Optional.of(of.refresh()).filter(text -> !text.isEmpty()).map(Secret::new),
                now().plus(Duration.ofHours(2)),
                List.of());
        return new MemoryAccount(x.uri(), of.userId(), tokens.kept());
    }

    protected Post.Builder post(String text) {
        return Post.of(connector.newKey(now()), text, now())
                .attempt(Attempt.since(now()).below(null, ""));
    }

    protected RemoteRef published(String text) {
        return done(connector.publish(account, post(text).build()));
    }

    protected static RemoteRef done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).ref();
    }

    protected static Outcome.Later later(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        return (Outcome.Later) outcome;
    }

    protected static void refused(Outcome outcome, Reason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                .as(refused.why())
                .isEqualTo(reason));
    }

    protected long calls(String methodAndPath) {
        return x.calls().stream()
                .filter(call -> (call.method() + " " + call.path()).contains(methodAndPath))
                .count();
    }

    static Media picture(String alt, int colour) {
        try {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, colour);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return new Media(out.toByteArray(), "image/png", alt, 8, 8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Media video(int size) {
        byte[] video = new byte[size];
        System.arraycopy("ftypisom".getBytes(StandardCharsets.US_ASCII), 0, video, 4, 8);
        return new Media(video, "video/mp4", "", 640, 360);
    }
}
