package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.FakeServer.Mood;
import org.herald.connectors.http.Http;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Network;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connector must do, whatever its server does. */
public abstract class ConnectorContract {
    protected static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    protected FakeServer server;

    /** Short waits: the moods make them run out. */
    protected final Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000);

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        healthy();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** Gives the server the answers of a healthy one. */
    protected abstract void healthy();

    protected abstract Publisher publisher();

    protected abstract Responder responder();

    protected abstract Editor editor();

    protected abstract Collector collector();

    protected abstract Authorizer authorizer();

    /** A part of the path of the call that posts. */
    protected abstract String postingPath();

    /** A part of the path of the call that reads a thread. */
    protected abstract String threadPath();

    protected abstract RemoteRef ref();

    protected Account account() {
        return account(server.uri());
    }

    protected Account account(URI server) {
        return new TestAccount(server);
    }

    /** An account that keeps its session in memory. */
    protected static final class TestAccount implements Account {
        private final URI server;
        private Secret session;
        private String lesson = "";

        TestAccount(URI server) {
            this.server = server;
        }

        @Override
        public String profileId() {
            return "press";
        }

        @Override
        public URI server() {
            return server;
        }

        @Override
        public String handle() {
            return "press";
        }

        @Override
        public String remoteId() {
            return "did:plc:press";
        }

        @Override
        public Secret secret() {
            return new Secret("the-secret");
        }

        @Override
        public Optional<Secret> session() {
            return Optional.ofNullable(session);
        }

        @Override
        public void keepSession(Secret fresh) {
            session = fresh;
        }

        @Override
        public String lesson() {
            return lesson;
        }

        @Override
        public void keepLesson(String fresh) {
            lesson = fresh;
        }
    }

    protected Post post() {
        return Post.of(publisher().newKey(AT), "Hello https://example.org/x #Garden", AT)
                .build();
    }

    private Outcome publishIn(Mood mood) {
        server.mood(mood, postingPath());
        return publisher().publish(account(), post());
    }

    @Test
    void publishes() {
        assertThat(publishIn(Mood.OK)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void answers() {
        assertThat(responder().respond(account(), post(), ref(), ref(), "reader"))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        Outcome outcome = publishIn(Mood.RATE_LIMITED);
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(((Outcome.Later) outcome).notBefore())
                .isBetween(Instant.now().plusSeconds(110), Instant.now().plusSeconds(130));
    }

    @Test
    void saysThatTheSignInIsRefused() {
        assertThat(publishIn(Mood.REVOKED))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.AUTHORISATION));
    }

    @Test
    void saysThatTheTextIsRefused() {
        assertThat(publishIn(Mood.TOO_LONG))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.CONTENT));
    }

    @Test
    void aRedirectIsNoServerOfThisNetwork() {
        assertThat(publishIn(Mood.REDIRECTS))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.SERVER));
    }

    @Test
    void aLostAnswerIsUncertain() {
        assertThat(publishIn(Mood.DROPS_BEFORE_ANSWER)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(publishIn(Mood.SILENT)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(publishIn(Mood.GARBAGE)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(publishIn(Mood.ENDLESS)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(publishIn(Mood.BROKEN)).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void whatNeverLeftIsTriedLater() {
        for (String nowhere : new String[] {"http://localhost:1", "http://no-such-host.invalid"}) {
            assertThat(publisher().publish(account(URI.create(nowhere)), post()))
                    .isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void looksUpOnlyWhatTheServerSays() {
        server.mood(Mood.BROKEN, "");
        assertThat(publisher().find(account(), post())).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void deletesAlsoWhatIsGone() {
        assertThat(editor().delete(account(), ref())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void edits() {
        assertThat(editor().edit(account(), ref(), post())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void collectsEveryReplyOnce() {
        Collected collected = collector().thread(account(), ref());
        assertThat(collected).isInstanceOfSatisfying(Collected.Replies.class, replies -> {
            assertThat(replies.replies()).hasSize(2);
            assertThat(replies.replies()).anyMatch(r -> r.parentId().equals(ref().id()));
            assertThat(replies.replies()).anyMatch(r -> !r.parentId().equals(ref().id()));
        });
    }

    @Test
    void sayWhyNothingIsCollected() {
        server.mood(Mood.RATE_LIMITED, threadPath());
        assertThat(collector().thread(account(), ref())).isInstanceOf(Collected.NotNow.class);
        server.mood(Mood.REVOKED, threadPath());
        assertThat(collector().thread(account(), ref())).isInstanceOf(Collected.Failed.class);
        server.mood(Mood.GARBAGE, threadPath());
        assertThat(collector().thread(account(), ref())).isInstanceOf(Collected.Failed.class);
        server.mood(Mood.ENDLESS, threadPath());
        assertThat(collector().thread(account(), ref())).isInstanceOf(Collected.NotNow.class);
    }

    @Test
    void newsNeverFail() {
        server.mood(Mood.GARBAGE, "");
        assertThat(collector().news(account(), "here").cursor()).isEqualTo("here");
    }

    @Test
    void signsIn() {
        assertThat(authorizer().signIn(server.uri(), "press", new Secret("the-secret")))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.remoteId())
                        .isEqualTo("did:plc:press"));
        assertThat(authorizer().check(account())).isInstanceOf(Connection.Connected.class);
    }

    @Test
    void neverSaysTheSecret() {
        for (Mood mood : Mood.values()) {
            server.mood(mood, "");
            Connection connection = authorizer().signIn(server.uri(), "press", new Secret("the-secret"));
            assertThat(connection.toString()).as(mood.name()).doesNotContain("the-secret");
            assertThat(publishIn(mood).toString()).as(mood.name()).doesNotContain("the-secret");
        }
    }

    @Test
    void repeatsNothingThatSomethingInsideSays() {
        String inside = "INTERNAL-SECRET-42";
        for (int status : new int[] {200, 201, 302, 400, 401, 403, 404, 410, 418, 422, 429, 500, 503}) {
            for (String body : new String[] {
                inside,
                "{\"error\":\"" + inside + "\",\"error_description\":\"" + inside + "\",\"message\":\"" + inside + "\"}"
            }) {
                server.alwaysSays(status, body);
                assertThat(authorizer().signIn(server.uri(), "press", new Secret("the-secret")))
                        .isInstanceOf(Connection.Denied.class)
                        .asString()
                        .doesNotContain(inside);
                assertThat(authorizer().check(account()).toString()).doesNotContain(inside);
            }
        }
    }

    @Test
    void aSecretThatCannotBeSentIsNotTold() {
        for (String secret :
                new String[] {"the\nsecret", "the\u0000secret", "th\u00E9-s\u00E9cret", "the\r\nX-Secret: 1"}) {
            Connection connection = authorizer().signIn(server.uri(), "press", new Secret(secret));
            assertThat(connection.toString()).doesNotContain("hush", "X-Other");
        }
    }

    @Test
    void saysHowLongACallTakesAtMost() {
        Duration each = http.timeout();
        assertThat(((Network) publisher()).longestCall())
                .isGreaterThan(Duration.ofSeconds(60).plus(each.multipliedBy(2)))
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void theSameKeyIsSentAtEveryTry() {
        Post post = post();
        publisher().publish(account(), post);
        publisher().publish(account(), post);
        assertThat(keysSeen()).hasSize(2).allMatch(post.key()::equals);
    }

    /** The keys that the posting calls carried. */
    protected abstract java.util.List<String> keysSeen();
}
