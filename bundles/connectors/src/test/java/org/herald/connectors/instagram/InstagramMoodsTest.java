package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.instagram.IgPost;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.PictureServer;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Instagram does at whichever step: nothing is thrown, no token is told, and a post is there once. */
class InstagramMoodsTest {
    private static final String TEXT = "Gardens of tomorrow #garden";
    private final InstagramSimulator simulator = new InstagramSimulator(0);
    private final PictureServer site = new PictureServer();
    private final String id = simulator.page().instagram();
    private final String token = simulator.connectToken();
    private final Account account = new MemoryAccount(simulator.uri(), id, new Secret(token));
    private final Http http =
            new Http(Duration.ofMillis(500), Duration.ofMillis(500), 1_000_000, Destinations.withLoopback());
    private final Http hasty =
            new Http(Duration.ofMillis(100), Duration.ofMillis(100), 1_000_000, Destinations.withLoopback());
    private final Graph graph = Graph.of(
            simulator.uri().toString(),
            simulator.uri().toString(),
            "v26.0",
            GraphSimulator.APP_ID,
            GraphSimulator.APP_SECRET,
            "");
    private final InstagramConnector connector = new InstagramConnector(http, graph, simulator.clock());

    @AfterEach
    void close() {
        http.close();
        hasty.close();
        simulator.close();
        site.close();
    }

    private Media picture(String name) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            byte[] bytes = out.toByteArray();
            return new Media(bytes, "image/jpeg", name, 640, 640).at(URI.create(site.put(name + ".jpg", bytes)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Post post(Attempt attempt) {
        return Post.of("key", TEXT, attempt.began())
                .media(List.of(picture("pond"), picture("tree")))
                .attempt(attempt)
                .build();
    }

    /** Does as the core does with what may have arrived: looks it up, and sends it again only where it is not there. */
    private Outcome delivered() {
        Attempt attempt = Attempt.since(simulator.clock().instant());
        for (int i = 0; i < 12; i++) {
            Outcome outcome = connector.publish(account, post(attempt));
            assertThat(outcome.toString()).doesNotContain(token);
            if (outcome instanceof Outcome.Later later) {
                attempt = attempt.resuming(later.ticket());
                simulator
                        .clock()
                        .advance(Duration.between(simulator.clock().instant(), later.notBefore())
                                .plusSeconds(1));
            } else if (!(outcome instanceof Outcome.Uncertain)) {
                return outcome;
            } else if (connector.find(account, post(attempt)) instanceof Lookup.Present present) {
                return new Outcome.Done(present.ref());
            }
        }
        return new Outcome.Uncertain("never");
    }

    static Stream<Arguments> everywhere() {
        List<Mood> moods = List.of(
                Mood.SILENT,
                Mood.LOST_BEFORE,
                Mood.LOST_AFTER,
                Mood.FALSE_FAILURE,
                Mood.BROKEN,
                Mood.BROKEN_AFTER,
                Mood.RATE_LIMITED);
        return moods.stream()
                .flatMap(mood -> Stream.of("content_publishing_limit", "/media", "/media_publish", "GET /v26.0/179")
                        .map(where -> Arguments.of(mood, where)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aPostIsThereOnce(Mood mood, String where) {
        simulator.mood(mood, where, 1);
        assertThat(delivered()).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(simulator.posts())
                .extracting(IgPost::id)
                .containsExactly(done.ref().id()));
        assertThat(simulator.posts().get(0).alts()).containsExactly("pond", "tree");
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"WELL", "SLOW"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingIsThrownAndNoTokenTold(Mood mood) {
        RemoteRef root = ((Outcome.Done) delivered()).ref();
        RemoteRef comment = new RemoteRef(simulator.reply(root.id(), "rita", "Hi"), Documents.COMMENT, null);
        Post answer = post(Attempt.since(simulator.clock().instant()).below(comment, "Rita"));
        // what never answers is not waited for long
        Http used = mood == Mood.SILENT ? hasty : http;
        InstagramConnector connector = new InstagramConnector(used, graph, simulator.clock());
        InstagramSignIn signIn = new InstagramSignIn(used, graph, simulator.clock());
        simulator.mood(mood, "", 1000);
        List<Object> said = new ArrayList<>();
        said.add(connector.publish(account, answer));
        said.add(connector.respond(account, answer, root, comment, "Rita"));
        said.add(connector.find(account, answer));
        said.add(connector.thread(account, root, ""));
        said.add(connector.isGone(account, comment));
        said.add(connector.moderate(account, comment, Moderator.Act.HIDE));
        said.add(connector.edit(account, root, answer));
        said.add(connector.delete(account, root));
        said.add(connector.news(account, ""));
        said.add(signIn.check(account));
        said.add(signIn.signIn(simulator.uri(), "", new Secret(token)));
        said.add(signIn.choose(simulator.uri(), new Secret(token), id));
        assertThat(said).allSatisfy(one -> assertThat(one.toString()).doesNotContain(token, GraphSimulator.APP_SECRET));
        assertThat(said.get(2)).isNotInstanceOf(Lookup.Absent.class);
        assertThat(said.get(4)).isEqualTo(false);
    }
}
