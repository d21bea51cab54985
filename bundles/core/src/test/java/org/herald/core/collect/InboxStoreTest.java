package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Inbox;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Visibility;
import org.herald.Voice;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class InboxStoreTest {
    private static final String COMMENTS = "/content/bees/jcr:content/comments";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private InboxStore store;
    private InboxPages pages;
    private InboxReviews reviews;
    private ShareStore.RemoteThread thread;

    @BeforeEach
    void makeArticle() throws Exception {
        context.create().resource("/content/bees/jcr:content", "jcr:title", "Bees");
        String article = Articles.identify(context.resourceResolver(), "/content/bees");
        context.resourceResolver().commit();
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new InboxStore(repository, Clock.fixed(InboxFixture.NOW, ZoneOffset.UTC));
        pages = new InboxPages(repository, null);
        reviews = new InboxReviews(repository);
        thread = new ShareStore.RemoteThread(
                "/x",
                new RemoteRef("root", "", null),
                Set.of("second"),
                true,
                article,
                "Bees",
                "",
                InboxFixture.NOW.minusSeconds(60));
    }

    @Test
    void theRestOfOurOwnThreadIsNobodysAnswer() {
        store.store(
                InboxFixture.PROFILE,
                thread,
                List.of(
                        reply("second", "root", "(2/2)", Visibility.PUBLIC, true),
                        reply("question", "second", "Why?", Visibility.PUBLIC, false)));
        List<InboxItem> items = pages.page(new InboxQuery(null, "", "", "", "", 10), InboxPages.InboxAccess.ALL)
                .items();
        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.text()).contains("Why?");
            assertThat(item.parentId()).as("it answers our post").isEmpty();
        });
    }

    private static RemoteReply reply(String id, String parent, String text, Visibility visibility, boolean own) {
        return RemoteReply.builder()
                .ref(new RemoteRef(id, "", URI.create("https://example.org/" + id)))
                .parentId(parent)
                .authorId("9")
                .authorHandle("bob")
                .authorName("Bob")
                .html("<p>" + text + "</p>")
                .at(InboxFixture.NOW.minusSeconds(30))
                .visibility(visibility)
                .own(own)
                .build();
    }

    private static RemoteReply reply(String id) {
        return reply(id, "root", id, Visibility.PUBLIC, false);
    }

    private List<InboxItem> all() {
        return page(null, "", 100).items();
    }

    private InboxPage page(ReviewState state, String after, int size) {
        return pages.page(new InboxQuery(state, "", "", "", after, size), InboxPages.InboxAccess.ALL);
    }

    private Resource comment(String id) {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(COMMENTS + "/" + id.substring(37));
    }

    @Test
    void storesAReplyOnceHoweverOftenItIsCollected() {
        assertThat(store.store(InboxFixture.PROFILE, thread, List.of(reply("a"), reply("b"), reply("a"))))
                .isEqualTo(2);
        assertThat(store.store(InboxFixture.PROFILE, thread, List.of(reply("a"), reply("c"))))
                .isEqualTo(1);
        assertThat(all()).hasSize(3);
    }

    /** Where it could not be kept, the round says so, and what the network hands out once is asked for again. */
    @Test
    void whatCannotBeWrittenIsNoConflictAndTheOthersAreStored() {
        String refused = InboxNodes.folder(thread.article()) + "/"
                + InboxNodes.name(context.resourceResolver(), InboxFixture.PROFILE, "b");
        InboxStore full = new InboxStore(
                new Repository(
                        refusing(
                                ResourceResolverFactory.class,
                                context.getService(ResourceResolverFactory.class),
                                refused),
                        null),
                Clock.fixed(InboxFixture.NOW, ZoneOffset.UTC));
        List<RemoteReply> replies = List.of(reply("a"), reply("b"), reply("c"));
        assertThatThrownBy(() -> full.store(InboxFixture.PROFILE, thread, replies))
                .isInstanceOf(Persistence.Failure.class)
                .hasMessageContaining("/x");
        assertThat(all()).hasSize(2);
        assertThat(store.store(InboxFixture.PROFILE, thread, replies)).isEqualTo(1);
    }

    /** Resolvers that cannot commit what is at a path. */
    private static <T> T refusing(Class<T> type, T real, String path) {
        return type.cast(Proxy.newProxyInstance(
                InboxStoreTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    boolean full =
                            method.getName().equals("commit") && ((ResourceResolver) real).getResource(path) != null;
                    if (full) {
                        throw new PersistenceException("the disk is full");
                    }
                    try {
                        Object result = method.invoke(real, args);
                        return result instanceof ResourceResolver resolver
                                ? refusing(ResourceResolver.class, resolver, path)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Its network is one, and its server was called otherwise when the reply was decided about. */
    @Test
    void whatWasCollectedUnderAnotherServersNameIsKnown() throws Exception {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("parent")));
        review(find("parent").id(), ReviewState.APPROVED);
        context.create().resource("/var/herald/profiles/press", "herald:namedBy", "example.org");
        context.resourceResolver().commit();
        Profile moved = Profile.builder()
                .id("press")
                .title("Press")
                .network("mastodon")
                .server(URI.create("https://api.example"))
                .handle("press")
                .remoteId("1")
                .enabled(true)
                .connected(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
        RemoteReply child = reply("child", "parent", "child", Visibility.PUBLIC, false);
        assertThat(store.store(moved, thread, List.of(reply("parent"), child))).isEqualTo(1);
        assertThat(find("parent").state()).isEqualTo(ReviewState.APPROVED);
        assertThat(find("child").parentId()).isEqualTo(find("parent").id());
        assertThat(store.missing(moved, thread, List.of(reply("parent"), child)))
                .isEmpty();
    }

    @Test
    void threadsAReplyUnderItsParentAlsoWhenThatComesLater() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("child", "parent", "child", Visibility.PUBLIC, false)));
        store.store(InboxFixture.PROFILE, thread, List.of(reply("parent")));
        InboxItem child = find("child");
        assertThat(child.parentId()).isEqualTo(find("parent").id());
        assertThat(find("parent").parentId()).isEmpty();
    }

    private void review(String id, ReviewState state) {
        reviews.review(List.of(new Inbox.Seen(id, null)), state);
    }

    private InboxItem find(String text) {
        return all().stream()
                .filter(i -> i.text().contains(">" + text + "<"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsWhatIsApprovedAndHidesItAgain() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("a")));
        String id = find("a").id();
        assertThat(comment(id)).isNull();
        review(id, ReviewState.APPROVED);
        assertThat(comment(id)).isNotNull();
        review(id, ReviewState.HIDDEN);
        assertThat(comment(id)).isNull();
    }

    @Test
    void anEditedReplyWaitsForReviewAgain() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("a")));
        String id = find("a").id();
        review(id, ReviewState.APPROVED);
        store.store(
                InboxFixture.PROFILE, thread, List.of(reply("a", "root", "something else", Visibility.PUBLIC, false)));
        assertThat(pages.find(id, InboxPages.InboxAccess.ALL).orElseThrow().state())
                .isEqualTo(ReviewState.PENDING);
        assertThat(comment(id)).isNull();
    }

    @Test
    void whatIsDeletedIsErasedAndNotCollectedAgain() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("a")));
        String id = find("a").id();
        review(id, ReviewState.DELETED);
        store.store(InboxFixture.PROFILE, thread, List.of(reply("a")));
        InboxItem erased = pages.find(id, InboxPages.InboxAccess.ALL).orElseThrow();
        assertThat(erased.text()).isEmpty();
        assertThat(erased.authorName()).isEmpty();
        assertThat(erased.state()).isEqualTo(ReviewState.DELETED);
        assertThat(all()).isEmpty();
    }

    @Test
    void ourOwnAnswerNeedsNoReview() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("ours", "root", "ours", Visibility.PUBLIC, true)));
        assertThat(find("ours").state()).isEqualTo(ReviewState.APPROVED);
        assertThat(comment(find("ours").id())).isNotNull();
    }

    @Test
    void ourOwnPrivateAnswerIsNotShown() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("ours", "root", "ours", Visibility.DIRECT, true)));
        assertThat(comment(find("ours").id())).isNull();
    }

    @Test
    void pagesMissNothingAndRepeatNothing() {
        List<RemoteReply> many = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            many.add(reply("r" + i));
        }
        store.store(InboxFixture.PROFILE, thread, many);
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            InboxPage page = page(ReviewState.PENDING, after, 10);
            page.items().forEach(i -> seen.add(i.id()));
            after = page.next();
        } while (!after.isEmpty());
        assertThat(seen).hasSize(57).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsSkippedWhereEachPageIsApprovedBeforeTheNext() {
        List<RemoteReply> many = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            many.add(reply("r" + i));
        }
        store.store(InboxFixture.PROFILE, thread, many.subList(0, 12));
        store.store(
                InboxFixture.PROFILE,
                thread,
                many.subList(12, 23)); // at the same moment: some stand at one place of the order
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            InboxPage page = page(ReviewState.PENDING, after, 5);
            page.items().forEach(i -> seen.add(i.id()));
            page.items().forEach(i -> review(i.id(), ReviewState.APPROVED));
            after = page.next();
        } while (!after.isEmpty());
        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void aPageThatIsNoneIsRefusedByTheNameOfItsField() {
        for (String after : List.of("x", "999999999999999999-9999", "1-", "-", "9999999999999999999-")) {
            if (after.equals("1-")) {
                assertThat(page(null, after, 5).items()).isEmpty();
                continue;
            }
            assertThatThrownBy(() -> page(null, after, 5))
                    .isInstanceOfSatisfying(
                            Rejection.class, e -> assertThat(e.code()).isEqualTo("after"));
        }
    }

    @Test
    void filtersFollowAReview() {
        store.store(InboxFixture.PROFILE, thread, List.of(reply("a"), reply("b")));
        review(find("a").id(), ReviewState.SPAM);
        assertThat(asked(ReviewState.SPAM, "mastodon")).isEqualTo(1);
        assertThat(asked(ReviewState.PENDING, "mastodon")).isEqualTo(1);
        assertThat(asked(null, "mastodon")).isEqualTo(2);
        assertThat(asked(null, "bluesky")).isZero();
        review(find("a").id(), ReviewState.DELETED);
        assertThat(asked(null, "mastodon")).isEqualTo(1);
        assertThat(asked(ReviewState.DELETED, "")).isEqualTo(1);
    }

    private int asked(ReviewState state, String network) {
        return pages.page(new InboxQuery(state, network, "", "", "", 10), InboxPages.InboxAccess.ALL)
                .items()
                .size();
    }

    @Test
    void aForgedAddressIsNotKept() {
        RemoteReply forged = RemoteReply.builder()
                .ref(new RemoteRef("x", "", URI.create("javascript:alert(1)")))
                .parentId("root")
                .authorId("9")
                .authorHandle("bob")
                .authorName("Bob")
                .html("x")
                .at(InboxFixture.NOW)
                .visibility(Visibility.PUBLIC)
                .build();
        store.store(InboxFixture.PROFILE, thread, List.of(forged));
        assertThat(all().get(0).url()).isEmpty();
    }
}
