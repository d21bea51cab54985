package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.Share;
import org.herald.VariantState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class ShareStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ARTICLE = "/content/bees";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @org.junit.jupiter.api.io.TempDir
    java.nio.file.Path home;

    private Repository repository;
    private ShareStore store;

    @BeforeEach
    void makeArticle() throws Exception {
        context.create().resource(ARTICLE + "/jcr:content", "jcr:title", "Bees");
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = ShareStore.of(
                repository, new Ledger(home, Clock.systemUTC(), System::nanoTime), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void whatACrashTakesFromTheRepositoryIsPutBack() throws Exception {
        String id = share();
        String path = ShareStore.path(id, "press");
        store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.SENDING));
        context.resourceResolver().refresh();
        var variant = context.resourceResolver().getResource(path);
        context.resourceResolver().delete(variant.getParent());
        context.resourceResolver().commit();
        assertThat(store.ask().item(path)).isEmpty();
        store.recover(new NotificationStore(repository));
        DeliveryItem back = store.ask().item(path).orElseThrow();
        assertThat(back.state()).isEqualTo(VariantState.SENDING);
        assertThat(back.dispatch().parts()).containsExactly("Hello", "World");
        assertThat(back.dispatch().media()).containsExactly(new MediaFile("/a.jpg", "A"));
        assertThat(back.createdAt()).isEqualTo(NOW);
        assertThat(store.ask().ofArticle(fresh(), ARTICLE)).hasSize(1);
    }

    @Test
    void theRepositoryIsBelievedWhereItIsFurther() {
        String path = ShareStore.path(share(), "press");
        store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.SENDING));
        store.move(path, VariantState.SENDING, b -> new VariantChange(VariantState.REFUSED));
        store.recover(new NotificationStore(repository));
        assertThat(store.ask().item(path).orElseThrow().state()).isEqualTo(VariantState.REFUSED);
    }

    private String share() {
        OutgoingPost dispatch = OutgoingPost.builder()
                .profileId("press")
                .network("mastodon")
                .keys(List.of("key-1", "key-2"))
                .text("Hello. World.")
                .parts(List.of("Hello", "World"))
                .language("en")
                .attachment(Attachment.CARD)
                .link("https://example.org")
                .trackingToken("3f9c0a1b2d")
                .cardTitle("T")
                .cardDescription("D")
                .site("Site")
                .media(List.of(new MediaFile("/a.jpg", "A")))
                .visibility("PUBLIC")
                .build();
        return store.create(ARTICLE, "Bees", "edith", "", List.of(dispatch));
    }

    private List<String> due() {
        return store.ask().due(new DueIndex()).stream().map(Due::path).toList();
    }

    private ResourceResolver fresh() {
        context.resourceResolver().refresh();
        return context.resourceResolver();
    }

    @Test
    void whatIsFrozenIsWhatIsSent() {
        String path = ShareStore.path(share(), "press");
        DeliveryItem pending = store.ask().item(path).orElseThrow();
        assertThat(pending.state()).isEqualTo(VariantState.QUEUED);
        assertThat(pending.dispatch().text()).isEqualTo("Hello. World.");
        assertThat(pending.dispatch().parts()).containsExactly("Hello", "World");
        assertThat(pending.dispatch().keys()).containsExactly("key-1", "key-2");
        assertThat(pending.dispatch().reply()).isNull();
        assertThat(pending.deadline()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void whatIsDecidedTogetherGoesToTheDiskAtOnce() throws Exception {
        share();
        long before = flushes();
        List<OutgoingPost> ten = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> OutgoingPosts.of("profile-" + i, List.of("key-" + i), List.of("Hello " + i)))
                .toList();
        store.create(ARTICLE, "Bees", "edith", "", ten);
        assertThat(flushes() - before).isEqualTo(1);
    }

    /** How often the journal went to the disk: each time makes a version of it. */
    private long flushes() throws Exception {
        java.nio.file.Path copy = home.resolve("copy.mv");
        java.nio.file.Files.copy(
                home.resolve("herald-journal.mv"), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (var file = new org.h2.mvstore.MVStore.Builder()
                .fileName(copy.toString())
                .readOnly()
                .open()) {
            return file.getCurrentVersion();
        }
    }

    @Test
    void whatFailedIsListedForWhoWantedItAsLongAsItFailed() {
        String first = share();
        String second = share();
        for (String id : List.of(first, second)) {
            store.move(ShareStore.path(id, "press"), VariantState.QUEUED, b -> new VariantChange(VariantState.REFUSED));
        }
        assertThat(store.ask().failed("edith")).extracting(Share::id).containsExactlyInAnyOrder(first, second);
        assertThat(store.ask().failed("paul")).isEmpty();
        store.move(ShareStore.path(first, "press"), VariantState.REFUSED, b -> new VariantChange(VariantState.QUEUED));
        assertThat(store.ask().failed("edith")).extracting(Share::id).containsExactly(second);
        store.move(
                ShareStore.path(first, "press"), VariantState.QUEUED, b -> new VariantChange(VariantState.UNCERTAIN));
        assertThat(store.ask().failed("edith")).hasSize(2);
    }

    @Test
    void onlyOneOfTwoClaimsSucceeds() {
        String path = ShareStore.path(share(), "press");
        assertThat(store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.SENDING)))
                .isTrue();
        assertThat(store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.SENDING)))
                .isFalse();
    }

    @Test
    void historyFollowsAMovedArticleAndNeverACopiedOne() throws Exception {
        share();
        fresh().move(ARTICLE, context.create().resource("/content/moved").getPath());
        context.create().resource("/content/copy/jcr:content");
        context.resourceResolver().commit();
        List<Share> moved = store.ask().ofArticle(fresh(), "/content/moved/bees");
        assertThat(moved).hasSize(1);
        assertThat(moved.get(0).articlePath()).isEqualTo("/content/moved/bees");
        assertThat(store.ask().ofArticle(fresh(), "/content/copy")).isEmpty();
    }

    @Test
    void whatIsDueIsFoundAndWhatIsSettledIsNot() {
        String path = ShareStore.path(share(), "press");
        assertThat(due()).containsExactly(path);
        store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.SENDING));
        RemoteRef ref = new RemoteRef("1", "", URI.create("https://example.org/1"));
        DeliveryItem pending = store.ask().item(path).orElseThrow();
        store.move(path, VariantState.SENDING, b -> new VariantChange(VariantState.SENT, pending.posted(ref, NOW)));
        assertThat(due()).isEmpty();
        assertThat(store.ask().threads("press", NOW.minusSeconds(1))).hasSize(1);
        assertThat(store.ask().threads("press", NOW.plusSeconds(1))).isEmpty();
        assertThat(store.ask().threads("other", Instant.EPOCH)).isEmpty();
    }

    @Test
    void aThreadRemembersEachOfItsParts() {
        String path = ShareStore.path(share(), "press");
        for (int i = 1; i <= 2; i++) {
            RemoteRef ref = new RemoteRef("id" + i, "v" + i, URI.create("https://example.org/" + i));
            DeliveryItem pending = store.ask().item(path).orElseThrow();
            assertThat(pending.part()).isEqualTo(i - 1);
            store.move(
                    path, VariantState.QUEUED, b -> new VariantChange(VariantState.QUEUED, pending.posted(ref, NOW)));
            assertThat(store.ask().threads("press", Instant.EPOCH))
                    .singleElement()
                    .matches(thread -> thread.root().id().equals("id1"));
        }
        DeliveryItem whole = store.ask().item(path).orElseThrow();
        assertThat(whole.refs()).extracting(RemoteRef::id).containsExactly("id1", "id2");
        assertThat(whole.refs().get(1).url()).isEqualTo(URI.create("https://example.org/2"));
        ShareStore.RemoteThread thread =
                store.ask().threads("press", Instant.EPOCH).get(0);
        assertThat(thread.parts()).containsExactly("id2");
        assertThat(thread.whole()).isTrue();
        store.move(path, VariantState.QUEUED, b -> new VariantChange(VariantState.WITHDRAWING, whole.unposted()));
        assertThat(store.ask().item(path).orElseThrow().refs())
                .extracting(RemoteRef::id)
                .containsExactly("id1");
    }

    @Test
    void aDecisionThatIsTriedTwiceIsRecordedOnce() {
        store.ask().item(ShareStore.path(share(), "press")).ifPresent(pending -> {
            String id = ShareStore.idOf(NOW, "article/7");
            assertThat(ShareStore.idOf(NOW, "article/7")).isEqualTo(id);
            for (int i = 0; i < 2; i++) {
                store.create(id, ARTICLE, "Bees", "edith", "", List.of(pending.dispatch()), null);
            }
        });
        assertThat(store.ask().ofArticle(fresh(), ARTICLE)).hasSize(2);
    }

    @Test
    void whatIsPlannedWaitsForItsTime() {
        DeliveryItem pending =
                store.ask().item(ShareStore.path(share(), "press")).orElseThrow();
        DueIndex timetable = new DueIndex();
        String id = store.create(
                ShareStore.idOf(NOW, "planned"),
                ARTICLE,
                "Bees",
                "edith",
                "",
                List.of(pending.dispatch()),
                NOW.plusSeconds(30));
        String path = ShareStore.path(id, "press");
        assertThat(store.ask().item(path).orElseThrow().state()).isEqualTo(VariantState.PLANNED);
        assertThat(due()).doesNotContain(path);
        assertThat(store.ask().planned(timetable)).as("not yet").isEmpty();
        Instant today = NOW.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        assertThat(store.ask().shown(fresh(), today, today.plusSeconds(86_400)))
                .filteredOn(shown -> shown.state() == VariantState.PLANNED)
                .extracting(CalendarPost::at)
                .containsExactly(NOW.plusSeconds(30));
        assertThat(store.reschedule(item(path), NOW.minusSeconds(3))).isTrue();
        assertThat(store.ask().planned(timetable)).extracting(DuePost::path).containsExactly(path);
        assertThat(store.ask().planned(new DueIndex()))
                .as("a clock that just began sees it too")
                .hasSize(1);
        assertThat(store.ask().shown(fresh(), today, today.plusSeconds(86_400)))
                .as("a calendar shows at once what was moved")
                .extracting(CalendarPost::at)
                .contains(NOW.minusSeconds(3));
        DeliveryItem seen = item(path);
        store.move(path, VariantState.PLANNED, before -> new VariantChange(VariantState.QUEUED));
        assertThat(store.ask().shown(fresh(), today, today.plusSeconds(86_400)))
                .extracting(CalendarPost::state)
                .doesNotContain(VariantState.PLANNED);
        assertThat(store.ask().planned(timetable)).as("it is on its way").isEmpty();
        assertThat(store.reschedule(seen, NOW.plusSeconds(60))).as("too late").isFalse();
    }

    private DeliveryItem item(String path) {
        return store.ask().item(path).orElseThrow();
    }

    @Test
    void whatItsArticleLeftBehindIsAnOrphan() throws Exception {
        String path = ShareStore.path(share(), "press");
        assertThat(store.ask().isOrphan(path)).isFalse();
        ResourceResolver resolver = fresh();
        resolver.delete(resolver.getResource(ARTICLE));
        resolver.commit();
        assertThat(store.ask().isOrphan(path)).isTrue();
    }

    @Test
    void aPostIsFoundByTheWordInItsLink() {
        String id = share();
        assertThat(store.ask().named(fresh(), "3f9c0a1b2d")).singleElement().matches(s -> s.id().equals(id));
        assertThat(store.ask().named(fresh(), "0000000000")).isEmpty();
    }

    @Test
    void whatIsDeferredIsNotDueBeforeItsTime() {
        String path = ShareStore.path(share(), "press");
        store.move(
                path,
                VariantState.QUEUED,
                b -> new VariantChange(
                        VariantState.QUEUED,
                        Map.of("herald:notBefore", org.herald.core.repo.Nodes.date(NOW.plusSeconds(60)))));
        assertThat(due()).isEmpty();
    }

    @Test
    void idsFromOutsideCannotLeaveTheirFolder() {
        assertThat(store.ask().find(fresh(), "../../../content/bees")).isEmpty();
        assertThat(store.ask().find(fresh(), "")).isEmpty();
        assertThat(Articles.locate(fresh(), "00000000-0000-0000-0000-000000000000"))
                .isEmpty();
    }
}
