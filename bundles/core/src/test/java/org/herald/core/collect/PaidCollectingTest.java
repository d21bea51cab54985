package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.collect.InboxFixture.NOW;
import static org.herald.core.collect.InboxFixture.reply;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.api.wrappers.ResourceResolverWrapper;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Budget;
import org.herald.Profile;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.BudgetNodes;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Limits;
import org.herald.spi.Meter;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a network charges for reading comes out of the profile's month, and nothing is read when that is spent. */
@ExtendWith(SlingContextExtension.class)
class PaidCollectingTest {
    private static final String PROFILE = "/var/herald/profiles/press";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private final Dear network = new Dear();
    private final Hands clock = new Hands();
    private InboxFixture inbox;
    private ProfileStore profiles;
    private PaidCollectors paid;
    private CollectJob job;
    /** Others write into the month at each moment. */
    private boolean busy;

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

    /** Charges a cent for each answer that it gives, and one for saying what is new. */
    private static final class Dear implements Network, Collector, Meter {
        private static final BigDecimal CENT = new BigDecimal("0.01");
        private final Map<String, List<RemoteReply>> threads = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private BigDecimal owed = BigDecimal.ZERO;

        @Override
        public NetworkTraits traits() {
            NetworkTraits usual =
                    TestTraits.of("dear", NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, false);
            Limits limits = usual.published();
            return new NetworkTraits(
                    usual.id(),
                    "Dear",
                    usual.defaultServer(),
                    usual.secretLabel(),
                    usual.posting(),
                    usual.listening(),
                    new Limits(
                            limits.text(),
                            limits.maxWithMedia(),
                            limits.pictures(),
                            limits.videos(),
                            new Limits.Cost("USD", CENT, CENT),
                            List.of(),
                            limits.source(),
                            limits.asOf()),
                    usual.rehearsal());
        }

        @Override
        public Collected thread(Account account, RemoteRef root, String page) {
            asked.add(root.id());
            List<RemoteReply> replies = threads.getOrDefault(root.id(), List.of());
            owed = owed.add(CENT.multiply(BigDecimal.valueOf(replies.size())));
            return new Collected.Replies(replies);
        }

        @Override
        public News news(Account account, String cursor) {
            asked.add("news");
            owed = owed.add(CENT);
            return new News(Set.of(), cursor);
        }

        @Override
        public BigDecimal take(Account account) {
            BigDecimal amount = owed;
            owed = BigDecimal.ZERO;
            return amount;
        }
    }

    @BeforeEach
    void open() throws Exception {
        inbox = new InboxFixture(context, home);
        context.create()
                .resource(
                        PROFILE,
                        Map.of(
                                "jcr:primaryType", "nt:unstructured",
                                "herald:title", "Press",
                                "herald:network", "mastodon",
                                "herald:server", "https://example.org",
                                "herald:enabled", true,
                                "herald:connected", true,
                                "herald:collectEvery", 5));
        context.create().resource(PROFILE + "/secret", Map.of("herald:ciphertext", new Reversing().encrypt("token")));
        context.resourceResolver().commit();
        profiles = new ProfileStore(inbox.repository, new Reversing());
        Connectors connectors = new Connectors();
        Installed.add(connectors, "mastodon", network);
        paid = new PaidCollectors(connectors, busy(), clock);
        job = new CollectJob(
                profiles,
                inbox.shares,
                inbox.store,
                paid,
                new EarlierThreads(inbox.repository, inbox.shares),
                new Readings(inbox.repository),
                clock);
        for (int i = 0; i < 3; i++) {
            inbox.post("post" + i, "Bees " + i, NOW.minusSeconds(3600L * (i + 1)));
            network.threads.put("post" + i, List.of(reply("a" + i, "Yes"), reply("b" + i, "No")));
        }
        posts = spent(); // an old post counts as what it would cost today
    }

    /** The repository, which takes nothing while it is busy. */
    private Repository busy() {
        ResourceResolverFactory factory = context.getService(ResourceResolverFactory.class);
        return new Repository(
                (ResourceResolverFactory) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ResourceResolverFactory.class},
                        (proxy, method, args) -> new Busy((ResourceResolver) method.invoke(factory, args))),
                null);
    }

    private final class Busy extends ResourceResolverWrapper {
        Busy(ResourceResolver real) {
            super(real);
        }

        @Override
        public void commit() throws PersistenceException {
            if (busy) {
                throw new PersistenceException(
                        "somebody was faster",
                        new CommitFailedException(CommitFailedException.STATE, 1, "somebody was faster"));
            }
            super.commit();
        }
    }

    private BigDecimal posts;

    private void budget(String perMonth) throws Exception {
        Budget budget =
                new Budget(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal(perMonth).add(posts)));
        try (ResourceResolver resolver = inbox.repository.open()) {
            BudgetNodes.write(resolver.getResource(PROFILE).adaptTo(ModifiableValueMap.class), budget);
            resolver.commit();
        }
    }

    private BigDecimal spent() {
        try (ResourceResolver resolver = inbox.repository.open()) {
            return BudgetBook.used(resolver, "press", network.traits(), clock.now)
                    .month();
        }
    }

    private BigDecimal read() {
        return spent().subtract(posts);
    }

    private Profile profile() {
        return profiles.find("press").orElseThrow();
    }

    private List<String> collect() {
        network.asked.clear();
        job.collect(profile(), true, Set.of());
        return List.copyOf(network.asked);
    }

    @Test
    void whatIsReadIsSpent() {
        assertThat(collect()).hasSize(4);
        assertThat(read()).isEqualByComparingTo("0.07");
        assertThat(collect()).as("without a budget nothing ends").hasSize(4);
        assertThat(read()).isEqualByComparingTo("0.14");
        assertThat(profile().health()).isEmpty();
    }

    @Test
    void readingEndsWithTheMoneySaysSoAndKeepsWhatWasRead() throws Exception {
        budget("0.04");
        assertThat(collect()).as("a cent for the news, and two threads").hasSize(3);
        assertThat(read()).as("the last page may go over").isEqualByComparingTo("0.05");
        assertThat(inbox.all()).hasSize(4);
        assertThat(profile().health())
                .contains("Profile “Press” collects nothing now", "of this month are spent", "Dear charges for reading")
                .contains("an administrator raises the profile's budget");
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(collect()).as("nothing is asked, not even for news").isEmpty();
        assertThat(read()).isEqualByComparingTo("0.05");
    }

    @Test
    void aRaisedBudgetAndANewMonthGoOn() throws Exception {
        budget("0.04");
        collect();
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        budget("0.11");
        assertThat(collect()).hasSize(4);
        assertThat(inbox.all()).hasSize(6);
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(collect()).isEmpty();
        clock.now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(collect()).contains("news");
        assertThat(profile().health()).isEmpty();
        assertThat(spent()).as("of December").isLessThan(new BigDecimal("0.10"));
    }

    @Test
    void whatWasReadElsewhereIsPaidBeforeAnythingIsRead() throws Exception {
        budget("0.04");
        network.owed = new BigDecimal("0.05"); // a look-up, say
        assertThat(collect()).isEmpty();
        assertThat(read()).isEqualByComparingTo("0.05");
        assertThat(profile().health()).contains("collects nothing now");
    }

    /** The administrator's zero is no money at all. */
    @Test
    void withoutAnyMoneyNothingIsRead() throws Exception {
        budget("0");
        assertThat(collect()).isEmpty();
    }

    @Test
    void whoReadsForNothingIsNotStopped() throws Exception {
        budget("0");
        Connectors free = new Connectors();
        Installed.add(free, "mastodon", new Collector() {
            @Override
            public Collected thread(Account account, RemoteRef root, String page) {
                return network.thread(account, root, page);
            }

            @Override
            public News news(Account account, String cursor) {
                return network.news(account, cursor);
            }
        });
        PaidCollector reads =
                new PaidCollectors(free, inbox.repository, clock).of(profile()).orElseThrow();
        assertThat(reads.spent(profiles.account("press").orElseThrow())).isEmpty();
    }

    /** The page was paid for: it is kept, and so is what it cost. */
    @Test
    void whatTheRepositoryDoesNotTakeIsOwedAndNoAnswerIsLost() {
        busy = true;
        assertThat(collect()).hasSize(4);
        assertThat(inbox.all()).hasSize(6);
        assertThat(read()).isEqualByComparingTo("0");
        busy = false;
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(collect()).hasSize(4);
        assertThat(read()).as("of both rounds").isEqualByComparingTo("0.14");
    }

    @Test
    void whatIsOwedIsSpent() throws Exception {
        budget("0.04");
        busy = true;
        assertThat(collect()).as("as many as where it is noted").hasSize(3);
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(collect()).isEmpty();
        busy = false;
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(collect()).isEmpty();
        assertThat(read()).isEqualByComparingTo("0.05");
    }

    @Test
    void whatIsOwedAtTheEndIsNotedThen() {
        busy = true;
        collect();
        busy = false;
        paid.stop();
        assertThat(read()).isEqualByComparingTo("0.07");
        paid.stop();
        assertThat(read()).as("once").isEqualByComparingTo("0.07");
    }
}
