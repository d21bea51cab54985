package org.herald.spi;

import java.time.Instant;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Puts posts on a network. */
@ConsumerType
public interface Publisher extends Capability {

    /** Chooses the key that makes a second try of the same post recognisable to this network. */
    @NotNull
    String newKey(@NotNull Instant now);

    /**
     * Posts. Called again with the same key after {@link Outcome.Later}, or after {@link #find} answered
     * {@link Lookup.Absent}.
     */
    @NotNull
    Outcome publish(@NotNull Account account, @NotNull Post post);

    /**
     * Looks on the network whether an earlier {@link #publish} or {@link Responder#respond} of this post arrived. A
     * network that keeps no id of ours compares with all that {@link Post#attempt()} tells, and what cannot be told from
     * another post is {@link Lookup.Unknown}.
     */
    @NotNull
    Lookup find(@NotNull Account account, @NotNull Post post);
}
