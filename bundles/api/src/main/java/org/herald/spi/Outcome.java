package org.herald.spi;

import java.time.Instant;
import org.jetbrains.annotations.NotNull;

/** What a network said to one request. Expected failure is one of these values, never an exception. */
public sealed interface Outcome {

    /**
     * The network accepted, and knows the post by this reference.
     *
     * @param ref where the post is
     * @param remark what differs from what was asked (a picture left out, say); empty when nothing does
     */
    record Done(@NotNull RemoteRef ref, @NotNull String remark) implements Outcome {
        /** Accepted as asked. */
        public Done(RemoteRef ref) {
            this(ref, "");
        }
    }

    /**
     * Not now; nothing was posted.
     *
     * @param notBefore the earliest instant of another try
     * @param why a sentence for a person
     * @param ticket how far it came, for {@link Attempt#ticket()} of the next try; empty when that begins anew. It stands
     *     beside the post where its editors can read it, so it holds no secret
     */
    record Later(@NotNull Instant notBefore, @NotNull String why, @NotNull String ticket) implements Outcome {
        /** The next try begins anew. */
        public Later(Instant notBefore, String why) {
            this(notBefore, why, "");
        }
    }

    /**
     * Never as it stands; nothing was posted.
     *
     * @param why a sentence for a person
     */
    record Refused(@NotNull Reason reason, @NotNull String why) implements Outcome {}

    /**
     * It may have arrived, the answer did not. Must be looked up before anything is tried again.
     *
     * @param why a sentence for a person
     */
    record Uncertain(@NotNull String why) implements Outcome {}
}
