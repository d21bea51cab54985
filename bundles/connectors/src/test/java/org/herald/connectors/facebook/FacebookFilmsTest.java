package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PagePost;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Planned;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A film goes up, is worked on, and becomes one post, whatever is lost on the way. */
class FacebookFilmsTest {
    private static final String TEXT = "Gardens of tomorrow";
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final String page = simulator.page().id();
    private final String token = simulator.connectToken(page);
    private final Account account = new MemoryAccount(simulator.uri(), page, new Secret(token));
    private final FacebookConnector connector = connector(GraphSimulator.APP_ID);

    private FacebookConnector connector(String app) {
        Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
        String uri = simulator.uri().toString();
        Graph graph = Graph.of(uri, uri, "v26.0", app, app.isEmpty() ? "" : GraphSimulator.APP_SECRET, "");
        return new FacebookConnector(http, graph, "https://www.facebook.com", simulator.clock());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private static Media film(int length) {
        byte[] bytes = new byte[length];
        System.arraycopy("ftypisom".getBytes(StandardCharsets.US_ASCII), 0, bytes, 4, 8);
        return new Media(bytes, "video/mp4", "A pond", 640, 640);
    }

    private Attempt since() {
        return Attempt.since(simulator.clock().instant());
    }

    private static Post post(String text, Attempt attempt, Media... media) {
        return Post.of("key", text, attempt.began())
                .media(List.of(media))
                .attempt(attempt)
                .build();
    }

    private Attempt waited(Attempt attempt, Outcome.Later later) {
        assertThat(later.ticket()).doesNotContain(token);
        Duration wait = Duration.between(simulator.clock().instant(), later.notBefore());
        simulator.clock().advance(wait.plusSeconds(1));
        return attempt.resuming(later.ticket());
    }

    /** Does as the core does: tries again when it is time, with the ticket, and looks before anything uncertain. */
    private Outcome publish(Attempt first, String text, Media... media) {
        Attempt attempt = first;
        for (int i = 0; i < 12; i++) {
            Outcome outcome = connector.publish(account, post(text, attempt, media));
            if (outcome instanceof Outcome.Uncertain) {
                Lookup seen = connector.find(account, post(text, attempt));
                if (seen instanceof Lookup.Present present) {
                    return new Outcome.Done(present.ref());
                }
                if (seen instanceof Lookup.Unknown) {
                    return outcome;
                }
                simulator.clock().advance(Duration.ofSeconds(80));
            } else if (outcome instanceof Outcome.Later later) {
                attempt = waited(attempt, later);
            } else {
                return outcome;
            }
        }
        return new Outcome.Uncertain("never");
    }

    /** A first try; what it waits for is over. */
    private Attempt begun(Media film) {
        Attempt attempt = since();
        return waited(attempt, (Outcome.Later) connector.publish(account, post(TEXT, attempt, film)));
    }

    private List<String> posted() {
        return simulator.posts(page).stream().map(PagePost::message).toList();
    }

    @Test
    void publishesAFilmWhenFacebookHasWorkedOnIt() {
        Attempt attempt = since();
        Media film = film(3000);
        Outcome first = connector.publish(account, post(TEXT, attempt, film));
        assertThat(first).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.why())
                .contains("works on the video"));
        assertThat(posted()).isEmpty();
        assertThat(publish(attempt.resuming(((Outcome.Later) first).ticket()), TEXT, film))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.ref().id())
                                .isEqualTo(simulator.posts(page).get(0).id()));
        assertThat(posted()).containsExactly(TEXT);
        assertThat(simulator.films()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void sendsALongFilmInPartsAndTakesABrokenUploadUp() {
        Media film = film(9 * 1024 * 1024);
        simulator.breakUploadAfter(1_000_000);
        assertThat(publish(since(), TEXT, film)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.uploads()).isEqualTo(1);
        assertThat(simulator.calls().stream()
                        .filter(call -> call.path().contains("upload:"))
                        .map(call ->
                                call.method() + " " + call.header("file_offset").orElse("")))
                .containsExactly("POST 0", "GET ", "POST 1000000", "POST 9388608");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void makesOnePostWhateverAnswerIsLost() {
        for (String where : List.of("/uploads", "POST /v26.0/upload:", "/videos")) {
            simulator.mood(Mood.LOST_AFTER, where, 1);
            assertThat(publish(since(), TEXT + where, film(100))).as(where).isInstanceOf(Outcome.Done.class);
        }
        assertThat(posted()).hasSize(3).doesNotHaveDuplicates();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void findsByItsVideoWhatWasPublishedWithoutAnAnswer() {
        Media film = film(100);
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.FALSE_FAILURE, Mood.BROKEN_AFTER, Mood.GARBAGE)) {
            Attempt one = begun(film);
            String id = FilmTicket.film(one.ticket());
            simulator.clock().advance(Duration.ofMinutes(1));
            simulator.mood(mood, "POST /v26.0/" + id, 1);
            assertThat(publish(one, TEXT, film)).as(mood.name()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(posted()).hasSize(4);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void isUncertainOfWhatIsPublicAndNotShown() {
        Media film = film(100);
        Attempt attempt = begun(film);
        simulator.clock().advance(Duration.ofMinutes(1));
        simulator.lag(true);
        assertThat(connector.publish(account, post(TEXT, attempt, film))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post(TEXT, attempt))).isInstanceOf(Lookup.Unknown.class);
        simulator.lag(false);
        assertThat(connector.find(account, post(TEXT, attempt))).isInstanceOf(Lookup.Present.class);
        assertThat(connector.publish(account, post(TEXT, attempt, film))).isInstanceOf(Outcome.Done.class);
        assertThat(posted()).hasSize(1);
    }

    @Test
    void knowsThatAVideoWhichIsNotPublicWasNotPosted() {
        simulator.postByHand(page, TEXT);
        assertThat(connector.find(account, post(TEXT, begun(film(100))))).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void usesNoFilmForAnotherText() {
        Media film = film(100);
        Attempt attempt = begun(film);
        assertThat(publish(attempt, "Another text", film)).isInstanceOf(Outcome.Done.class);
        assertThat(posted()).containsExactly("Another text");
        assertThat(simulator.films()).isEqualTo(2);
    }

    @Test
    void saysWhatFacebookSaysOfAFilmThatItCannotUse() {
        simulator.failNextFilm("The video is too short");
        assertThat(publish(since(), TEXT, film(100))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("too short", "choose another");
        });
        assertThat(posted()).isEmpty();
    }

    @Test
    void beginsAgainWhereFacebookHasLetGo() {
        Media film = film(100);
        Attempt attempt = since();
        simulator.mood(Mood.RATE_LIMITED, "/videos", 1);
        Attempt second = waited(attempt, (Outcome.Later) connector.publish(account, post(TEXT, attempt, film)));
        simulator.plan(
                new Planned(GraphError.of(100, 1363037, "Invalid upload handle"), "/videos", 1, false, Duration.ZERO));
        assertThat(publish(second, TEXT, film)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.uploads()).isEqualTo(2);
        assertThat(posted()).hasSize(1);
    }

    @Test
    void knowsTheErrorsOfVideos() {
        for (int code : new int[] {352, 382, 389, 6000}) {
            simulator.plan(new Planned(GraphError.of(code, 0, "As planned"), "/videos", 1, false, Duration.ZERO));
            assertThat(publish(since(), TEXT, film(100)))
                    .as(code + "")
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.CONTENT));
        }
        for (int code : new int[] {390, 6001, 2}) {
            simulator.plan(new Planned(GraphError.of(code, 0, "As planned"), "/videos", 1, false, Duration.ZERO));
            assertThat(publish(since(), TEXT + code, film(100))).as(code + "").isInstanceOf(Outcome.Done.class);
        }
        assertThat(posted()).hasSize(3);
    }

    @Test
    void needsAnAppAndOneFilmAlone() {
        assertThat(connector("").publish(account, post(TEXT, since(), film(100))))
                .asString()
                .contains("administrator", "app's id");
        assertThat(connector.publish(account, post(TEXT, since(), film(100), film(200))))
                .asString()
                .contains("one video");
        assertThat(simulator.calls()).isEmpty();
        assertThat(connector.traits().published().videos().max()).isEqualTo(1);
    }
}
