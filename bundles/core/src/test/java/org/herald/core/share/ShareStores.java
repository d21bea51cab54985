package org.herald.core.share;

import java.nio.file.Path;
import java.time.Clock;
import org.herald.core.repo.Repository;

/** Makes a store of shares for the tests of other rooms. */
public final class ShareStores {
    private ShareStores() {}

    public static ShareStore make(Repository repository, Path home, Clock clock) {
        return new ShareStore(repository, new Ledger(home), clock);
    }
}
