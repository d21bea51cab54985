package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Asks a network how an account fares, before a post finds it out. Reads only, and with as few requests as tell it: each
 * of them counts against the account's limits.
 */
@ConsumerType
public interface Checkup extends Capability {

    /** Asks. What the network does not tell is not among the facts: nobody takes silence for health. */
    @NotNull
    Vitals check(@NotNull Account account);
}
