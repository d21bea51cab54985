package org.herald.core.share;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Repository;

/** Opens stores of shares for tests in other rooms. */
public final class ShareStores {
    private ShareStores() {}

    /** Records a share that waits, so that it can be undone. Returns its id. */
    public static String shareUndoable(
            Repository repository, ShareStore store, String article, String by, Duration undo, OutgoingPost... posts) {
        String id = store.newId();
        try (ResourceResolver resolver = repository.open()) {
            Resource share = store.record(resolver, id, article, "Bees", by, "", List.of(posts), null);
            UndoWindow.hold(share, store.now().plus(undo));
            resolver.commit();
            store.recorded(List.of(share));
            return id;
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Undoes a share; tells whether it is back. */
    public static boolean undo(ShareStore store, String id) {
        return store.undo(id);
    }

    public static ShareStore open(Repository repository, Path home, Clock clock) {
        return ShareStore.of(repository, new Ledger(home, Clock.systemUTC(), System::nanoTime), clock);
    }
}
