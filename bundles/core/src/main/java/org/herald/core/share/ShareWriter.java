package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.VariantState;
import org.herald.core.budget.Holdings;
import org.herald.core.budget.Place;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Persistence.Conflict;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.core.share.UndoWindow.Fate;
import org.herald.spi.RemoteRef;

/** Writes shares: the one door between the states of variants. */
final class ShareWriter {
    private static final int ATTEMPTS = 5;

    private final Repository repository;
    private final Ledger ledger;
    private final ShareReader reader;
    private final Clock clock;

    ShareWriter(Repository repository, Ledger ledger, ShareReader reader, Clock clock) {
        this.clock = clock;
        this.repository = repository;
        this.ledger = ledger;
        this.reader = reader;
    }

    /** Records a decision under an id; one that is recorded already stays as it is. */
    String create(
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<OutgoingPost> dispatches,
            Instant at) {
        return Persistence.retry("record the share of " + articlePath, () -> {
            try (ResourceResolver resolver = repository.open()) {
                if (resolver.getResource(ShareStore.path(id)) != null) {
                    return id; // tried before, or somebody else recorded the same decision at the same moment
                }
                Resource share = record(resolver, id, articlePath, articleTitle, by, answers, dispatches, at);
                Persistence.commit(resolver, "record the share of " + articlePath);
                recorded(List.of(share));
                return id;
            }
        });
    }

    /** Records a decision together with what else the resolver changes: commits nothing. */
    Resource record(
            ResourceResolver resolver,
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<OutgoingPost> dispatches,
            Instant at)
            throws PersistenceException {
        Instant now = clock.instant();
        Resource share = Nodes.obtain(resolver, ShareStore.path(id), NT_SHARE);
        Nodes.values(share)
                .putAll(Map.of(
                        PN_ARTICLE, answers.isEmpty() ? Articles.identify(resolver, articlePath) : "",
                        PN_ARTICLE_PATH, articlePath,
                        PN_ARTICLE_TITLE, articleTitle,
                        PN_BY, by,
                        PN_AT, Nodes.date(now),
                        PN_ANSWERS, answers));
        for (OutgoingPost dispatch : dispatches) {
            Nodes.create(share, dispatch.profileId(), NT_VARIANT, ShareNodes.properties(dispatch, now, at));
        }
        return share;
    }

    /** Notes a decision that was committed. */
    void recorded(List<Resource> shares) {
        List<Resource> variants = new ArrayList<>();
        for (Resource share : shares) {
            for (Resource variant : share.getChildren()) {
                String[] days = variant.getValueMap().get(PN_DAYS, new String[0]);
                if (days.length > 0) {
                    reader.changed(days);
                }
                variants.add(variant);
            }
        }
        ledger.add(variants);
    }

    /**
     * Moves a variant on. Somebody else may have changed what is written alongside at the same moment; as long as the
     * variant itself still is as it was seen, that is tried again.
     *
     * @param may whether it still is as it was seen
     * @param turn the token of this move
     * @return whether it was moved
     * @throws Persistence.Failure when the repository cannot write
     */
    boolean move(String path, Predicate<ValueMap> may, VariantChange change, String turn, Alongside alongside) {
        for (int attempt = 1; ; attempt++) {
            try {
                return moveOnce(path, may, change, turn, alongside);
            } catch (Conflict e) {
                if (attempt == ATTEMPTS) {
                    return false; // somebody else moved it at the same moment
                }
            }
        }
    }

    private boolean moveOnce(
            String path, Predicate<ValueMap> may, VariantChange change, String turn, Alongside alongside)
            throws Conflict {
        String what = "move " + path + " to " + change.state();
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path);
            if (node == null || !may.test(node.getValueMap())) {
                return false;
            }
            List<Place> places = Holdings.of(node.getValueMap());
            VariantState from = ShareNodes.state(node.getValueMap());
            String[] before = node.getValueMap().get(PN_DAYS, new String[0]);
            change(node, change, turn);
            alongside.write(resolver, ShareReader.whose(node));
            Holdings.settle(
                    node,
                    places,
                    from,
                    change.state(),
                    RemoteRefs.of(node.getValueMap()).size());
            Persistence.commit(resolver, what);
            reader.changed(before);
            reader.changed(node.getValueMap().get(PN_DAYS, new String[0]));
            note(node);
            return true;
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot " + what, e);
        }
    }

    private void change(Resource node, VariantChange change, String turn) {
        ModifiableValueMap values = Nodes.values(node);
        values.put(PN_STATE, change.state().name());
        values.putAll(change.values());
        ShareNodes.await(values, change.state());
        FailedPosts.list(values, node.getParent().getValueMap(), change.state());
        values.put(PN_MOVES, values.get(PN_MOVES, 0L) + 1);
        values.put(PN_MOVED_AT, Nodes.date(clock.instant()));
        values.put(PN_TURN, turn); // two moves are never the same change, which Oak would take for one
    }

    /**
     * Takes back all that was recorded together, in one commit: who claims one of it for a call at the same moment writes
     * the same node, and one of both is told no.
     *
     * @return whether it is back; false where somebody began with it, and nothing was changed
     */
    boolean undo(String id) {
        return Persistence.retry("undo the share " + id, () -> {
            try (ResourceResolver resolver = repository.open()) {
                List<Resource> variants = UndoWindow.together(resolver, id);
                if (variants.isEmpty() || variants.stream().anyMatch(v -> UndoWindow.fate(v) == Fate.TOO_LATE)) {
                    return false;
                }
                variants.removeIf(variant -> UndoWindow.fate(variant) == Fate.IS_BACK);
                for (Resource variant : variants) {
                    VariantChange back =
                            new VariantChange(VariantState.WITHDRAWN, Map.of(PN_MESSAGE, "", PN_REASON, ""));
                    change(variant, back, UUID.randomUUID().toString());
                }
                Persistence.commit(resolver, "undo the share " + id);
                variants.forEach(v -> reader.changed(v.getValueMap().get(PN_DAYS, new String[0])));
                ledger.add(variants);
                return true;
            }
        });
    }

    /** Records where a part is on the network; it changes no state. */
    void know(String path, int part, RemoteRef ref) {
        Persistence.retry("record what became of " + path, () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = resolver.getResource(path);
                if (node != null) {
                    Nodes.values(node).put(PN_KNOWN, RemoteRefs.known(node.getValueMap(), part, ref));
                    Persistence.commit(resolver, "record what became of " + path);
                    note(node);
                }
                return null;
            }
        });
    }

    /** Puts a variant into the timetable, as its state asks for. */
    void time(String path) {
        Persistence.retry("put " + path + " into the timetable", () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = resolver.getResource(path);
                if (node != null) {
                    ShareNodes.await(Nodes.values(node), ShareNodes.state(node.getValueMap()));
                    Persistence.commit(resolver, "put " + path + " into the timetable");
                }
                return null;
            }
        });
    }

    /** Notes a variant as it is in the file that survives the process. */
    void note(Resource variant) {
        ledger.add(List.of(variant));
    }
}
