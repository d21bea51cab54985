package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges what a network sends by itself. Nothing of it is taken for true but that something is new: what it is, Herald
 * reads at the network. So nobody can put words on a page by sending them here.
 */
@ConsumerType
public interface Receiver extends Capability {

    /** Judges one request, by itself alone: asks no server and no repository. */
    @NotNull
    Receipt receive(@NotNull Push push);
}
