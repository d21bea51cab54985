package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.ConnectorContract;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class MastodonConnectorTest extends ConnectorContract {
    private static final Limits PUBLISHED = new Limits(
            new Limits.Text(Limits.Counting.CODE_POINTS_URL23, 500, 0, 23, 0, 0, 0, true, true, 0),
            new Limits.Pictures(0, 4, 16_777_216, 0, 3840, 0, 0, 1500, Set.of("image/jpeg", "image/png", "image/gif")),
            URI.create("https://docs.joinmastodon.org/"),
            LocalDate.of(2026, 11, 1));
    private static final String STATUS =
            "{\"id\":\"ff01\",\"url\":\"https://example.org/@press/1\",\"created_at\":\"2026-11-21T10:00:01Z\","
                    + "\"content\":\"<p>Hello <a href=\\\"https://example.org/x\\\"><span class=\\\"invisible\\\">https://</span>"
                    + "<span>example.org/x</span></a> #<span>Garden</span></p>\"}";
    private static final String THREAD = "{\"descendants\":["
            + "{\"id\":\"a\",\"in_reply_to_id\":\"ff01\",\"visibility\":\"public\",\"content\":\"<p>1</p>\",\"created_at\":\"2026-11-21T10:01:00Z\",\"account\":{\"id\":\"9\",\"acct\":\"bob@far.example\",\"display_name\":\"Bob\"}},"
            + "{\"id\":\"b\",\"in_reply_to_id\":\"a\",\"visibility\":\"private\",\"content\":\"<p>2</p>\",\"created_at\":\"2026-11-21T10:02:00Z\",\"account\":{\"id\":\"did:plc:press\",\"acct\":\"press\",\"display_name\":\"\"}}]}";

    private final MastodonConnector connector = new MastodonConnector(http, Clock.systemUTC());

    @Override
    protected void healthy() {
        server.answers("/api/v1/statuses", STATUS)
                .answers("/api/v1/statuses/ff01", STATUS)
                .answers("/api/v1/statuses/ff01/context", THREAD)
                .answers("/api/v1/accounts/did:plc:press/statuses", "[" + STATUS + "]")
                .answers("/api/v1/accounts/verify_credentials", "{\"id\":\"did:plc:press\",\"acct\":\"press\"}")
                .answers("/api/v2/media", "{\"id\":\"m1\",\"url\":\"https://example.org/m1.png\"}")
                .answers("/api/v1/apps", "{\"client_id\":\"c\",\"client_secret\":\"s\"}")
                .answers("/oauth/token", "{\"access_token\":\"the-token\"}");
    }

    @Override
    protected Publisher publisher() {
        return connector;
    }

    @Override
    protected Responder responder() {
        return connector;
    }

    @Override
    protected Editor editor() {
        return connector;
    }

    @Override
    protected Collector collector() {
        return connector;
    }

    @Override
    protected Authorizer authorizer() {
        return new MastodonSignIn(http);
    }

    @Override
    protected String postingPath() {
        return "/api/v1/statuses";
    }

    @Override
    protected String threadPath() {
        return "/context";
    }

    @Override
    protected RemoteRef ref() {
        return new RemoteRef("ff01", "", null);
    }

    @Override
    protected List<String> keysSeen() {
        return server.keys;
    }

    @Test
    void findsWhatItPostedWhateverTheServerMadeOfIt() {
        assertThat(connector.find(account(), post())).isInstanceOf(Lookup.Present.class);
        Post other = Post.of("k", "Something else", AT).build();
        assertThat(connector.find(account(), other)).isInstanceOf(Lookup.Absent.class);
        Post later = Post.of("k", post().text(), AT.plus(Duration.ofHours(1))).build();
        assertThat(connector.find(account(), later)).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void readsTheServersOwnLimits() {
        server.answers(
                "/api/v2/instance",
                "{\"configuration\":{\"statuses\":{\"max_characters\":5000,\"characters_reserved_per_url\":30,\"max_media_attachments\":6},"
                        + "\"media_attachments\":{\"supported_mime_types\":[\"image/png\",\"video/mp4\"],\"image_size_limit\":123}}}");
        Limits limits = connector.limits(account(), PUBLISHED);
        assertThat(limits.text().maxLength()).isEqualTo(5000);
        assertThat(limits.text().urlLength()).isEqualTo(30);
        assertThat(limits.pictures().max()).isEqualTo(6);
        assertThat(limits.pictures().types()).containsExactly("image/png");
        assertThat(limits.source().toString()).endsWith("/api/v2/instance");
    }

    @Test
    void fallsBackToTheOlderDocumentAndThenToTheUsualLimits() {
        assertThat(connector.limits(account(), PUBLISHED).text().maxLength()).isEqualTo(500);
        MastodonConnector fresh = new MastodonConnector(http, Clock.fixed(AT, ZoneOffset.UTC));
        server.answers("/api/v1/instance", "{\"max_toot_chars\":1111}");
        assertThat(fresh.limits(account(), PUBLISHED).text().maxLength()).isEqualTo(1111);
        int asked = server.requests.size();
        fresh.limits(account(), PUBLISHED);
        assertThat(server.requests).hasSize(asked);
    }

    @Test
    void uploadsThePictureWithItsText() {
        Media picture = new Media(new byte[] {1, 2, 3}, "image/png", "A meadow", 1, 1);
        Post post = Post.of("k", "Hello", AT).media(List.of(picture)).build();
        Outcome outcome = connector.publish(account(), post);
        assertThat(server.bodies).anyMatch(body -> body.contains("A meadow"));
        assertThat(server.bodies).anyMatch(body -> body.contains("media_ids%5B%5D=m1"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.remark())
                .contains("without its picture"));
    }

    @Test
    void mentionsWhomItAnswersAndKeepsTheVisibility() {
        Post post = Post.of("k", "Thanks", AT).visibility(Visibility.FOLLOWERS).build();
        connector.respond(account(), post, ref(), ref(), "bob@far.example");
        assertThat(server.bodies.get(server.bodies.size() - 1))
                .contains("status=%40bob%40far.example+Thanks", "visibility=private", "in_reply_to_id=ff01");
    }

    @Test
    void keepsWhoMaySeeAReply() {
        Collected.Replies replies = (Collected.Replies) connector.thread(account(), ref());
        assertThat(replies.replies().get(0).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(replies.replies().get(1).visibility()).isEqualTo(Visibility.FOLLOWERS);
        assertThat(replies.replies().get(1).own()).isTrue();
    }

    @Test
    void signsInByCode() {
        MastodonSignIn signIn = new MastodonSignIn(http);
        var callback = java.net.URI.create("http://localhost/back");
        CodeAuthorizer.Challenge.Redirect challenge =
                (CodeAuthorizer.Challenge.Redirect) signIn.begin(server.uri(), callback, "state-1");
        assertThat(challenge.to().toString())
                .contains("code_challenge_method=S256", "state=state-1", "client_id=c", "response_type=code");
        Connection connection = signIn.complete(server.uri(), callback, challenge.ticket(), "the-code");
        assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, c -> assertThat(
                        c.secret().reveal())
                .isEqualTo("the-token"));
        assertThat(server.bodies).anyMatch(body -> body.contains("code_verifier="));
    }

    @Test
    void refusesSomebodyElsesToken() {
        assertThat(authorizer().signIn(server.uri(), "editor", new Secret("t")))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("@press", "@editor"));
    }
}
