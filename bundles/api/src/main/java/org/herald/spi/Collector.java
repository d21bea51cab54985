package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads what people answered. Registered with the service property {@link Network#ID}. */
@ConsumerType
public interface Collector {

    /** Reads the whole thread below a post of ours. */
    @NotNull
    Collected thread(@NotNull Account account, @NotNull RemoteRef root);

    /**
     * Asks what is new for the account since the cursor, to know which threads to read first. A hint: what it
     * leaves out, reading the threads finds.
     *
     * @param cursor from the last {@link News}; empty at first
     */
    @NotNull
    News news(@NotNull Account account, @NotNull String cursor);
}
