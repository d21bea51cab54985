package org.herald.core.upgrade;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.conversation.Comments;
import org.herald.core.conversation.ReadingOrder;
import org.herald.core.conversation.Sanitizer;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes once through the comments of all articles that were ever answered, on one node of a cluster, some articles in each
 * round: sanitised by an earlier version they are sanitised anew, and they get the order that pages are cut from. Until then
 * they are shown as they will be then, only slower. After a crash it begins again, and finds most of it done; so it does when
 * Herald was installed anew, since an earlier version may have shown comments meanwhile and left them out of the order.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=30",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-comments-upgrade"
        })
public final class CommentsUpgrade implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CommentsUpgrade.class);
    /** Says by which installation all was brought to these versions. */
    static final String DONE = ROOT + "/comments-" + Sanitizer.VERSION + "-" + ReadingOrder.VERSION;

    private static final String INSTALLATION = "herald:installation";
    /** Comments that are written in a round, and the rest of the last article's; an article is one commit. */
    static final int AT_ONCE = 1000;
    /** Articles that are looked at in a round. */
    private static final int ARTICLES = 5000;

    /** After which those that failed have another turn. */
    static final Duration REST = Duration.ofHours(1);

    private final Repository repository;
    private final String installation;
    private final Clock clock;
    /** The identities of articles that are still to be looked at; null before the first round. */
    private List<String> left;

    private final List<String> failed = new ArrayList<>();
    private Instant notBefore = Instant.EPOCH;
    private boolean done;

    @Activate
    public CommentsUpgrade(@Reference Repository repository, BundleContext context) {
        this(repository, Long.toString(context.getBundle().getLastModified()), Clock.systemUTC());
    }

    /** @param installation another one each time that this version was installed */
    CommentsUpgrade(Repository repository, String installation, Clock clock) {
        this.repository = repository;
        this.installation = installation;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (done || clock.instant().isBefore(notBefore)) {
            return;
        }
        try (ResourceResolver resolver = repository.open()) {
            if (!isDone(resolver)) {
                if (left == null) {
                    left = articles(resolver);
                }
                some(resolver);
                if (!left.isEmpty() || isMore()) {
                    return;
                }
                Nodes.values(Nodes.obtain(resolver, DONE, NT_FOLDER)).put(INSTALLATION, installation);
                Persistence.commit(resolver, "note that all comments are as this version writes them");
                LOG.info("The comments of all articles are as this version writes them");
            }
            done = true;
        } catch (Persistence.Conflict | PersistenceException e) {
            LOG.debug("Somebody wrote at the same moment: gone on with in the next round", e);
        }
    }

    private boolean isDone(ResourceResolver resolver) {
        Resource noted = resolver.getResource(DONE);
        return noted != null && installation.equals(Nodes.string(noted.getValueMap(), INSTALLATION));
    }

    private boolean isMore() {
        if (failed.isEmpty()) {
            return false;
        }
        left = new ArrayList<>(failed);
        failed.clear();
        notBefore = clock.instant().plus(REST);
        return true;
    }

    /** The inbox has a folder for each article that was ever answered, by its identity. */
    private static List<String> articles(ResourceResolver resolver) {
        List<String> articles = new ArrayList<>();
        Resource inbox = resolver.getResource(INBOX);
        if (inbox != null) {
            for (Resource letters : inbox.getChildren()) {
                letters.getChildren().forEach(article -> articles.add(article.getName()));
            }
        }
        return articles;
    }

    private void some(ResourceResolver resolver) throws Persistence.Conflict {
        int written = 0;
        for (int looked = 0; !left.isEmpty() && written < AT_ONCE && looked < ARTICLES; looked++) {
            String identity = left.get(left.size() - 1);
            try {
                written += bring(resolver, identity);
            } catch (RuntimeException e) {
                LOG.warn("The comments of article {} are not as this version writes them yet", identity, e);
                failed.add(identity);
                resolver.revert();
            }
            left.remove(left.size() - 1);
        }
    }

    private static int bring(ResourceResolver resolver, String identity) throws Persistence.Conflict {
        String path = Articles.locate(resolver, identity).orElse("");
        Resource comments = path.isEmpty() ? null : resolver.getResource(path + "/" + NN_CONTENT + "/" + NN_COMMENTS);
        int brought = comments == null || !Comments.isComments(comments) ? 0 : Comments.bring(comments);
        if (brought > 0) {
            Persistence.commit(resolver, "bring the comments of " + path + " to this version");
        }
        return brought;
    }
}
