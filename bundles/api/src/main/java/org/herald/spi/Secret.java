package org.herald.spi;

import org.jetbrains.annotations.NotNull;

/** A password or token that does not print itself. */
public final class Secret {
    private final String value;

    /** Wraps a value that is never empty. */
    public Secret(@NotNull String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret is never empty");
        }
        this.value = value;
    }

    /** Gives the value away, to be sent to the network and nowhere else. */
    public @NotNull String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret(***)";
    }
}
