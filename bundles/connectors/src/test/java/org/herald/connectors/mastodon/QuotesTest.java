package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who quotes a post is read with its answers, and what a server is still fetching is read when it has it. */
class QuotesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final RemoteRef POST = new RemoteRef(QuotingServer.POST, "", null);
    private final QuotingServer server = new QuotingServer();
    private final Account account = new MemoryAccount(server.uri(), "1", new Secret("token"));
    private final MastodonConnector connector = new MastodonConnector(
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    /** All pages, as the core reads them. */
    private List<Collected.Replies> pages() {
        List<Collected.Replies> pages = new ArrayList<>();
        String next = "";
        do {
            pages.add((Collected.Replies) connector.thread(account, POST, next));
            next = pages.get(pages.size() - 1).next();
        } while (!next.isEmpty());
        return pages;
    }

    private List<RemoteReply> replies() {
        return pages().stream().flatMap(page -> page.replies().stream()).toList();
    }

    @Test
    void whoQuotedThePostIsReadPageByPage() {
        server.answered("answer");
        for (int i = 0; i < 5; i++) {
            server.quoted("q" + i, "accepted", QuotingServer.POST);
        }
        assertThat(replies())
                .extracting(reply -> reply.ref().id())
                .containsExactly("answer", "q4", "q3", "q2", "q1", "q0");
        assertThat(replies()).allSatisfy(reply -> assertThat(reply.parentId()).isEqualTo(QuotingServer.POST));
        assertThat(replies().get(1).html()).isEqualTo("<p>Said q4</p>");
        assertThat(pages()).allSatisfy(page -> assertThat(page.leftOut()).isEmpty());
    }

    @Test
    void takesOnlyWhatIsAQuoteOfThisPostWithItsAuthorsLeave() {
        server.quoted("other", "accepted", "116");
        server.quoted("revoked", "revoked", QuotingServer.POST);
        server.quoted("new", "something_new", QuotingServer.POST);
        server.quoted("gone", "deleted", "");
        assertThat(replies()).isEmpty();
    }

    @Test
    void aServerWithoutQuotesIsNotAskedForThem() {
        server.version = 6;
        server.answered("answer");
        assertThat(replies()).hasSize(1);
        connector.news(account, "");
        assertThat(server.requests).noneMatch(path -> path.contains("quote"));
    }

    @ParameterizedTest
    @CsvSource({"404", "403", "410"})
    void whatIsNotToldIsSaidAndTakesNothingAway(int status) {
        server.answered("answer");
        server.quotesStatus = status;
        List<Collected.Replies> pages = pages();
        assertThat(pages.get(0).replies()).hasSize(1);
        assertThat(pages.get(1).leftOut()).contains("who quoted");
    }

    @Test
    void aServerThatFailsAtQuotesIsAskedAgain() {
        server.quotesStatus = 503;
        assertThat(connector.thread(account, POST, "quotes ")).isInstanceOf(Collected.NotNow.class);
    }

    @Test
    void aQuoteIsNews() {
        server.notices = "[{\"id\":\"77\",\"type\":\"quote\",\"status\":"
                + QuotingServer.status(
                        "q",
                        ",\"quote\":{\"state\":\"accepted\",\"quoted_status\":{\"id\":\"" + QuotingServer.POST + "\"}}")
                + "}]";
        News news = connector.news(account, "");
        assertThat(news.answered()).containsExactly(QuotingServer.POST);
        assertThat(news.cursor()).isEqualTo("77");
    }

    @Test
    void whatTheServerIsStillFetchingIsSaidAndReadAgainWhenItIsThere() {
        server.answered("near");
        server.fetching = "id=\"ImNvbnRleHQ6MTEz--c526\", retry=5, result_count=2";
        Collected.Replies first = (Collected.Replies) connector.thread(account, POST, "");
        assertThat(first.replies()).hasSize(1);
        assertThat(first.leftOut()).contains("still fetching");
        assertThat(first.again()).isEqualTo(NOW.plusSeconds(5));
        server.fetching = "";
        server.answered("far");
        Collected.Replies second = (Collected.Replies) connector.thread(account, POST, "");
        assertThat(second.replies()).hasSize(2);
        assertThat(second.leftOut()).isEmpty();
        assertThat(second.again()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=\"a\", retry=30|30",
                "retry=3, id=\"retry=9\"|3",
                "id=\"a\"|60",
                "nonsense|60",
                "id=\"a\", retry=999999|3600",
                "id=\"a\", retry=99999999999999|3600",
                "id=\"a\", retry=-4|60"
            })
    void waitsAsLongAsItSaysWithinReason(String header, long seconds) {
        server.fetching = header;
        Collected.Replies first = (Collected.Replies) connector.thread(account, POST, "");
        assertThat(first.again()).isEqualTo(NOW.plusSeconds(seconds));
    }
}
