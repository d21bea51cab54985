package org.herald.spi;

import java.math.BigDecimal;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Counts what a network charges beside the prices of {@link Limits.Cost}: what is read, say. Herald takes it out of the
 * money that the profile may spend in a month, and collects nothing while that is spent.
 */
@ConsumerType
public interface Meter extends Capability {

    /**
     * Hands over what was charged to an account since this was asked last, on this node; from here on it is counted anew.
     *
     * @return in the currency of {@link Limits.Cost#currency}; zero for nothing, and never less than what was charged
     */
    @NotNull
    BigDecimal take(@NotNull Account account);
}
