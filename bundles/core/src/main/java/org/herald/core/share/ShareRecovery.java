package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts back at start what a crash took from the repository. */
final class ShareRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ShareRecovery.class);

    private final Repository repository;
    private final Ledger ledger;

    ShareRecovery(Repository repository, Ledger ledger) {
        this.repository = repository;
        this.ledger = ledger;
    }

    /** Puts back every variant that the ledger knows in a later state than the repository does. */
    void run() {
        int recovered = 0;
        try (ResourceResolver resolver = repository.open()) {
            for (Ledger.Entry entry : ledger.entries()) {
                Resource known = resolver.getResource(entry.variant());
                long moves = known == null ? -1 : known.getValueMap().get(PN_MOVES, 0L);
                if (moves < (Long) entry.values().getOrDefault(PN_MOVES, 0L)) {
                    putBack(resolver, entry);
                    recovered++;
                }
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot put back what a crash took", e);
        }
        if (recovered > 0) {
            LOG.warn("Put back {} states of shares that a crash took from the repository", recovered);
        }
    }

    private static void putBack(ResourceResolver resolver, Ledger.Entry entry) throws PersistenceException {
        Resource share = resolver.getResource(entry.share());
        if (share == null) {
            share = Nodes.obtain(resolver, entry.share(), NT_SHARE);
            ShareStore.values(share).putAll(entry.shareValues());
            String article = Nodes.string(share.getValueMap(), PN_ARTICLE);
            String path = Nodes.string(share.getValueMap(), PN_ARTICLE_PATH);
            boolean lost =
                    !article.isEmpty() && Articles.locate(resolver, article).isEmpty();
            if (lost && resolver.getResource(path) != null) {
                ShareStore.values(share).put(PN_ARTICLE, Articles.identify(resolver, path));
            }
        }
        ShareStore.values(Nodes.obtain(resolver, entry.variant(), NT_VARIANT)).putAll(entry.values());
    }
}
