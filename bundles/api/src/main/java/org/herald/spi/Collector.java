package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads what people answered. */
@ConsumerType
public interface Collector extends Capability {

    /**
     * Reads the thread below a post of ours, as much of it as the network gives at once.
     *
     * @param page from {@link Collected.Replies#next} of the page before; empty for the first
     */
    @NotNull
    Collected thread(@NotNull Account account, @NotNull RemoteRef root, @NotNull String page);

    /**
     * Tells whether a reply was deleted: asked where {@link #thread} left some out.
     *
     * @return true only where the network says that there is none; false where it is there, or cannot be told
     */
    default boolean isGone(@NotNull Account account, @NotNull RemoteRef reply) {
        return false;
    }

    /**
     * Asks what is new for the account since the cursor, to know which threads to read first. A hint: what it
     * leaves out, reading the threads finds.
     *
     * @param cursor from the last {@link News}; empty at first
     */
    @NotNull
    News news(@NotNull Account account, @NotNull String cursor);
}
