package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Does on the network what was decided about something that others wrote below a post of ours. */
@ConsumerType
public interface Moderator extends Capability {

    /** What can be done; each network has some of it ({@link NetworkTraits.Listening#moderation}). */
    enum Act {
        /** It is hidden there; whoever wrote it may still see it. */
        HIDE,
        /** What was hidden is shown. */
        SHOW,
        /** It is deleted there. */
        DELETE,
        /** It waited, and is shown. */
        APPROVE,
        /** A quote no longer shows our post. */
        DETACH
    }

    /** Does it. What is not there any more is {@link Outcome.Done}. */
    @NotNull
    Outcome moderate(@NotNull Account account, @NotNull RemoteRef reply, @NotNull Act act);
}
