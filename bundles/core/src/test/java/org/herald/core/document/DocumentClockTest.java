package org.herald.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.awaitility.Awaitility;
import org.herald.Attachment;
import org.herald.VariantState;
import org.herald.core.People;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.core.site.SettingsStore;
import org.herald.spi.Account;
import org.herald.spi.Document;
import org.herald.spi.Documenter;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The record of an article says what readers see, as long as a post refers to it, and goes with the last one. */
@ExtendWith(SlingContextExtension.class)
class DocumentClockTest {
    private static final String SITE = "/content/site";
    private static final String ARTICLE = SITE + "/bees";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Account4 network = new Account4();
    private final Connectors connectors = new Connectors();
    private final Time time = new Time();

    @TempDir
    Path home;

    private Repository repository;
    private DocumentRecords records;
    private ShareStore shares;
    private DocumentClock clock;
    private String identity;

    private static final class Time extends Clock {
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

    /** A network with records, and what it says to the next request. */
    private static final class Account4 implements Documenter {
        private final Map<String, Document> there = new ConcurrentSkipListMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final CountDownLatch called = new CountDownLatch(1);
        private Outcome says;
        private CountDownLatch answer = new CountDownLatch(0);

        @Override
        public Outcome write(Account account, Document document) {
            asked.add("write " + document.title());
            called.countDown();
            await(answer);
            Outcome outcome = next(document.key());
            if (outcome instanceof Outcome.Done) {
                there.put(document.key(), document);
            }
            return outcome;
        }

        @Override
        public Outcome remove(Account account, String key) {
            asked.add("remove");
            Outcome outcome = next(key);
            if (outcome instanceof Outcome.Done) {
                there.remove(key);
            }
            return outcome;
        }

        private Outcome next(String key) {
            Outcome outcome = says == null ? new Outcome.Done(new RemoteRef(key, "1", null)) : says;
            says = null;
            return outcome;
        }

        static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        Document only() {
            assertThat(there).hasSize(1);
            return there.values().iterator().next();
        }
    }

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        context.create().resource(SITE, "jcr:primaryType", "sling:Site", "sling:url", "https://example.org");
        context.create().resource(ARTICLE, "jcr:primaryType", "sling:Page");
        context.create()
                .resource(
                        ARTICLE + "/jcr:content",
                        "jcr:title",
                        "Bees",
                        "jcr:description",
                        "They fly",
                        "sling:published",
                        true);
        context.create()
                .resource(
                        "/var/herald/profiles/press",
                        Map.of(
                                "jcr:primaryType", "nt:unstructured",
                                "herald:title", "Press",
                                "herald:network", "bluesky",
                                "herald:server", "https://pds.example",
                                "herald:enabled", true,
                                "herald:connected", true));
        context.create()
                .resource(
                        "/var/herald/profiles/press/secret",
                        Map.of("herald:ciphertext", new Reversing().encrypt("password")));
        identity = Articles.identify(context.resourceResolver(), ARTICLE);
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        shares = ShareStores.open(repository, home, time);
        records = new DocumentRecords(repository);
        Installed.add(connectors, "bluesky", network);
        restart();
    }

    @AfterEach
    void close() {
        clock.stop();
    }

    private void restart() {
        clock = new DocumentClock(
                repository,
                records,
                new ProfileStore(repository, new Reversing()),
                new SettingsStore(repository),
                connectors,
                time);
    }

    private void round() {
        network.asked.clear();
        clock.round();
    }

    /** A post with a card, and the note that is made before it is sent. */
    private String shared() {
        OutgoingPost post = OutgoingPost.builder()
                .profileId("press")
                .network("bluesky")
                .keys(List.of("key" + time.now))
                .text("Look")
                .parts(List.of("Look"))
                .language("en")
                .attachment(Attachment.CARD)
                .visibility("PUBLIC")
                .build();
        String id = shares.create(ARTICLE, "Bees", "edith", "", List.of(post));
        note("Bees");
        return ShareStore.path(id, "press");
    }

    private Document note(String title) {
        DocumentRecords.Card card =
                new DocumentRecords.Card(URI.create("https://example.org/bees.html?from=press#x"), title, "They fly");
        return records.note(identity, "press", "bluesky", card, time.now);
    }

    private void become(String path, VariantState... states) {
        VariantState before = shares.ask().item(path).orElseThrow().state();
        for (VariantState state : states) {
            assertThat(shares.move(path, before, now -> new ShareStore.VariantChange(state, Map.of())))
                    .isTrue();
            before = state;
        }
    }

    private void sent(String path) {
        become(path, VariantState.SENDING);
        var values = shares.ask()
                .item(path)
                .orElseThrow()
                .posted(new RemoteRef("at://1", "1", URI.create("https://bsky.example/1")), time.now);
        shares.move(path, VariantState.SENDING, now -> new ShareStore.VariantChange(VariantState.SENT, values));
    }

    private void write(String name, Object value) throws Exception {
        Resource content = context.resourceResolver().getResource(ARTICLE + "/jcr:content");
        content.adaptTo(ModifiableValueMap.class).put(name, value);
        context.resourceResolver().commit();
    }

    private void after(Duration duration) {
        time.now = time.now.plus(duration);
    }

    @Test
    void isWrittenOnceAndNamesNoVisitor() {
        sent(shared());
        round();
        assertThat(network.only().link()).hasToString("https://example.org/bees.html");
        assertThat(network.only().changed()).isEqualTo(network.only().published());
        round();
        assertThat(network.asked).isEmpty();
        sent(shared());
        restart();
        round();
        assertThat(network.there).as("two posts, one record").hasSize(1);
    }

    @Test
    void followsWhatReadersSee() throws Exception {
        sent(shared());
        round();
        after(Duration.ofHours(1));
        write("jcr:title", "More bees");
        round();
        assertThat(network.only().title()).isEqualTo("More bees");
        assertThat(network.only().published()).isEqualTo(NOW);
        assertThat(network.only().changed()).isEqualTo(time.now);
        assertThat(note("More bees").changed())
                .as("the next post tells it, too")
                .isEqualTo(time.now);
    }

    @Test
    void saysNothingOfADraft() throws Exception {
        sent(shared());
        round();
        write("jcr:title", "Nobody approved this");
        write("sling:published", false);
        round();
        assertThat(network.only().title()).isEqualTo("Bees");
        write("sling:published", true);
        approvals(true);
        context.create()
                .resource(Articles.decisions(identity), "jcr:primaryType", "nt:unstructured", "herald:stage", "DRAFT");
        context.resourceResolver().commit();
        round();
        assertThat(network.only().title()).as("being revised").isEqualTo("Bees");
        Resource decided = context.resourceResolver().getResource(Articles.decisions(identity));
        decided.adaptTo(ModifiableValueMap.class).put("herald:stage", "PUBLISHED");
        context.resourceResolver().commit();
        round();
        assertThat(network.only().title()).isEqualTo("Nobody approved this");
    }

    private void approvals(boolean required) throws Exception {
        context.create()
                .resource("/conf/herald" + SITE, "jcr:primaryType", "nt:unstructured", "herald:approval", required);
        context.resourceResolver().commit();
    }

    @Test
    void goesWithTheLastPost() {
        String first = shared();
        sent(first);
        after(Duration.ofMinutes(1));
        String second = shared();
        sent(second);
        round();
        become(first, VariantState.WITHDRAWING);
        round();
        become(first, VariantState.WITHDRAWN);
        round();
        assertThat(network.there).as("another post refers to it").hasSize(1);
        become(second, VariantState.WITHDRAWING, VariantState.WITHDRAWN);
        round();
        assertThat(network.there).isEmpty();
        round();
        assertThat(network.asked).as("it is forgotten").isEmpty();
    }

    @Test
    void goesWithItsArticle() throws Exception {
        sent(shared());
        round();
        context.resourceResolver().delete(context.resourceResolver().getResource(ARTICLE));
        context.resourceResolver().commit();
        round();
        assertThat(network.there).isEmpty();
    }

    @Test
    void movesWithItsArticle() throws Exception {
        sent(shared());
        round();
        context.create().resource(SITE + "/garden", "jcr:primaryType", "sling:Page");
        context.resourceResolver().commit();
        context.resourceResolver().move(ARTICLE, SITE + "/garden");
        context.resourceResolver().commit();
        round();
        assertThat(network.only().link()).hasToString("https://example.org/garden/bees.html");
    }

    @Test
    void whatFailsIsTriedAgainAndNotAtOnce() {
        sent(shared());
        for (Outcome trouble :
                List.of(new Outcome.Later(NOW.plusSeconds(120), "Wait."), new Outcome.Uncertain("Lost."))) {
            network.says = trouble;
            round();
            assertThat(network.there).isEmpty();
            round();
            assertThat(network.asked).as("not at once").isEmpty();
            after(Duration.ofMinutes(11));
        }
        network.says = new Outcome.Refused(Reason.AUTHORISATION, "No.");
        round();
        after(Duration.ofMinutes(11));
        round();
        assertThat(network.asked).isEmpty();
        after(Duration.ofHours(6));
        restart();
        round();
        assertThat(network.there).hasSize(1);
    }

    @Test
    void whatIsNotedWhileItIsWrittenIsComparedAgain() {
        sent(shared());
        DocumentRecords.Noted seen = noted();
        records.said(seen, "hash", NOW);
        note("Older words");
        records.said(seen, "late", NOW);
        round();
        assertThat(network.asked).containsExactly("write Bees");
    }

    private DocumentRecords.Noted noted() {
        try (ResourceResolver resolver = repository.open()) {
            return records.in(resolver, records.shards().get(0)).get(0);
        }
    }

    /** The post that noted it writes, too, and it may say less: whoever saw it before does not know what is there. */
    @Test
    void whatIsNotedAgainBeforeAnythingWasWrittenIsComparedAgain() {
        sent(shared());
        DocumentRecords.Noted seen = noted();
        note("Older words");
        records.said(
                seen, DocumentRecords.hash(URI.create("https://example.org/bees.html"), "Bees", "They fly"), time.now);
        round();
        assertThat(network.asked).containsExactly("write Bees");
    }

    @Test
    void ofTwoWhoSawTheSameOneWrites() {
        sent(shared());
        DocumentRecords.Noted seen = noted();
        records.later(seen, NOW.plusSeconds(60));
        DocumentRecords.Noted after = noted();
        assertThat(after.told().turn()).isNotEqualTo(seen.told().turn()).isNotEmpty();
        records.later(seen, NOW.plusSeconds(600));
        assertThat(noted()).isEqualTo(after);
    }

    /** A scheduler of the CMS has few threads, and they are there for what is due. */
    @Test
    void aServerThatHangsHoldsNoThreadOfTheScheduler() {
        sent(shared());
        network.answer = new CountDownLatch(1);
        clock.run();
        Account4.await(network.called);
        clock.run();
        assertThat(network.asked).as("one round at a time").hasSize(1);
        assertThat(network.there).isEmpty();
        network.answer.countDown();
        Awaitility.await().until(() -> !noted().said().isEmpty());
    }

    private void records(String profile, int many) throws Exception {
        context.create()
                .resource(
                        "/var/herald/profiles/" + profile,
                        Map.of(
                                "jcr:primaryType",
                                "nt:unstructured",
                                "herald:title",
                                profile,
                                "herald:network",
                                "bluesky",
                                "herald:server",
                                "https://pds.example",
                                "herald:enabled",
                                true,
                                "herald:connected",
                                true));
        context.create()
                .resource(
                        "/var/herald/profiles/" + profile + "/secret",
                        Map.of("herald:ciphertext", new Reversing().encrypt("password")));
        context.resourceResolver().commit();
        for (int i = 0; i < many; i++) { // of articles that are gone: all are to be taken away
            DocumentRecords.Card card = new DocumentRecords.Card(URI.create("https://example.org/" + i), "Gone", "");
            records.note(UUID.randomUUID().toString(), profile, "bluesky", card, time.now);
        }
    }

    @Test
    void oneAccountIsAskedLittleInARoundAndTheNextGoesOn() throws Exception {
        records("shop", DocumentClock.OF_ONE + 5);
        records("blog", 3);
        round();
        assertThat(network.asked).hasSize(DocumentClock.OF_ONE + 3);
        round();
        assertThat(network.asked).hasSize(5);
        round();
        assertThat(network.asked).isEmpty();
    }

    @Test
    void anAccountThatAsksToWaitIsNotAskedAgainInTheRound() throws Exception {
        records("shop", 5);
        network.says = new Outcome.Later(NOW.plusSeconds(60), "Wait.");
        round();
        assertThat(network.asked).hasSize(1);
        round();
        assertThat(network.asked).as("the four others").hasSize(4);
    }

    @Test
    void aProfileThatIsGoneIsForgottenAndOneThatIsDisabledWaits() throws Exception {
        sent(shared());
        round();
        write("jcr:title", "More bees");
        Resource profile = context.resourceResolver().getResource("/var/herald/profiles/press");
        profile.adaptTo(ModifiableValueMap.class).put("herald:enabled", false);
        context.resourceResolver().commit();
        round();
        assertThat(network.asked).isEmpty();
        context.resourceResolver().delete(context.resourceResolver().getResource("/var/herald/profiles/press"));
        context.resourceResolver().delete(context.resourceResolver().getResource(ARTICLE));
        context.resourceResolver().commit();
        round();
        try (ResourceResolver resolver = repository.open()) {
            assertThat(records.in(resolver, records.shards().get(0))).isEmpty();
        }
    }

    @Test
    void nodesThatSomebodyWroteByHandKeepNobodyElseFromBeingLookedAfter() throws Exception {
        for (String name : List.of("00", "ff")) {
            context.create().resource("/var/herald/documents/" + name + "/x", "jcr:primaryType", "nt:unstructured");
        }
        context.resourceResolver().commit();
        sent(shared());
        round();
        assertThat(network.there).hasSize(1);
    }
}
