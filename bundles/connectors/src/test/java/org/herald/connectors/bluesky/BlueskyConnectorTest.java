package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryInstallation;
import org.herald.connectors.WithFakeServer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Card;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class BlueskyConnectorTest extends WithFakeServer {
    private static final String ROOT = "at://did:plc:press/app.bsky.feed.post/3k";
    private static final String SESSION =
            "{\"did\":\"did:plc:press\",\"handle\":\"press\",\"accessJwt\":\"a1\",\"refreshJwt\":\"r1\"}";

    private final BlueskyConnector connector = new BlueskyConnector(
            http, "https://bsky.app", new BlueskyClient(new MemoryInstallation(null), 1), Clock.systemUTC());

    private static String reply(String id, String replies) {
        return "{\"post\":{\"uri\":\"at://x/" + id + "\",\"cid\":\"c" + id
                + "\",\"author\":{\"did\":\"did:x\",\"handle\":\"x.test\"},\"record\":{\"text\":\"hi <b>" + id
                + "\",\"createdAt\":\"2026-11-21T10:00:00.000Z\"},\"indexedAt\":\"2026-11-21T10:00:01.000Z\"},\"replies\":["
                + replies + "]}";
    }

    @Override
    protected void healthy() {
        server.answers("/xrpc/com.atproto.server.createSession", SESSION)
                .answers("/xrpc/com.atproto.server.refreshSession", SESSION.replace("a1", "a2"))
                .answers("/xrpc/com.atproto.repo.putRecord", "{\"uri\":\"" + ROOT + "\",\"cid\":\"bafy\"}")
                .answers("/xrpc/com.atproto.repo.deleteRecord", "{}")
                .answers(
                        "/xrpc/com.atproto.repo.getRecord",
                        "{\"uri\":\"" + ROOT
                                + "\",\"cid\":\"bafy\",\"value\":{\"text\":\"old\",\"createdAt\":\"2026-01-01T00:00:00Z\"}}")
                .answers(
                        "/xrpc/com.atproto.repo.uploadBlob",
                        "{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"b\"}}}")
                .answers(
                        "/xrpc/app.bsky.feed.getPostThread",
                        "{\"thread\":" + "{\"post\":{\"uri\":\"" + ROOT + "\",\"cid\":\"c\"},\"replies\":["
                                + reply("1", reply("2", "")) + ",{\"uri\":\"at://gone\",\"notFound\":true}]}}");
    }

    @Override
    protected Publisher publisher() {
        return connector;
    }

    private static RemoteRef ref() {
        return new RemoteRef(ROOT, "bafy", null);
    }

    private List<String> keysSeen() {
        Pattern rkey = Pattern.compile("\"rkey\":\"([^\"]+)\"");
        return server.bodies.stream()
                .map(rkey::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void signsInOnceAndRefreshesWhenTheSessionEnds() {
        Account account = account();
        connector.publish(account, post());
        connector.publish(account, post());
        assertThat(server.requests.stream().filter(r -> r.contains("createSession")))
                .hasSize(1);
        server.answers(
                "/xrpc/com.atproto.repo.putRecord",
                400,
                "{\"error\":\"ExpiredToken\",\"message\":\"Token has expired\"}");
        connector.publish(account, post());
        assertThat(server.requests.stream().filter(r -> r.contains("refreshSession")))
                .hasSize(1);
        assertThat(server.requests.stream().filter(r -> r.contains("createSession")))
                .hasSize(1);
        assertThat(account.session().orElseThrow().reveal()).contains("a2");
    }

    @Test
    void knowsWhatIsAbsent() {
        assertThat(connector.find(account(), post())).isInstanceOf(Lookup.Present.class);
        server.answers("/xrpc/com.atproto.repo.getRecord", 400, "{\"error\":\"RecordNotFound\",\"message\":\"no\"}");
        assertThat(connector.find(account(), post())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void buildsTheCard() {
        Media thumb = new Media(new byte[] {1}, "image/jpeg", "", 1, 1);
        Card card = new Card(URI.create("https://example.org/x"), "Title", "About", Optional.of(thumb));
        Outcome outcome = connector.publish(
                account(),
                Post.of("k", "Hello", AT).language(Locale.FRENCH).card(card).build());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(server.bodies.get(server.bodies.size() - 1))
                .contains("app.bsky.embed.external", "\"title\":\"Title\"", "\"thumb\"", "\"langs\":[\"fr\"]");
    }

    @Test
    void answersInTheRightThread() {
        connector.respond(account(), post(), ref(), new RemoteRef("at://x/1", "c1", null), "x.test");
        assertThat(server.bodies.get(server.bodies.size() - 1)).contains("at://x/1", ROOT);
    }

    @Test
    void remoteTextIsEscapedAndItsLinksKept() {
        var record = Json.tree("{\"text\":\"é <i> link\",\"facets\":[{\"index\":{\"byteStart\":7,\"byteEnd\":11},"
                        + "\"features\":[{\"uri\":\"https://example.org/?a=\\\"b\"}]}]}")
                .orElseThrow();
        assertThat(RecordHtml.of(record))
                .isEqualTo("<p>é &lt;i&gt; <a href=\"https://example.org/?a=&quot;b\">link</a></p>");
    }

    private RemoteReply collected(String more) {
        String post =
                "{\"uri\":\"at://did:x/app.bsky.feed.post/1\",\"cid\":\"c1\",\"author\":{\"did\":\"did:x\",\"handle\":"
                        + "\"x.test\"},\"indexedAt\":\"2026-11-21T10:00:01.000Z\"," + more + "}";
        server.answers(
                "/xrpc/app.bsky.feed.getPostThread",
                "{\"thread\":{\"post\":{\"uri\":\"" + ROOT + "\",\"cid\":\"c\"},\"replies\":[{\"post\":" + post
                        + ",\"replies\":[]}]}}");
        Collected thread = connector.thread(account(), ref(), "");
        return ((Collected.Replies) thread).replies().get(0);
    }

    @Test
    void labelsOfTheAuthorAndOfModeratorsMakeAWarning() {
        assertThat(collected("\"record\":{\"text\":\"See\"}").warning()).isEmpty();
        assertThat(collected(
                                "\"record\":{\"text\":\"See\",\"labels\":{\"$type\":\"com.atproto.label.defs#selfLabels\","
                                        + "\"values\":[{\"val\":\"porn\"}]}},\"labels\":[{\"src\":\"did:m\",\"val\":\"graphic-media\"},"
                                        + "{\"src\":\"did:m\",\"val\":\"spoiler\"},{\"src\":\"did:m\",\"val\":\"rude\"},"
                                        + "{\"src\":\"did:m\",\"val\":\"rude\",\"neg\":true},{\"src\":\"did:x\",\"val\":\"porn\"}]")
                        .warning())
                .isEqualTo("Adult content, Graphic content, spoiler");
        assertThat(collected("\"record\":{\"text\":\"See\"},\"embed\":{\"$type\":\"app.bsky.embed.record#view\","
                                + "\"record\":{\"uri\":\"at://y/2\",\"labels\":[{\"val\":\"nudity\"}]}}")
                        .warning())
                .as("of what is quoted")
                .isEqualTo("Nudity");
    }

    @Test
    void whatAReplyCarriesIsCollectedWithIt() {
        String pictures =
                "{\"$type\":\"app.bsky.embed.images#view\",\"images\":[{\"thumb\":\"https://cdn.example/t/a@jpeg\","
                        + "\"fullsize\":\"https://cdn.example/f/a@jpeg\",\"alt\":\"A meadow\"}]}";
        assertThat(collected("\"record\":{\"text\":\"\"},\"embed\":" + pictures).media())
                .containsExactly(new RemoteMedia(
                        "a@jpeg", RemoteMedia.Kind.IMAGE, URI.create("https://cdn.example/f/a@jpeg"), "A meadow"));
        URI post = URI.create("https://bsky.app/profile/x.test/post/1");
        assertThat(collected(
                                "\"record\":{\"text\":\"\"},\"embed\":{\"$type\":\"app.bsky.embed.video#view\",\"cid\":\"v\","
                                        + "\"playlist\":\"https://cdn.example/p.m3u8\",\"alt\":\"Bees dance\"}")
                        .media())
                .containsExactly(new RemoteMedia("v", RemoteMedia.Kind.VIDEO, post, "Bees dance"));
        assertThat(collected(
                                "\"record\":{\"text\":\"\"},\"embed\":{\"$type\":\"app.bsky.embed.external#view\",\"external\":"
                                        + "{\"uri\":\"https://example.org/a\",\"title\":\"Bees\",\"description\":\"All of them\"}}")
                        .media())
                .containsExactly(new RemoteMedia(
                        "https://example.org/a",
                        RemoteMedia.Kind.OTHER,
                        URI.create("https://example.org/a"),
                        "Bees – All of them"));
        assertThat(collected(
                                "\"record\":{\"text\":\"\"},\"embed\":{\"$type\":\"app.bsky.embed.recordWithMedia#view\",\"media\":"
                                        + pictures
                                        + ",\"record\":{\"$type\":\"app.bsky.embed.record#view\",\"record\":{\"uri\":"
                                        + "\"at://did:y/app.bsky.feed.post/9\",\"cid\":\"q\",\"author\":{\"handle\":\"y.test\"},"
                                        + "\"value\":{\"text\":\"I said\"}}}}")
                        .media())
                .extracting(RemoteMedia::description)
                .containsExactly("A meadow", "@y.test: I said");
        assertThat(collected(
                                "\"record\":{\"text\":\"\",\"embed\":{\"$type\":\"app.bsky.embed.images\",\"images\":[{\"image\":"
                                        + "{\"ref\":{\"$link\":\"b\"}},\"alt\":\"Unseen yet\"}]}}")
                        .media())
                .as("without a view")
                .containsExactly(new RemoteMedia("b", RemoteMedia.Kind.IMAGE, post, "Unseen yet"));
        assertThat(collected("\"record\":{\"text\":\"\"},\"embed\":{\"$type\":\"org.example.poll#view\"}")
                        .media())
                .as("of a kind that is not known")
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(RemoteMedia.Kind.OTHER));
    }

    @Test
    void anAnswerToWhatIsGoneEndsAtOnce() {
        server.answers("/xrpc/app.bsky.feed.getPosts", "{\"posts\":[]}");
        RemoteRef gone = new RemoteRef("at://x/1", "c1", null);
        assertThat(connector.respond(account(), post(), ref(), gone, "x.test"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.GONE));
        assertThat(keysSeen()).isEmpty();
        server.answers("/xrpc/app.bsky.feed.getPosts", "{\"posts\":[{\"uri\":\"at://x/1\"}]}");
        assertThat(connector.respond(account(), post(), ref(), gone, "x.test")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void onlyTheNetworkSaysThatAReplyIsGone() {
        RemoteRef reply = new RemoteRef("at://x/1", "c1", null);
        server.answers("/xrpc/app.bsky.feed.getPosts", "{\"posts\":[]}");
        assertThat(connector.isGone(account(), reply)).isTrue();
        server.answers("/xrpc/app.bsky.feed.getPosts", "{\"posts\":[{\"uri\":\"at://x/1\"}]}");
        assertThat(connector.isGone(account(), reply)).isFalse();
        server.answers("/xrpc/app.bsky.feed.getPosts", 500, "{}");
        assertThat(connector.isGone(account(), reply)).isFalse();
    }

    @Test
    void whatIsUploadedIsNotUploadedAgain() {
        Media picture = new Media(new byte[] {1}, "image/jpeg", "A meadow", 1, 1);
        server.mood(FakeServer.Mood.RATE_LIMITED, "putRecord");
        Outcome.Later busy = (Outcome.Later) connector.publish(
                account(), Post.of("k", "Hello", AT).media(List.of(picture)).build());
        server.mood(FakeServer.Mood.OK, "");
        Post again = Post.of("k", "Hello", AT)
                .media(List.of(picture))
                .attempt(Attempt.since(AT).resuming(busy.ticket()))
                .build();
        assertThat(connector.publish(account(), again)).isInstanceOf(Outcome.Done.class);
        assertThat(server.requests.stream().filter(request -> request.contains("uploadBlob")))
                .hasSize(1);
        assertThat(server.bodies.get(server.bodies.size() - 1)).contains("\"$link\":\"b\"");
    }

    @Test
    void aMentionThatCannotBeResolvedNowIsNotLeftOut() {
        Post post = Post.of("k", "Thanks @far.example.com", AT).build();
        server.mood(FakeServer.Mood.BROKEN, "resolveHandle");
        assertThat(connector.publish(account(), post)).isInstanceOf(Outcome.Later.class);
        assertThat(keysSeen()).isEmpty();
        server.mood(FakeServer.Mood.OK, "");
        assertThat(connector.publish(account(), post)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void keysAreOrderedAndNeverRepeat() {
        Tids tids = new Tids();
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            String tid = tids.next(Instant.EPOCH.plusSeconds(1_700_000_000));
            assertThat(tid).matches("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}");
            assertThat(tid.compareTo(last)).isPositive();
            assertThat(seen.add(tid)).isTrue();
            last = tid;
        }
    }
}
