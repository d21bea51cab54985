package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.collect.InboxFixture.NOW;
import static org.herald.core.collect.InboxFixture.reply;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Inbox.Seen;
import org.herald.InboxItem;
import org.herald.Profile;
import org.herald.ReviewState;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.Reversing;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.News;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SlingContextExtension.class)
class CollectJobTest {
    private static final Collected NOTHING = new Collected.Replies(List.of());
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private InboxFixture inbox;
    private ProfileStore profiles;
    private Connectors connectors;
    private final Network network = new Network();
    private final Hands clock = new Hands();
    private CollectJob job;

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Answers for each post what it was told to. */
    private final class Network implements Collector {
        private final Map<String, Collected> threads = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private Duration takes = Duration.ZERO;
        private String trouble = "";
        private String cursor = "";
        private final Set<String> gone = new HashSet<>();
        private int singles;

        @Override
        public boolean isGone(Account account, RemoteRef reply) {
            singles++;
            return gone.contains(reply.id());
        }

        @Override
        public Collected thread(Account account, RemoteRef root, String page) {
            asked.add(root.id());
            clock.now = clock.now.plus(takes);
            Collected answer = threads.getOrDefault(root.id(), NOTHING);
            if (answer == null) {
                throw new IllegalStateException("broken");
            }
            return answer;
        }

        @Override
        public News news(Account account, String cursor) {
            return new News(Set.of(), this.cursor.isEmpty() ? cursor : this.cursor, trouble);
        }

        List<String> askedNow() {
            List<String> now = List.copyOf(asked);
            asked.clear();
            return now;
        }
    }

    @BeforeEach
    void open() throws Exception {
        inbox = new InboxFixture(context, home);
        context.create()
                .resource(
                        "/var/herald/profiles/press",
                        Map.of(
                                "jcr:primaryType",
                                "nt:unstructured",
                                "herald:title",
                                "Press",
                                "herald:network",
                                "mastodon",
                                "herald:server",
                                "https://example.org",
                                "herald:enabled",
                                true,
                                "herald:connected",
                                true,
                                "herald:collectEvery",
                                5));
        context.create()
                .resource(
                        "/var/herald/profiles/press/secret",
                        Map.of("herald:ciphertext", new Reversing().encrypt("token")));
        context.resourceResolver().commit();
        profiles = new ProfileStore(inbox.repository, new Reversing());
        connectors = new Connectors();
        Installed.add(connectors, "mastodon", network);
        restart();
    }

    private void restart() {
        job = new CollectJob(
                profiles,
                inbox.shares,
                inbox.store,
                new PaidCollectors(connectors, inbox.repository, clock),
                new EarlierThreads(inbox.repository, inbox.shares),
                new Readings(inbox.repository),
                clock);
    }

    private Profile profile() {
        return profiles.find("press").orElseThrow();
    }

    private List<String> collect(boolean all) {
        job.collect(profile(), all, Set.of());
        return network.askedNow();
    }

    private void after(Duration time) {
        clock.now = clock.now.plus(time);
    }

    private void threePosts() {
        inbox.post("old", "Old bees", NOW.minusSeconds(3 * 3600));
        inbox.post("middle", "Middle bees", NOW.minusSeconds(2 * 3600));
        inbox.post("young", "Young bees", NOW.minusSeconds(3600));
    }

    @Test
    void oneThreadThatFailsKeepsNoOtherFromBeingReadAndHealthNamesIt() {
        threePosts();
        for (Collected failure : List.of(
                new Collected.Failed(Reason.SERVER, "It is over 16 MB."),
                new Collected.NotNow(NOW.plusSeconds(1), "HTTP 500.", false),
                new Collected.Failed(Reason.AUTHORISATION, "Not this one."))) {
            network.threads.put("young", failure);
            assertThat(collect(true)).contains("old", "middle", "young");
            assertThat(profile().health()).contains("Young bees").doesNotContain("Old bees");
            after(Duration.ofMinutes(11));
        }
        network.threads.put("young", NOTHING);
        collect(true);
        assertThat(profile().health()).isEmpty();
    }

    @Test
    void aThreadThatCannotBeTakenKeepsNoOtherFromBeingRead() {
        threePosts();
        network.threads.put("young", null);
        assertThat(collect(true)).contains("old", "middle", "young");
        assertThat(profile().health()).contains("Young bees");
    }

    @Test
    void nothingIsAskedBeforeTheNetworkLetsTheAccountAskAgain() {
        threePosts();
        network.threads.put("young", new Collected.NotNow(NOW.plusSeconds(900), "Too many requests."));
        assertThat(collect(false)).containsExactly("young");
        after(Duration.ofMinutes(14));
        restart();
        assertThat(collect(false)).isEmpty();
        assertThat(collect(true)).as("a person asks").isEmpty();
        after(Duration.ofMinutes(2));
        network.threads.clear();
        assertThat(collect(false)).contains("young", "middle", "old");
    }

    @Test
    void whatWasReadWhenSurvivesARestart() {
        threePosts();
        assertThat(collect(false)).hasSize(3);
        restart();
        assertThat(collect(false)).isEmpty();
        after(Duration.ofMinutes(4));
        assertThat(collect(false)).as("a part of its age is over").containsExactly("young");
    }

    @Test
    void aRoundIsShortAndTheNextOneGoesOnWhereItEnded() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            inbox.post("p" + i, "Bees", NOW.minusSeconds(3600L + i));
            all.add("p" + i);
        }
        network.takes = Duration.ofSeconds(50);
        List<String> asked = new ArrayList<>(collect(true));
        assertThat(asked).hasSize(3);
        asked.addAll(collect(true));
        asked.addAll(collect(true));
        assertThat(asked.subList(0, 7)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aThreadOfWhichMoreIsPromisedIsReadAgainThen() {
        inbox.post("post", "Bees", NOW.minus(Duration.ofDays(10)));
        network.threads.put(
                "post", new Collected.Replies(List.of(), "", "More is fetched.").again(NOW.plusSeconds(20)));
        assertThat(collect(false)).containsExactly("post");
        assertThat(profile().health()).isEmpty();
        assertThat(collect(false)).as("not before").isEmpty();
        assertThat(collect(true)).as("a person may ask before").containsExactly("post");
        after(Duration.ofSeconds(30));
        restart();
        network.threads.put("post", new Collected.Replies(List.of(reply("far", "From far away"))));
        assertThat(collect(false)).as("out of its turn").containsExactly("post");
        assertThat(inbox.all()).hasSize(1);
        after(Duration.ofMinutes(6));
        assertThat(collect(false)).as("its turn as ever").isEmpty();
    }

    @Test
    void aServerThatIsDownIsNotAskedForEachThread() {
        for (int i = 0; i < 7; i++) {
            inbox.post("p" + i, "Bees", NOW.minusSeconds(3600L + i));
            network.threads.put("p" + i, new Collected.Failed(Reason.SERVER, "Nobody answers."));
        }
        List<String> first = collect(true);
        assertThat(first).hasSize(3);
        assertThat(collect(true)).hasSize(3).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whatWasDeletedOnTheNetworkLeavesPageInboxAndRepository() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        RemoteReply kept = reply("kept", "Well said");
        RemoteReply gone = reply("gone", "Taken back");
        network.threads.put("post", new Collected.Replies(List.of(kept, gone)));
        collect(true);
        for (InboxItem item : inbox.all()) {
            inbox.review(new Seen(item.id(), item.version()), ReviewState.APPROVED);
        }
        String id = inbox.all().stream()
                .filter(item -> item.text().contains("Taken back"))
                .findFirst()
                .orElseThrow()
                .id();
        network.threads.put("post", new Collected.Replies(List.of(kept), "", "Some are left out."));
        collect(true);
        assertThat(inbox.comment(id)).as("the network left some out").isNotNull();
        network.threads.put("post", new Collected.Replies(List.of(kept)));
        network.trouble = "The token was revoked.";
        collect(true);
        assertThat(inbox.comment(id))
                .as("what only the account sees is not shown")
                .isNotNull();
        network.trouble = "";
        collect(true);
        assertThat(inbox.comment(id)).isNull();
        assertThat(inbox.pages.find(id, InboxPages.InboxAccess.ALL)).isEmpty();
        assertThat(inbox.all()).singleElement().satisfies(item -> assertThat(item.text())
                .contains("Well said"));
    }

    @Test
    void whatAPartOfAThreadDoesNotShowIsAskedForByItself() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        List<RemoteReply> all = new ArrayList<>();
        for (int i = 0; i < CollectRound.MOST_ASKED + 10; i++) {
            all.add(reply("r" + i, "Number " + i));
        }
        network.threads.put("post", new Collected.Replies(all));
        collect(true);
        network.threads.put("post", new Collected.Replies(List.of(), "", "Some are left out."));
        network.gone.addAll(Set.of("r3", "r17", "r39"));
        collect(true);
        assertThat(network.singles).as("some in a round").isEqualTo(CollectRound.MOST_ASKED);
        for (int i = 0; i < 50 && inbox.all().size() > 37; i++) {
            collect(true);
        }
        assertThat(inbox.all()).hasSize(37).noneMatch(item -> item.text().contains("Number 17"));
        network.trouble = "The token was revoked.";
        network.gone.add("r5");
        network.singles = 0;
        collect(true);
        assertThat(network.singles).as("who sees little cannot tell").isZero();
    }

    @Test
    void whatIsDeletedInAnOldThreadLeavesToo() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        RemoteReply gone = reply("gone", "Taken back");
        network.threads.put("post", new Collected.Replies(List.of(gone)));
        collect(true);
        after(Duration.ofDays(40));
        assertThat(collect(false)).contains("post");
        assertThat(inbox.all()).hasSize(1);
        network.threads.put("post", new Collected.Replies(List.of()));
        assertThat(collect(false)).as("once a day").isEmpty();
        after(Duration.ofHours(25));
        assertThat(collect(false)).contains("post");
        assertThat(inbox.all()).isEmpty();
        after(Duration.ofHours(25));
        assertThat(collect(false)).as("nothing of it is kept here").doesNotContain("post");
    }

    @Test
    void onlyTheCallThatHadFailedClearsItsHealth() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        profiles.health("press", "The token was refused.");
        network.trouble = "The token was revoked.";
        collect(true);
        assertThat(profile().health()).contains("The token was refused.", "does not collect everything");
        network.trouble = "";
        collect(true);
        assertThat(profile().health()).isEqualTo("The token was refused.");
        profiles.health("press", "");
        assertThat(profile().health()).isEmpty();
    }

    /** What a network hands out once is asked for again where it could not be kept. */
    @Test
    void theCursorStaysWhereSomethingCouldNotBeKept() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        network.cursor = "2";
        network.threads.put("post", null);
        collect(true);
        assertThat(profiles.cursor("press")).isEmpty();
        network.threads.put("post", NOTHING);
        collect(true);
        assertThat(profiles.cursor("press")).isEqualTo("2");
    }

    @Test
    void aThreadThatNoRoundCanReadWholeHasItsTurnAgainAndSaysSo() {
        inbox.post("post", "Bees", NOW.minusSeconds(3600));
        network.threads.put("post", new Collected.Replies(List.of(), "more", ""));
        network.takes = CollectRound.LONGEST.plusSeconds(1);
        collect(true);
        assertThat(profile().health()).contains("too long to be read at once");
    }
}
