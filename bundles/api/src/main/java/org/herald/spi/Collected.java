package org.herald.spi;

import java.time.Instant;
import java.util.List;
import org.jetbrains.annotations.NotNull;

/** What reading a thread brought. */
public sealed interface Collected {
    /**
     * The replies.
     *
     * @param replies every reply below the root, in no order
     * @param complete false when the network told that it left some out
     */
    record Replies(@NotNull List<RemoteReply> replies, boolean complete) implements Collected {
        /** Copies the list. */
        public Replies {
            replies = List.copyOf(replies);
        }
    }

    /**
     * Not now.
     *
     * @param why a sentence for a person
     * @param account whether the whole account is to wait; false where it may be this thread alone
     */
    record NotNow(@NotNull Instant notBefore, @NotNull String why, boolean account) implements Collected {
        /** The whole account waits. */
        public NotNow(@NotNull Instant notBefore, @NotNull String why) {
            this(notBefore, why, true);
        }
    }

    /**
     * It cannot be read until somebody does something.
     *
     * @param why a sentence for a person
     */
    record Failed(@NotNull Reason reason, @NotNull String why) implements Collected {}
}
