package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.herald.Visibility;
import org.herald.connectors.FakeServer;
import org.herald.connectors.WithFakeServer;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Collected;
import org.herald.spi.Connection;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class MastodonConnectorTest extends WithFakeServer {
    private static final String STATUS =
            "{\"id\":\"ff01\",\"url\":\"https://example.org/@press/1\",\"created_at\":\"2026-11-21T10:00:01Z\",\"content\":\"<p>Hello"
                    + " <a href=\\\"https://example.org/x\\\"><span"
                    + " class=\\\"invisible\\\">https://</span><span>example.org/x</span></a> #<span>Garden</span></p>\"}";
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

    private static RemoteRef ref() {
        return new RemoteRef("ff01", "", null);
    }

    @Test
    void aWarningAndWhatIsAttachedToAReplyAreCollected() {
        server.answers(
                "/api/v1/statuses/ff01/context",
                "{\"descendants\":[{\"id\":\"a\",\"in_reply_to_id\":\"ff01\",\"visibility\":\"public\",\"content\":\"\","
                        + "\"created_at\":\"2026-11-21T10:01:00Z\",\"spoiler_text\":\"Insects\","
                        + "\"account\":{\"id\":\"9\",\"acct\":\"bob\"},\"media_attachments\":["
                        + "{\"id\":\"1\",\"type\":\"image\",\"url\":\"https://cache.example/1.png\",\"remote_url\":\"https://far.example/bee.png\",\"description\":\"A"
                        + " bee\"},"
                        + "{\"id\":\"2\",\"type\":\"gifv\",\"url\":\"https://cache.example/2.mp4\",\"description\":null},{\"id\":\"3\",\"type\":\"hologram\",\"url\":\"not"
                        + " an address\"}]}]}");
        Collected.Replies replies =
                (Collected.Replies) connector.thread(account(), new RemoteRef("ff01", "", null), "");
        RemoteReply reply = replies.replies().get(0);
        assertThat(reply.warning()).isEqualTo("Insects");
        assertThat(reply.media())
                .containsExactly(
                        new RemoteMedia(
                                "1", RemoteMedia.Kind.IMAGE, URI.create("https://far.example/bee.png"), "A bee"),
                        new RemoteMedia("2", RemoteMedia.Kind.VIDEO, URI.create("https://cache.example/2.mp4"), ""),
                        new RemoteMedia("3", RemoteMedia.Kind.OTHER, null, ""));
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
        Limits limits = connector.limits(account());
        assertThat(limits.text().maxLength()).isEqualTo(5000);
        assertThat(limits.text().urlLength()).isEqualTo(30);
        assertThat(limits.pictures().max()).isEqualTo(6);
        assertThat(limits.pictures().types()).containsExactly("image/png");
        assertThat(limits.source().toString()).endsWith("/api/v2/instance");
    }

    @Test
    void fallsBackToTheOlderDocumentAndThenToTheUsualLimits() {
        assertThat(connector.limits(account()).text().maxLength()).isEqualTo(500);
        MastodonConnector fresh = new MastodonConnector(http, Clock.fixed(AT, ZoneOffset.UTC));
        server.answers("/api/v1/instance", "{\"max_toot_chars\":1111}");
        assertThat(fresh.limits(account()).text().maxLength()).isEqualTo(1111);
        int asked = server.requests.size();
        fresh.limits(account());
        assertThat(server.requests).hasSize(asked);
    }

    @Test
    void uploadsThePictureWithItsText() {
        Media picture = new Media(new byte[] {1, 2, 3}, "image/png", "A meadow", 1, 1);
        Post post = Post.of("k", "Hello", AT).media(List.of(picture)).build();
        Outcome outcome = connector.publish(account(), post);
        assertThat(server.bodies).anyMatch(body -> body.contains("A meadow"));
        assertThat(server.bodies).anyMatch(body -> body.contains("\"media_ids\":[\"m1\"]"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.remark())
                .contains("without its picture"));
    }

    @Test
    void mentionsWhomItAnswersAndKeepsTheVisibility() {
        Post post = Post.of("k", "Thanks", AT).visibility(Visibility.FOLLOWERS).build();
        connector.respond(account(), post, ref(), ref(), "bob@far.example");
        assertThat(server.bodies.get(server.bodies.size() - 1))
                .contains(
                        "\"status\":\"@bob@far.example Thanks\"",
                        "\"visibility\":\"private\"",
                        "\"in_reply_to_id\":\"ff01\"");
    }

    @Test
    void keepsWhoMaySeeAReply() {
        Collected.Replies replies = (Collected.Replies) connector.thread(account(), ref(), "");
        assertThat(replies.replies().get(0).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(replies.replies().get(1).visibility()).isEqualTo(Visibility.FOLLOWERS);
        assertThat(replies.replies().get(1).own()).isTrue();
    }

    private Outcome publish(Post post, String answer) {
        server.answers("/api/v1/statuses", answer);
        return connector.publish(account(), post);
    }

    private static String remark(Outcome outcome) {
        return ((Outcome.Done) outcome).remark();
    }

    @Test
    void saysWhatTheServerMadeOfIt() {
        Post post = Post.of("k", "Hello & welcome", AT).language(Locale.ENGLISH).build();
        String all = "{\"id\":\"1\",\"content\":\"<p>Hello &amp;"
                + " welcome</p>\",\"visibility\":\"public\",\"language\":\"en-GB\"}";
        assertThat(remark(publish(post, all))).isEmpty();
        assertThat(remark(publish(post, "{\"id\":\"1\"}"))).isEmpty();
        assertThat(remark(publish(post, all.replace("Hello &amp; welcome", ""))))
                .contains("without its text");
        assertThat(remark(publish(post, all.replace("welcome", "go away")))).contains("another text");
        assertThat(remark(publish(post, all.replace(" &amp;", ",")))).contains("punctuation");
        assertThat(remark(publish(post, all.replace("public", "direct")))).contains("“direct”", "“public”");
        assertThat(remark(publish(post, all.replace("en-GB", "de")))).contains("“de”", "“en”");
        server.answers("/api/v1/statuses", all);
        assertThat(remark(connector.respond(account(), post, ref(), ref(), ""))).contains("did not put it below");
        server.answers("/api/v1/statuses", all.replace("\"id\":\"1\"", "\"id\":\"1\",\"in_reply_to_id\":\"ff01\""));
        assertThat(remark(connector.respond(account(), post, ref(), ref(), ""))).isEmpty();
    }

    @Test
    void mentionsEverybodyOnceAndAccountsOfTheServerInFull() {
        assertThat(connector.addressed(account(), "Thanks, @readers2", "reader"))
                .startsWith("@reader Thanks");
        server.answers("/api/v2/instance", "{\"domain\":\"press.example\"}");
        MastodonConnector fresh = new MastodonConnector(http, Clock.systemUTC());
        assertThat(fresh.addressed(account(), "Thanks", "reader")).isEqualTo("@reader@press.example Thanks");
        for (String named : List.of("@reader, thanks", "Thanks (@Reader@Press.example).", "@reader: thanks")) {
            assertThat(fresh.addressed(account(), named, "reader")).isEqualTo(named);
        }
        assertThat(fresh.addressed(account(), "Hi @bob", "bob@far.example")).isEqualTo("@bob@far.example Hi @bob");
        assertThat(fresh.addressed(account(), "a@reader.example", "reader")).startsWith("@reader@press.example ");
        server.answers("/api/v2/instance", "{\"domain\":\"localhost:8001\"}");
        MastodonConnector local = new MastodonConnector(http, Clock.systemUTC());
        assertThat(local.addressed(account(), "Thanks", "reader")).isEqualTo("@reader Thanks");
    }

    @Test
    void anAnswerToWhatIsGoneEndsAtOnce() {
        server.answers("/api/v1/statuses/gone", 404, "{\"error\":\"Record not found\"}");
        RemoteRef gone = new RemoteRef("gone", "", null);
        assertThat(connector.respond(account(), post(), ref(), gone, "bob"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.GONE);
                    assertThat(refused.why()).contains("was deleted");
                });
        assertThat(server.requests).noneMatch(request -> request.startsWith("POST"));
        RemoteRef onlyInTheThread = new RemoteRef("a", "", null);
        assertThat(connector.respond(account(), post(), ref(), onlyInTheThread, "bob"))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void onlyTheNetworkSaysThatAReplyIsGone() {
        RemoteRef reply = new RemoteRef("r1", "", null);
        server.answers("/api/v1/statuses/r1", 404, "{\"error\":\"Record not found\"}");
        assertThat(connector.isGone(account(), reply)).isTrue();
        server.answers("/api/v1/statuses/r1", "{\"id\":\"r1\"}");
        assertThat(connector.isGone(account(), reply)).isFalse();
        server.answers("/api/v1/statuses/r1", 503, "");
        assertThat(connector.isGone(account(), reply)).isFalse();
        server.answers("/api/v1/statuses/r1", 401, "");
        assertThat(connector.isGone(account(), reply)).isFalse();
    }

    @Test
    void learnsThatAServerCountsLinksInFull() {
        server.answers(
                "/api/v2/instance",
                "{\"configuration\":{\"statuses\":{\"max_characters\":100,\"characters_reserved_per_url\":23}}}");
        String link = "https://example.org/" + "x".repeat(80);
        server.answers("/api/v1/statuses", 422, "{\"error\":\"too long\"}");
        Outcome shortText = connector.publish(
                account(), Post.of("k", "Hello https://a.b", AT).build());
        assertThat(((Outcome.Refused) shortText).why()).contains("too long");
        Account account = account();
        assertThat(connector.limits(account).text().urlLength()).isEqualTo(23);
        Outcome outcome =
                connector.publish(account, Post.of("k", "Hello " + link, AT).build());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("counts links in full", "106 of 100");
        });
        assertThat(connector.limits(account).text().urlLength()).isZero();
    }

    @Test
    void whatWasLearnedOutlivesARestartUntilTheServerSaysSomethingElseOfItself() {
        String said = "{\"configuration\":{\"statuses\":{\"max_characters\":100,\"characters_reserved_per_url\":23}}}";
        server.answers("/api/v2/instance", said);
        Account account = account();
        account.keepLesson("linksInFull 2026-11-21 100/23");
        Limits learned = new MastodonConnector(http).limits(account);
        assertThat(learned.text().urlLength()).isZero();
        assertThat(learned.asOf()).isEqualTo("2026-11-21");
        server.answers("/api/v2/instance", said.replace("100", "500"));
        assertThat(new MastodonConnector(http).limits(account).text().urlLength())
                .isEqualTo(23);
        server.answers("/api/v2/instance", 500, "").answers("/api/v1/instance", 500, "");
        assertThat(new MastodonConnector(http).limits(account).text().urlLength())
                .as("a server that is silent says nothing else")
                .isZero();
        account.keepLesson("something of another version");
        assertThat(new MastodonConnector(http).limits(account).text().urlLength())
                .isEqualTo(connector.traits().published().text().urlLength());
    }

    @Test
    void whatIsBeingProcessedIsAskedForByItsIdAndNotUploadedAgain() {
        Media picture = new Media(new byte[] {1, 2, 3}, "image/png", "A meadow", 1, 1);
        Post post = Post.of("k", "Hello", AT).media(List.of(picture)).build();
        server.answers("/api/v2/media", 202, "{\"id\":\"m1\"}").answers("/api/v1/media/m1", 206, "{\"id\":\"m1\"}");
        Outcome.Later first = (Outcome.Later) connector.publish(account(), post);
        assertThat(first.ticket()).contains("m1");
        Outcome.Later second = (Outcome.Later) connector.publish(account(), again(post, picture, first.ticket()));
        server.answers("/api/v1/media/m1", "{\"id\":\"m1\",\"url\":\"https://example.org/m1.png\"}");
        assertThat(connector.publish(account(), again(post, picture, second.ticket())))
                .isInstanceOf(Outcome.Done.class);
        assertThat(server.requests.stream().filter(request -> request.startsWith("POST /api/v2/media")))
                .hasSize(1);
        assertThat(server.bodies.get(server.bodies.size() - 1)).contains("\"media_ids\":[\"m1\"]");
    }

    private static Post again(Post post, Media picture, String ticket) {
        return Post.of(post.key(), post.text(), AT)
                .media(List.of(picture))
                .attempt(Attempt.since(AT).resuming(ticket))
                .build();
    }

    @Test
    void aTicketIsForTheSamePictureAndSurvivesABusyServer() {
        Media picture = new Media(new byte[] {1, 2, 3}, "image/png", "A meadow", 1, 1);
        Post post = Post.of("k", "Hello", AT).media(List.of(picture)).build();
        server.mood(FakeServer.Mood.RATE_LIMITED, "/api/v1/statuses");
        Outcome.Later busy = (Outcome.Later) connector.publish(account(), post);
        server.mood(FakeServer.Mood.OK, "");
        connector.publish(account(), again(post, picture, busy.ticket()));
        assertThat(uploads()).isEqualTo(1);
        Media other = new Media(new byte[] {1, 2, 4}, "image/png", "A meadow", 1, 1);
        connector.publish(account(), again(post, other, busy.ticket()));
        assertThat(uploads()).isEqualTo(2);
        connector.publish(account(), again(post, picture, "no ticket of ours"));
        assertThat(uploads()).isEqualTo(3);
    }

    private long uploads() {
        return server.requests.stream()
                .filter(request -> request.startsWith("POST /api/v2/media"))
                .count();
    }

    @Test
    void aSlowServerStallsNobodyWhoKnowsEnough() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(AT);
        MastodonConnector patient = new MastodonConnector(http, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
        server.answers("/api/v1/instance", "{\"max_toot_chars\":1111}");
        assertThat(patient.limits(account()).text().maxLength()).isEqualTo(1111);
        now.set(AT.plus(Duration.ofHours(2)));
        server.mood(FakeServer.Mood.SILENT, "instance");
        int asked = server.requests.size();
        CompletableFuture<Limits> asking = CompletableFuture.supplyAsync(() -> patient.limits(account()));
        while (server.requests.size() == asked) {
            Thread.onSpinWait();
        }
        assertThat(patient.limits(account()).text().maxLength()).isEqualTo(1111);
        assertThat(asking).isNotDone();
        assertThat(asking.get(5, TimeUnit.SECONDS).text().maxLength()).isEqualTo(1111);
        assertThat(server.requests).hasSize(asked + 1);
    }

    @Test
    void signsInByCode() {
        MastodonSignIn signIn = new MastodonSignIn(http);
        var callback = java.net.URI.create("http://localhost/back");
        CodeAuthorizer.Challenge.Redirect challenge =
                (CodeAuthorizer.Challenge.Redirect) signIn.begin(server.uri(), callback, "state-1");
        assertThat(challenge.to().toString())
                .contains("code_challenge_method=S256", "state=state-1", "client_id=c", "response_type=code");
        Connection connection =
                signIn.complete(server.uri(), callback, challenge.ticket(), new CodeAuthorizer.Grant("the-code"));
        assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, c -> assertThat(
                        c.secret().reveal())
                .isEqualTo("the-token"));
        assertThat(server.bodies).anyMatch(body -> body.contains("code_verifier="));
    }

    @Test
    void aCodeThatAnotherServerGaveIsShownToNobody() {
        MastodonSignIn signIn = new MastodonSignIn(http);
        URI callback = URI.create("http://localhost/back");
        var challenge = (CodeAuthorizer.Challenge.Redirect) signIn.begin(server.uri(), callback, "state-1");
        int asked = server.requests.size();
        for (String issuer : List.of("https://other.example/", "other", "no address", "http://localhost")) {
            var mixed = new CodeAuthorizer.Grant("the-code", Optional.of(issuer));
            assertThat(signIn.complete(server.uri(), callback, challenge.ticket(), mixed))
                    .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                            .isEqualTo(Reason.AUTHORISATION));
        }
        assertThat(server.requests).hasSize(asked);
        var right = new CodeAuthorizer.Grant("the-code", Optional.of(server.uri() + "/"));
        assertThat(signIn.complete(server.uri(), callback, challenge.ticket(), right))
                .isInstanceOf(Connection.Connected.class);
    }

    @Test
    void refusesSomebodyElsesToken() {
        assertThat(new MastodonSignIn(http).signIn(server.uri(), "editor", new Secret("t")))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("@press", "@editor"));
    }
}
