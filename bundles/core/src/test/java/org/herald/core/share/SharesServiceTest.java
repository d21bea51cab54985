package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herald.Rejection;
import org.herald.RevisionChange;
import org.herald.Share;
import org.herald.Shares.Act;
import org.herald.VariantState;
import org.herald.core.People;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sites are kept apart: who may not read an article is told nothing of its posts. */
@ExtendWith(SlingContextExtension.class)
class SharesServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SITE = "/content/closed";
    private static final String ARTICLE = SITE + "/bees";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private People people;
    private ShareStore store;
    private SharesService shares;
    private String share;
    private String answer;

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        context.create().resource(SITE, "jcr:primaryType", "sling:Site");
        context.create().resource(ARTICLE, "jcr:primaryType", "sling:Page");
        context.create().resource(ARTICLE + "/jcr:content", "jcr:title", "Bees");
        context.resourceResolver().commit();
        people = new People(context);
        people.set("/content", "everyone", true, "jcr:read");
        people.make("edith", "herald-editors");
        people.make("edgar", "herald-editors");
        people.make("mira", "herald-moderators");
        people.make("moses", "herald-moderators");
        for (String other : List.of("edgar", "moses")) {
            people.set(SITE, other, false, "jcr:all");
        }
        people.set(SITE, "mira", true, "jcr:read", "rep:write");
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        store = ShareStores.open(repository, home, clock);
        shares = new SharesService(
                repository,
                store,
                new ShareRecords(repository, store, new NotificationStore(repository)),
                null,
                null,
                null,
                null,
                null,
                clock);
        share = store.create(ARTICLE, "Bees", "edith", "", List.of(ShareRecordsTest.dispatch("press", "Hello")));
        String item = Articles.identity(context.resourceResolver(), ARTICLE).orElseThrow() + "." + "0".repeat(32);
        answer = store.create(ARTICLE, "Bees", "mira", item, List.of(ShareRecordsTest.dispatch("press", "Thanks")));
    }

    private static void refused(Rejection.Kind kind, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    @Test
    void whoReadsTheArticleSeesWhatWasSharedOfIt() throws Exception {
        ResourceResolver edith = people.as("edith");
        assertThat(shares.get(edith, share).variants()).hasSize(1);
        assertThat(shares.ofArticle(edith, ARTICLE)).extracting(Share::id).containsExactly(share);
        assertThat(shares.named(edith, "3f9c")).extracting(Share::id).contains(share);
        assertThat(shares.get(people.as("mira"), answer).answers()).isNotEmpty();
    }

    @Test
    void whoMayNotReadTheSiteIsToldNothingOfItsPosts() throws Exception {
        ResourceResolver edgar = people.as("edgar");
        refused(Rejection.Kind.NOT_FOUND, () -> shares.get(edgar, share));
        refused(Rejection.Kind.NOT_FOUND, () -> shares.ofArticle(edgar, ARTICLE));
        assertThat(shares.named(edgar, "3f9c")).isEmpty();
        refused(Rejection.Kind.NOT_FOUND, () -> shares.act(edgar, share, "press", Act.WITHDRAW));
    }

    @Test
    void anotherTeamsAnswerIsNotTakenBack() throws Exception {
        ResourceResolver moses = people.as("moses");
        refused(Rejection.Kind.NOT_FOUND, () -> shares.get(moses, answer));
        refused(Rejection.Kind.NOT_FOUND, () -> shares.act(moses, answer, "press", Act.WITHDRAW));
        people.set(SITE, "moses", true, "jcr:read");
        ResourceResolver reader = people.as("moses");
        assertThat(shares.get(reader, answer).id()).isEqualTo(answer);
        refused(Rejection.Kind.FORBIDDEN, () -> shares.act(reader, answer, "press", Act.WITHDRAW));
    }

    @Test
    void onlyAnAdministratorSendsAPostOverItsBudget() throws Exception {
        String path = ShareStore.path(share, "press");
        store.move(
                path,
                VariantState.QUEUED,
                seen -> new ShareStore.VariantChange(
                        VariantState.REFUSED, Map.of("herald:reason", "BUDGET", "herald:message", "Too dear.")));
        ResourceResolver edith = people.as("edith");
        assertThatThrownBy(() -> shares.act(edith, share, "press", Act.LET_THROUGH))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("letThroughForbidden"));
        assertThat(store.ask().item(path).orElseThrow().budget().letThrough()).isFalse();
        people.make("ada", "herald-admins");
        ResourceResolver ada = people.as("ada");
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        JobManager jobs = (JobManager) Proxy.newProxyInstance(
                JobManager.class.getClassLoader(), new Class<?>[] {JobManager.class}, (proxy, method, args) -> null);
        DeliveryQueue queue = new DeliveryQueue(jobs, new ProfileStore(repository, null));
        SharesService open = new SharesService(
                repository,
                store,
                new ShareRecords(repository, store, new NotificationStore(repository)),
                null,
                null,
                null,
                null,
                queue,
                Clock.fixed(NOW, ZoneOffset.UTC));
        open.act(ada, share, "press", Act.LET_THROUGH);
        DeliveryItem item = store.ask().item(path).orElseThrow();
        assertThat(item.state()).isEqualTo(VariantState.QUEUED);
        assertThat(item.budget().letThrough()).isTrue();
        refused(Rejection.Kind.CONFLICT, () -> shares.act(ada, share, "press", Act.LET_THROUGH));
    }

    /** So each link that names its post is another one, however often an article is shared. */
    @Test
    void thePostsOfAnArticleAreCountedWhateverBecameOfThem() {
        int before = new PostCount(store.ask(), ARTICLE).of("press");
        for (int i = 0; i < 101; i++) {
            String id = store.create(
                    ShareStore.newId(NOW),
                    ARTICLE,
                    "Bees",
                    "edith",
                    "",
                    List.of(ShareRecordsTest.dispatch("press", "Again, number " + i)),
                    null);
            if (i == 0) {
                store.move(
                        ShareStore.path(id, "press"),
                        VariantState.QUEUED,
                        seen -> new ShareStore.VariantChange(VariantState.WITHDRAWN));
            }
        }
        PostCount posts = new PostCount(store.ask(), ARTICLE);
        assertThat(posts.of("press")).isEqualTo(before + 101);
        assertThat(posts.of("nobody")).isZero();
        assertThat(new PostCount(store.ask(), "/content/nowhere").of("press")).isZero();
    }

    /** Somebody who decides alone drags a post that somebody else dragged before. */
    @Test
    void anotherTimeIsChosenOnlyForWhatWasSeen() throws Exception {
        Instant day = NOW.plusSeconds(86_400);
        String planned = store.create(
                ShareStore.newId(NOW),
                ARTICLE,
                "Bees",
                "edith",
                "",
                List.of(ShareRecordsTest.dispatch("press", "Later")),
                day);
        String path = ShareStore.path(planned, "press");
        String version = store.ask()
                .find(people.as("admin"), planned)
                .orElseThrow()
                .variants()
                .get(0)
                .version();
        assertThat(version).isEqualTo("." + day.toEpochMilli());
        DeliveryItem first = SeenPost.still(store.ask(), path, version);
        assertThat(store.reschedule(first, day.plusSeconds(60))).isTrue();
        assertThatThrownBy(() -> SeenPost.still(store.ask(), path, "." + day.toEpochMilli()))
                .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.changes())
                        .containsExactly(new RevisionChange(
                                "at", day.toString(), day.plusSeconds(60).toString())));
        assertThat(store.reschedule(first, day.plusSeconds(120)))
                .as("of two at the same moment one wins")
                .isFalse();
        store.move(path, VariantState.PLANNED, before -> new ShareStore.VariantChange(VariantState.WITHDRAWN));
        assertThatThrownBy(() -> SeenPost.still(store.ask(), path, "." + day.toEpochMilli()))
                .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.changes())
                        .containsExactly(new RevisionChange("state", "PLANNED", "WITHDRAWN")));
        refused(Rejection.Kind.INVALID, () -> SeenPost.still(store.ask(), path, "x:y"));
    }

    @Test
    void theModeratorOfOneSiteSeesNoSharesOfIt() throws Exception {
        refused(Rejection.Kind.NOT_FOUND, () -> shares.get(people.as("mira"), share));
    }

    @Test
    void whatWasSharedOfADeletedArticleIsSeenByThoseOfItsSite() throws Exception {
        context.resourceResolver().delete(context.resourceResolver().getResource(ARTICLE));
        context.resourceResolver().commit();
        assertThat(shares.get(people.as("edith"), share).articlePath()).isEqualTo(ARTICLE);
        refused(Rejection.Kind.NOT_FOUND, () -> shares.get(people.as("edgar"), share));
        context.resourceResolver().delete(context.resourceResolver().getResource(SITE));
        context.resourceResolver().commit();
        refused(Rejection.Kind.NOT_FOUND, () -> shares.get(people.as("edgar"), share));
        people.make("ada", "herald-editors", "herald-admins");
        assertThat(shares.get(people.as("ada"), share).id()).isEqualTo(share);
    }

    @Test
    void theRepositoryItselfShowsPostsToNobody() throws Exception {
        for (String who : List.of("edith", "edgar", "mira", "moses")) {
            ResourceResolver caller = people.as(who);
            assertThat(caller.getResource(ShareStore.path(share, "press")))
                    .as(who)
                    .isNull();
            assertThat(caller.getResource(ShareStore.path(share))).as(who).isNull();
            assertThat(caller.findResources("SELECT * FROM [herald:Variant]", "JCR-SQL2"))
                    .isExhausted();
        }
        assertThat(Access.maySeeShares(people.as("edith"))).isTrue();
        assertThat(Access.mayReview(people.as("mira"))).isTrue();
    }

    @Test
    void anAddressThatIsNoneOfTheWebIsShownToNobody() throws Exception {
        String path = ShareStore.path(share, "press");
        store.move(path, VariantState.QUEUED, b -> new ShareStore.VariantChange(VariantState.SENDING));
        RemoteRef evil = new RemoteRef("1", "", URI.create("javascript:alert(1)"));
        var sent = store.ask().item(path).orElseThrow().posted(evil, NOW);
        store.move(path, VariantState.SENDING, b -> new ShareStore.VariantChange(VariantState.SENT, sent));
        assertThat(shares.get(people.as("edith"), share).variants().get(0).url())
                .isEmpty();
    }
}
