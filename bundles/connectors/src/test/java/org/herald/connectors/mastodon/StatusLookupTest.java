package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.herald.Visibility;
import org.herald.connectors.FakeServer;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look-up takes no other post for ours, and says so where it cannot tell. */
class StatusLookupTest {
    private static final String LIST = "/api/v1/accounts/me/statuses";
    private final Instant began = Instant.now().minusSeconds(20);
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final MastodonConnector connector = new MastodonConnector(http, Clock.systemUTC());
    private final List<Map<String, Object>> statuses = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        server.answers(LIST, query -> Json.write(page(query, 40)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A page as servers give it: newest first, older than max_id. */
    private List<Map<String, Object>> page(String query, int size) {
        String last = query.contains("max_id=") ? query.replaceAll(".*max_id=([^&]*).*", "$1") : "";
        int from = 0;
        for (int i = 0; !last.isEmpty() && i < statuses.size(); i++) {
            from = statuses.get(i).get("id").equals(last) ? i + 1 : from;
        }
        return statuses.subList(from, Math.min(from + size, statuses.size()));
    }

    private Map<String, Object> status(String id, String text, Instant at) {
        Map<String, Object> status = new HashMap<>();
        status.put("id", id);
        status.put("url", "https://example.org/" + id);
        status.put("content", "<p>" + text + "</p>");
        status.put("visibility", "public");
        status.put("created_at", at.toString());
        status.put("in_reply_to_id", null);
        status.put("account", Map.of("id", "me"));
        statuses.add(status);
        return status;
    }

    private Lookup find(String text, Attempt attempt) {
        return find(Post.of("key", text, began).attempt(attempt).build());
    }

    private Lookup find(Post post) {
        return connector.find(new Me(), post);
    }

    private Attempt alone() {
        return Attempt.since(began).below(null, "");
    }

    private final class Me implements Account {
        @Override
        public String profileId() {
            return "press";
        }

        @Override
        public java.net.URI server() {
            return server.uri();
        }

        @Override
        public String handle() {
            return "press";
        }

        @Override
        public String remoteId() {
            return "me";
        }

        @Override
        public Secret secret() {
            return new Secret("s");
        }

        @Override
        public Optional<Secret> session() {
            return Optional.empty();
        }

        @Override
        public void keepSession(Secret session) {}

        @Override
        public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
            throw new UnsupportedOperationException("no session");
        }

        @Override
        public String lesson() {
            return "";
        }

        @Override
        public void keepLesson(String lesson) {}
    }

    private static void isPresent(Lookup lookup, String id) {
        assertThat(lookup).isInstanceOfSatisfying(Lookup.Present.class, present -> assertThat(
                        present.ref().id())
                .isEqualTo(id));
    }

    @Test
    void oneEmojiMatchesNothingButItself() {
        status("1", "The whole story of the garden", began.plusSeconds(2));
        assertThat(find("\uD83E\uDD8B", alone())).isInstanceOf(Lookup.Absent.class);
        status("2", "\uD83E\uDD8B", began.plusSeconds(2));
        isPresent(find("\uD83E\uDD8B", alone()), "2");
        assertThat(find("\uD83D\uDE00", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void aTextThatEndsAnothersIsNotThatOne() {
        status("1", "News: The garden opens", began.plusSeconds(2));
        assertThat(find("The garden opens", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void whatAnotherVariantHoldsIsLeftOut() {
        status("1", "Many thanks!", began.plusSeconds(2));
        assertThat(find("Many thanks!", alone().besides(Set.of("1")))).isInstanceOf(Lookup.Absent.class);
        isPresent(find("Many thanks!", alone()), "1");
    }

    @Test
    void anAnswerBelowSomebodyElseIsAnother() {
        status("1", "@ann Many thanks!", began.plusSeconds(2)).put("in_reply_to_id", "ann");
        Attempt toBob = Attempt.since(began).below(new RemoteRef("bob", "", null), "bob");
        assertThat(find("Many thanks!", toBob)).isInstanceOf(Lookup.Absent.class);
        status("2", "@<span>bob</span> Many thanks!", began.plusSeconds(3)).put("in_reply_to_id", "bob");
        isPresent(find("Many thanks!", toBob), "2");
        assertThat(find("@ann Many thanks!", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void whatIsOlderThanTheAttemptIsAnother() {
        status("1", "Good morning", began.minusSeconds(60));
        assertThat(find("Good morning", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void boostsAndOtherAuthorsAreOthers() {
        status("1", "Good morning", began.plusSeconds(1)).put("reblog", Map.of("id", "9"));
        status("2", "Good morning", began.plusSeconds(1)).put("account", Map.of("id", "somebody"));
        assertThat(find("Good morning", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void twoThatFitCannotBeTold() {
        status("1", "Good morning", began.plusSeconds(1));
        status("2", "Good morning", began.plusSeconds(2));
        assertThat(find("Good morning", alone())).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void whereTwoAreLookedForOneThatFitsTellsNothing() {
        assertThat(find("Good morning", alone().rivalled(true))).isInstanceOf(Lookup.Absent.class);
        status("1", "Good morning", began.plusSeconds(1));
        assertThat(find("Good morning", alone().rivalled(true))).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void whatAServerMayHaveChangedCannotBeTold() {
        status("1", "Good morning", began.plusSeconds(1)).put("visibility", "unlisted");
        assertThat(find("Good morning", alone())).isInstanceOf(Lookup.Unknown.class);
        statuses.clear();
        status("1", "Good morning?", began.plusSeconds(1));
        assertThat(find("Good morning!", alone())).isInstanceOf(Lookup.Unknown.class);
        statuses.clear();
        Attempt toBob = Attempt.since(began).below(new RemoteRef("bob", "", null), "bob");
        status("1", "@bob Good morning", began.plusSeconds(1));
        assertThat(find("Good morning", toBob)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void aShortPageIsNotTheLast() {
        server.answers(LIST, query -> Json.write(page(query, 3)));
        for (int i = 9; i > 0; i--) {
            status("" + i, "Another post " + i, began.plusSeconds(i + 2));
        }
        status("0", "The first of all", began.plusSeconds(1));
        isPresent(find("The first of all", alone()), "0");
        assertThat(find("What never came", alone())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void aServerThatAlwaysGivesTheSamePageCannotTell() {
        for (int i = 40; i > 0; i--) {
            status("" + i, "Another post " + i, began.plusSeconds(1));
        }
        server.answers(LIST, query -> Json.write(statuses));
        assertThat(find("What never came", alone())).isInstanceOf(Lookup.Unknown.class);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void whatIsNotPublicIsAbsentOnlyWhereTheServerShowsSuchPosts() {
        Post hidden = Post.of("key", "Between us", began)
                .visibility(Visibility.DIRECT)
                .attempt(alone())
                .build();
        assertThat(find(hidden)).isInstanceOf(Lookup.Unknown.class);
        status("1", "Something else", began.minusSeconds(100)).put("visibility", "private");
        assertThat(find(hidden)).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void readsThroughWhatServersMakeOfATextButNotThroughOtherNames() {
        status(
                "1",
                "Read <a href=\"https://example.org/a/very/long/path\"><span>example.org/a/very</span></a>, "
                        + "<span class=\"h-card\"><a href=\"https://far.example/@bob\" class=\"mention\">@<span>bob</span></a></span>"
                        + "<br>and <a href=\"https://example.org/tags/garden\">#<span>Garden</span></a> &amp; more",
                began.plusSeconds(1));
        String rest = "\nand #Garden & more";
        isPresent(find("Read https://example.org/a/very/long/path, @bob@far.example" + rest, alone()), "1");
        assertThat(find("Read https://example.org/a/very/long/path, @bob@near.example" + rest, alone()))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(find("Read https://example.org/a/very/long/road, @bob@far.example" + rest, alone()))
                .isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void clocksThatAreWrongOrSetWidenTheWindowAndNeverHideAPostOfOurs() {
        Instant now = Instant.parse("2026-11-21T10:10:00Z");
        Instant start = now.minusSeconds(15);
        Duration hour = Duration.ofHours(1);
        assertThat(Window.of(start, now, Optional.of(now)).likely()).isEqualTo(start.minusSeconds(1));
        Instant behind = now.minusSeconds(90);
        assertThat(Window.of(start, now, Optional.of(behind)).likely()).isEqualTo(start.minusSeconds(91));
        Instant ahead = now.plusSeconds(90);
        assertThat(Window.of(start, now, Optional.of(ahead)).possible()).isEqualTo(start.plusSeconds(89));
        // for each: what our clock said at the attempt and says now, while the server's went on rightly
        for (Duration then : List.of(hour.negated(), Duration.ZERO, hour)) {
            for (Duration today : List.of(hour.negated(), Duration.ZERO, hour)) {
                Window window = Window.of(start.plus(then), now.plus(today), Optional.of(now));
                assertThat(start).as("%s, then %s", then, today).isAfterOrEqualTo(window.possible());
                assertThat(start).as("%s, then %s", then, today).isAfterOrEqualTo(window.likely());
            }
        }
        Window untold = Window.of(start, now, Optional.empty());
        assertThat(untold.possible()).isEqualTo(start.minusSeconds(300));
        assertThat(untold.likely()).isEqualTo(start);
    }
}
