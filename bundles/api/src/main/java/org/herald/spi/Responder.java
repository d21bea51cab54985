package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Answers somebody on the network, in the thread. */
@ConsumerType
public interface Responder extends Capability {

    /**
     * Posts an answer.
     *
     * @param root the post of ours that the thread hangs under
     * @param parent what is answered
     * @param to the handle of the person answered, as collected
     */
    @NotNull
    Outcome respond(
            @NotNull Account account,
            @NotNull Post post,
            @NotNull RemoteRef root,
            @NotNull RemoteRef parent,
            @NotNull String to);

    /**
     * The text as {@link #respond} sends it, with whatever it puts before it to address somebody: what the network counts.
     *
     * @param to the handle of the person answered, as collected
     */
    @NotNull
    default String addressed(@NotNull Account account, @NotNull String text, @NotNull String to) {
        return text;
    }
}
