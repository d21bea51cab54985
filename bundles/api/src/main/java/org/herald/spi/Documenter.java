package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps a record of an article at an account, which cards refer to. It is written before the first post that refers to it,
 * by {@link Publisher#publish} for the card's {@link Card#document}; these two keep it up to date and take it away.
 */
@ConsumerType
public interface Documenter extends Capability {

    /** Writes what an article tells now. Written twice, there is one. */
    @NotNull
    Outcome write(@NotNull Account account, @NotNull Document document);

    /**
     * Takes a record away. One that is not there is {@link Outcome.Done}.
     *
     * @param key of the {@link Document}
     */
    @NotNull
    Outcome remove(@NotNull Account account, @NotNull String key);
}
