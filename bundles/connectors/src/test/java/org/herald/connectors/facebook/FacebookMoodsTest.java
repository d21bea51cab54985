package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PagePost;
import org.herald.simulators.meta.GraphSimulator;
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

/** Whatever Facebook does at whichever step: nothing is thrown, no token is told, and a post is there once. */
class FacebookMoodsTest {
    private static final String TEXT = "Gardens of tomorrow https://example.org/gardens";
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final String page = simulator.page().id();
    private final String token = simulator.connectToken(page);
    private final Account account = new MemoryAccount(simulator.uri(), page, new Secret(token));
    private final Http http =
            new Http(Duration.ofMillis(500), Duration.ofMillis(500), 1_000_000, Destinations.withLoopback());
    private final Graph graph = Graph.of(
            simulator.uri().toString(),
            simulator.uri().toString(),
            "v26.0",
            GraphSimulator.APP_ID,
            GraphSimulator.APP_SECRET,
            "");
    private final FacebookConnector connector =
            new FacebookConnector(http, graph, "https://www.facebook.com", simulator.clock());

    @AfterEach
    void close() {
        simulator.close();
    }

    private static Media picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
            return new Media(out.toByteArray(), "image/png", "A pond", 64, 48);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Post post(Attempt attempt) {
        return Post.of("key", TEXT, attempt.began())
                .media(List.of(picture()))
                .attempt(attempt)
                .build();
    }

    /** Does as the core does with what may have arrived: looks it up, and sends it again only where it is not there. */
    private Outcome delivered() {
        Attempt attempt = Attempt.since(simulator.clock().instant());
        for (int i = 0; i < 8; i++) {
            Outcome outcome = connector.publish(account, post(attempt));
            assertThat(outcome.toString()).doesNotContain(token);
            if (outcome instanceof Outcome.Later later) {
                attempt = attempt.resuming(later.ticket());
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
        return moods.stream().flatMap(mood -> Stream.of("/photos", "/feed").map(where -> Arguments.of(mood, where)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aPostIsThereOnce(Mood mood, String where) {
        simulator.mood(mood, where, 1);
        assertThat(delivered()).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(simulator.posts(page))
                .extracting(PagePost::id)
                .containsExactly(done.ref().id()));
        assertThat(simulator.posts(page).get(0).photos()).hasSize(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"WELL", "SLOW"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingIsThrownAndNoTokenTold(Mood mood) {
        RemoteRef root = ((Outcome.Done) connector.publish(
                        account, post(Attempt.since(simulator.clock().instant()))))
                .ref();
        RemoteRef comment = new RemoteRef(simulator.reply(root.id(), "Rita", "Hi"), "", null);
        Post answer = post(Attempt.since(simulator.clock().instant()).below(comment, "Rita"));
        FacebookSignIn signIn = new FacebookSignIn(http, graph, simulator.clock());
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
        said.add(signIn.choose(simulator.uri(), new Secret(token), page));
        assertThat(said).allSatisfy(one -> assertThat(one.toString()).doesNotContain(token, GraphSimulator.APP_SECRET));
        assertThat(said.get(2)).isNotInstanceOf(Lookup.Absent.class);
        assertThat(said.get(4)).isEqualTo(false);
    }
}
