package org.herald.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/** One thing that is known of an account. What it means for posts is judged elsewhere. */
public sealed interface Fact {
    /**
     * The sign-in works.
     *
     * @param remoteId whose it is, by the network's own id
     */
    record SignedIn(@NotNull String remoteId) implements Fact {}

    /**
     * It does not.
     *
     * @param reason AUTHORISATION when the network refused, SERVER when it could not be asked
     * @param why a sentence for a person
     */
    record Refused(@NotNull Reason reason, @NotNull String why) implements Fact {}

    /** What can end. */
    enum End {
        /** What requests are signed with. */
        TOKEN,
        /** The consent that tokens are renewed by. */
        SIGN_IN,
        /** The time for which the network tells the application anything of the account. */
        DATA_ACCESS,
        /** The version of the network's API that is configured. */
        VERSION
    }

    /**
     * Something ends.
     *
     * @param which what it is called ("202607"); empty where there is one only
     * @param renewed whether Herald renews it by itself before
     */
    record Ends(@NotNull End what, @NotNull Instant at, @NotNull String which, boolean renewed) implements Fact {}

    /** What an account can lack. */
    enum Need {
        /** A permission of the sign-in. */
        SCOPE,
        /** A role or right on the page or channel. */
        ROLE
    }

    /**
     * What was looked for and is not there.
     *
     * @param names in the network's words; empty where nothing is missing
     * @param posting whether nothing can be posted without
     */
    record Lacks(@NotNull Need what, @NotNull List<String> names, boolean posting) implements Fact {
        /** Copies the list. */
        public Lacks {
            names = List.copyOf(names);
        }
    }

    /** What the network counts. */
    enum Counted {
        /** Posts. */
        POSTS,
        /** Answers. */
        REPLIES,
        /** Sign-ins, requests, or parts in a hundred of what it lets an application do. */
        REQUESTS
    }

    /**
     * How much of a quota is left.
     *
     * @param window the time that it holds for
     * @param until when it is whole again; empty where it comes back bit by bit
     */
    record Quota(
            @NotNull Counted what, long left, long total, @NotNull Duration window, @NotNull Optional<Instant> until)
            implements Fact {}

    /**
     * How the server's clock differs from ours, to the second.
     *
     * @param ahead how far the server's is ahead of ours; negative where it is behind
     */
    record Skew(@NotNull Duration ahead) implements Fact {}
}
