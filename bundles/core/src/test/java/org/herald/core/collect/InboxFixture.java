package org.herald.core.collect;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.herald.Inbox.Seen;
import org.herald.InboxItem;
import org.herald.InboxQuery;
import org.herald.Profile;
import org.herald.ReviewState;
import org.herald.VariantState;
import org.herald.Visibility;
import org.herald.core.People;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** An inbox on Oak, with one article that something was shared of. */
final class InboxFixture {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final String ARTICLE = "/content/bees";
    static final Profile PROFILE = Profile.builder()
            .id("press")
            .title("Press")
            .network("mastodon")
            .server(URI.create("https://example.org"))
            .handle("press")
            .remoteId("1")
            .enabled(true)
            .connected(true)
            .collectEvery(5)
            .voice(org.herald.Voice.USUAL)
            .rhythm(org.herald.PostingTimes.NONE)
            .build();

    final SlingContext context;
    final Repository repository;
    final ShareStore shares;
    final InboxStore store;
    final InboxPages pages;
    final InboxReviews reviews;
    final InboxAnswers answers;
    final ShareStore.RemoteThread thread;

    InboxFixture(SlingContext context, Path home) throws Exception {
        this.context = context;
        People.types(context);
        context.create().resource(ARTICLE, "jcr:primaryType", "sling:Page");
        context.create().resource(ARTICLE + "/jcr:content", "jcr:title", "Bees");
        String article = Articles.identify(context.resourceResolver(), ARTICLE);
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        shares = ShareStores.open(repository, home, clock);
        store = new InboxStore(repository, clock);
        pages = new InboxPages(repository, shares);
        reviews = new InboxReviews(repository);
        answers = new InboxAnswers(repository, shares);
        thread = new ShareStore.RemoteThread(
                "/x",
                new RemoteRef("root", "", null),
                Set.of("second"),
                true,
                article,
                "Bees",
                "",
                NOW.minusSeconds(60));
    }

    static RemoteReply reply(String id, String text) {
        return RemoteReply.builder()
                .ref(new RemoteRef(id, "", URI.create("https://example.org/" + id)))
                .parentId("root")
                .authorId("9")
                .authorHandle("bob")
                .authorName("Bob")
                .html("<p>" + text + "</p>")
                .at(NOW.minusSeconds(30))
                .visibility(Visibility.PUBLIC)
                .build();
    }

    /** Has a reply collected; what it says now where it was before. */
    String collect(String id, String text) {
        store.store(PROFILE, thread, List.of(reply(id, text)));
        return thread.article() + "." + InboxNodes.name(context.resourceResolver(), PROFILE, id);
    }

    InboxItem item(String id) {
        return pages.find(id, InboxPages.InboxAccess.ALL).orElseThrow();
    }

    /** As somebody looks at it now. */
    Seen seen(String id) {
        return new Seen(id, item(id).version());
    }

    void review(Seen seen, ReviewState state) {
        reviews.review(List.of(seen), state);
    }

    List<InboxItem> all() {
        return pages.page(new InboxQuery(null, "", "", "", "", 100), InboxPages.InboxAccess.ALL)
                .items();
    }

    /** The comment on the page; null when there is none. */
    Resource comment(String id) {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(ARTICLE + "/jcr:content/comments/" + id.substring(37));
    }

    /** A post on the network. */
    ShareStore.RemoteThread post(String remoteId, String title, Instant at) {
        String id = shares.create(ARTICLE, title, "edith", "", List.of(dispatch("Hello")));
        String path = ShareStore.path(id, "press");
        RemoteRef ref = new RemoteRef(remoteId, "", URI.create("https://example.org/" + remoteId));
        shares.move(path, VariantState.QUEUED, before -> new ShareStore.VariantChange(VariantState.SENDING));
        var sent = shares.ask().item(path).orElseThrow().posted(ref, at);
        shares.move(path, VariantState.SENDING, before -> new ShareStore.VariantChange(VariantState.SENT, sent));
        return shares.ask().threads("press", at.minusSeconds(1)).stream()
                .filter(thread -> thread.root().id().equals(remoteId))
                .findFirst()
                .orElseThrow();
    }

    InboxAnswers.Answer answer(Seen seen, String by, String text) {
        return new InboxAnswers.Answer(seen, ARTICLE, "Bees", by, dispatch(text));
    }

    private static OutgoingPost dispatch(String text) {
        return OutgoingPosts.of("press", List.of("key"), List.of(text));
    }
}
