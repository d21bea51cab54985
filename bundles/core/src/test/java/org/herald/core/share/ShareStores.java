package org.herald.core.share;

import java.nio.file.Path;
import java.time.Clock;
import org.herald.core.repo.Repository;

/** Opens stores of shares for tests in other rooms. */
public final class ShareStores {
    private ShareStores() {}

    public static ShareStore open(Repository repository, Path home, Clock clock) {
        return ShareStore.of(repository, new Ledger(home, Clock.systemUTC(), System::nanoTime), clock);
    }
}
