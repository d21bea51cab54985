package org.herald.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jcr.Node;
import javax.jcr.Session;
import javax.jcr.version.VersionManager;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.conversation.CommentOrder;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments as an earlier version left them: neither sanitised by this one, nor with an order. */
@ExtendWith(SlingContextExtension.class)
class CommentsUpgradeTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Hands clock = new Hands();
    private Repository repository;

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-27T10:00:00Z");

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
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        context.create().resource("/content/gone/jcr:content");
        Articles.identify(context.resourceResolver(), "/content/gone");
        context.resourceResolver().commit();
    }

    private String article(String name, int comments) throws Exception {
        context.create().resource("/content/" + name + "/jcr:content", "jcr:title", name);
        String identity = Articles.identify(context.resourceResolver(), "/content/" + name);
        Nodes.obtain(context.resourceResolver(), INBOX + "/" + identity.substring(0, 2) + "/" + identity, NT_FOLDER);
        Resource content = context.resourceResolver().getResource("/content/" + name + "/jcr:content");
        Resource folder = Nodes.create(content, NN_COMMENTS, NT_COMMENTS, Map.of());
        for (int i = 0; i < comments; i++) {
            Nodes.create(
                    folder,
                    "c" + i,
                    NT_COMMENT,
                    Map.of(
                            PN_TEXT,
                            "<p onclick=alert(1)>Number " + i + "</p>",
                            PN_VISIBILITY,
                            "PUBLIC",
                            PN_NETWORK,
                            "mastodon",
                            PN_AT,
                            Nodes.date(Instant.ofEpochSecond(i))));
        }
        context.resourceResolver().commit();
        return folder.getPath();
    }

    private CommentsUpgrade upgrade(String installation) {
        return new CommentsUpgrade(repository, installation, clock);
    }

    private Resource fresh(String path) {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(path);
    }

    @Test
    void whatAnEarlierVersionLeftIsSanitisedAndPutInOrder() throws Exception {
        String bees = article("bees", 120);
        String rain = article("rain", 1);
        Nodes.obtain(context.resourceResolver(), INBOX + "/00/00000000-0000-0000-0000-000000000000", NT_FOLDER);
        context.resourceResolver().commit();
        upgrade("1").run();
        assertThat(Nodes.string(fresh(bees + "/c7").getValueMap(), PN_TEXT)).isEqualTo("<p>Number 7</p>");
        assertThat(Nodes.string(fresh(bees).getValueMap(), PN_WAITING))
                .as("renderers get it")
                .isNotEmpty();
        assertThat(CommentOrder.of(fresh(bees)).placed()).hasSize(120);
        assertThat(Nodes.string(fresh(rain).getValueMap(), PN_READING_ORDER)).isNotEmpty();
        assertThat(fresh(CommentsUpgrade.DONE)).isNotNull();
    }

    /** Each round writes some; another node, or this one after a crash, goes on where it ended. */
    @Test
    void itGoesOnWhereItEnded() throws Exception {
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            articles.add(article("a" + i, CommentsUpgrade.AT_ONCE / 2 + 1));
        }
        CommentsUpgrade upgrade = upgrade("1");
        upgrade.run();
        assertThat(brought(articles)).isEqualTo(2);
        assertThat(fresh(CommentsUpgrade.DONE)).isNull();
        upgrade.run();
        assertThat(brought(articles)).isEqualTo(4);
        CommentsUpgrade after = upgrade("1");
        after.run();
        assertThat(brought(articles)).isEqualTo(5);
        assertThat(fresh(CommentsUpgrade.DONE)).isNotNull();
    }

    /** An author restored a version of it, say, and did not check it out. */
    @Test
    void anArticleThatCannotBeWrittenHoldsUpNoOtherAndHasItsTurnLater() throws Exception {
        String first = article("a", 1);
        String locked = article("b", 1);
        String last = article("c", 1);
        VersionManager versions =
                context.resourceResolver().adaptTo(Session.class).getWorkspace().getVersionManager();
        Node content = fresh(locked).getParent().adaptTo(Node.class);
        content.addMixin("mix:versionable");
        context.resourceResolver().commit();
        versions.checkin(content.getPath());
        CommentsUpgrade upgrade = upgrade("1");
        upgrade.run();
        upgrade.run();
        assertThat(brought(List.of(first, locked, last))).isEqualTo(2);
        assertThat(fresh(CommentsUpgrade.DONE)).isNull();
        versions.checkout(content.getPath());
        clock.now = clock.now.plus(CommentsUpgrade.REST);
        upgrade.run();
        assertThat(brought(List.of(first, locked, last))).isEqualTo(3);
        assertThat(fresh(CommentsUpgrade.DONE)).isNotNull();
    }

    @Test
    void whatAnEarlierVersionShowedInBetweenIsInTheOrderAfterwards() throws Exception {
        String bees = article("bees", 1);
        upgrade("1").run();
        Nodes.create(
                fresh(bees),
                "between",
                NT_COMMENT,
                Map.of(PN_TEXT, "<p>Me, too</p>", PN_VISIBILITY, "PUBLIC", PN_NETWORK, "mastodon"));
        context.resourceResolver().commit();
        upgrade("1").run();
        assertThat(CommentOrder.of(fresh(bees)).placed())
                .as("a start looks at none")
                .hasSize(1);
        upgrade("2").run();
        assertThat(CommentOrder.of(fresh(bees)).placed()).hasSize(2);
    }

    private long brought(List<String> articles) {
        return articles.stream()
                .filter(path -> !Nodes.string(fresh(path).getValueMap(), PN_READING_ORDER)
                        .isEmpty())
                .count();
    }
}
