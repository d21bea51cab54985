package org.herald.spi;

import java.time.Instant;
import java.util.List;
import org.jetbrains.annotations.NotNull;

/** What reading a thread brought. */
public sealed interface Collected {
    /**
     * Replies: a page of them, or all.
     *
     * @param replies below the root, in no order
     * @param next to be given to {@link Collector#thread} for the next page; empty where this is the last
     * @param leftOut what the network did not tell, and why, as a sentence for a person; empty when it told everything
     * @param again when more will be told, so that the thread is read again then, out of its turn; {@link Instant#EPOCH}
     *     where it has its turn as ever
     */
    record Replies(
            @NotNull List<RemoteReply> replies, @NotNull String next, @NotNull String leftOut, @NotNull Instant again)
            implements Collected {
        /** Copies the list. */
        public Replies {
            replies = List.copyOf(replies);
        }

        /** What has its turn as ever. */
        public Replies(@NotNull List<RemoteReply> replies, @NotNull String next, @NotNull String leftOut) {
            this(replies, next, leftOut, Instant.EPOCH);
        }

        /** The same, to be read again at an instant. */
        public @NotNull Replies again(@NotNull Instant when) {
            return new Replies(replies, next, leftOut, when);
        }

        /** Everything at once. */
        public Replies(@NotNull List<RemoteReply> replies) {
            this(replies, "", "");
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
