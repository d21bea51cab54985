package org.herald.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.jcr.Session;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.api.resource.observation.ResourceChange;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.VariantState;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Readers are led to the newest post of each network, and to none that is gone. */
@ExtendWith(SlingContextExtension.class)
class InvitationsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ARTICLE = "/content/bees";
    private static final String COMMENTS = ARTICLE + "/jcr:content/comments";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    private final Hands clock = new Hands();

    @TempDir
    Path home;

    private Repository repository;
    private ShareStore shares;
    private Invitations invitations;

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

    @BeforeEach
    void open() throws Exception {
        context.create().resource(ARTICLE + "/jcr:content", "jcr:title", "Bees");
        Articles.identify(context.resourceResolver(), ARTICLE);
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        shares = ShareStores.open(repository, home, clock);
        invitations = new Invitations(repository, shares, clock);
    }

    private String sent(String address, Instant at) {
        return sent(ARTICLE, address, at);
    }

    private String sent(String article, String address, Instant at) {
        String id = shares.create(
                article, "Bees", "edith", "", List.of(OutgoingPosts.of("press", List.of("key"), List.of("Hello"))));
        String path = ShareStore.path(id, "press");
        RemoteRef ref = new RemoteRef("id-" + id, "", URI.create(address));
        shares.move(path, VariantState.QUEUED, before -> new ShareStore.VariantChange(VariantState.SENDING));
        var sent = shares.ask().item(path).orElseThrow().posted(ref, at);
        shares.move(path, VariantState.SENDING, before -> new ShareStore.VariantChange(VariantState.SENT, sent));
        return path;
    }

    private Resource comments() {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(COMMENTS);
    }

    private List<String> told(String path) {
        invitations.onChange(List.of(new ResourceChange(ResourceChange.ChangeType.CHANGED, path, true)));
        invitations.run();
        return Comments.posts(comments());
    }

    @Test
    void theNewestPostOfANetworkIsWhereReadersAnswer() {
        String first = sent("https://example.org/1", NOW);
        assertThat(told(first)).containsExactly("mastodon\thttps://example.org/1");
        String second = sent("https://example.org/2", NOW.plusSeconds(60));
        assertThat(told(second)).containsExactly("mastodon\thttps://example.org/2");
        assertThat(comments().getValueMap().get(PN_WAITING, ""))
                .as("renderers get it")
                .isNotEmpty();
        shares.move(second, VariantState.SENT, before -> new ShareStore.VariantChange(VariantState.WITHDRAWN));
        assertThat(told(second)).containsExactly("mastodon\thttps://example.org/1");
        shares.move(first, VariantState.SENT, before -> new ShareStore.VariantChange(VariantState.WITHDRAWN));
        assertThat(told(first)).isEmpty();
    }

    @Test
    void whatACrashSwallowedIsFoundAtTheStart() {
        sent("https://example.org/1", NOW);
        invitations.run();
        assertThat(Comments.posts(comments())).hasSize(1);
    }

    /** An author restored a version of it, say, and did not check it out. */
    @Test
    void anArticleThatCannotBeWrittenHoldsUpNoOtherAndHasItsTurnLater() throws Exception {
        context.create().resource("/content/wasps/jcr:content", "jcr:title", "Wasps");
        Articles.identify(context.resourceResolver(), "/content/wasps");
        Session session = context.resourceResolver().adaptTo(Session.class);
        String content = ARTICLE + "/jcr:content";
        session.getNode(content).addMixin("mix:versionable");
        session.save();
        session.getWorkspace().getVersionManager().checkin(content);
        sent("https://example.org/1", NOW);
        sent("/content/wasps", "https://example.org/2", NOW);
        invitations.run();
        assertThat(comments()).isNull();
        assertThat(Comments.posts(context.resourceResolver().getResource("/content/wasps/jcr:content/comments")))
                .hasSize(1);
        session.getWorkspace().getVersionManager().checkout(content);
        invitations.run();
        assertThat(comments()).as("not at each round").isNull();
        clock.now = NOW.plus(Invitations.REST);
        invitations.run();
        assertThat(Comments.posts(comments())).hasSize(1);
    }

    @Test
    void whereReadersCannotGoTheyAreNotLed() {
        String path = sent("/cms/herald-rehearsal/timeline.html", NOW);
        invitations.onChange(List.of(new ResourceChange(ResourceChange.ChangeType.CHANGED, path, false)));
        invitations.run();
        assertThat(comments()).as("nothing is written for nothing").isNull();
    }

    @Test
    void aComponentOfThatNameIsLeftAlone() throws Exception {
        context.create().resource(COMMENTS, "text", "Of the author");
        context.resourceResolver().commit();
        sent("https://example.org/1", NOW);
        invitations.run();
        assertThat(comments().getValueMap()).doesNotContainKey(PN_POSTS);
    }
}
