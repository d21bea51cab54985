package org.herald.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What is known of the tries of a post before this call: so that a look-up takes no other post for it, and that a try goes
 * on where the last one stopped. Values: each method gives another one.
 */
public final class Attempt {
    private final Instant began;
    private final boolean parentKnown;
    private final RemoteRef parent;
    private final String to;
    private final Set<String> held;
    private final boolean rivals;
    private final String ticket;

    private Attempt(
            Instant began,
            boolean parentKnown,
            RemoteRef parent,
            String to,
            Set<String> held,
            boolean rivals,
            String ticket) {
        this.began = Objects.requireNonNull(began);
        this.parentKnown = parentKnown;
        this.parent = parent;
        this.to = Objects.requireNonNull(to);
        this.held = Set.copyOf(held);
        this.rivals = rivals;
        this.ticket = Objects.requireNonNull(ticket);
    }

    /**
     * Starts with the instant of the first try; nothing else is known yet.
     *
     * @param began by the CMS's clock; nothing that the network has from before is this post
     */
    public static @NotNull Attempt since(@NotNull Instant began) {
        return new Attempt(began, false, null, "", Set.of(), false, "");
    }

    /**
     * Tells what it stands below.
     *
     * @param parent what it answers; null for a post of its own
     * @param to whom it answers, as given to {@link Responder#respond}; may be empty
     */
    public @NotNull Attempt below(@Nullable RemoteRef parent, @NotNull String to) {
        return new Attempt(began, true, parent, to, held, rivals, ticket);
    }

    /** Tells the ids of posts that are others: what other variants of the account hold. */
    public @NotNull Attempt besides(@NotNull Set<String> ids) {
        return new Attempt(began, parentKnown, parent, to, ids, rivals, ticket);
    }

    /** Tells whether another post of the account with the same text and parent is looked for, too. */
    public @NotNull Attempt rivalled(boolean rivals) {
        return new Attempt(began, parentKnown, parent, to, held, rivals, ticket);
    }

    /** Tells how far the last try came, from {@link Outcome.Later#ticket()}; empty for the beginning. */
    public @NotNull Attempt resuming(@NotNull String ticket) {
        return new Attempt(began, parentKnown, parent, to, held, rivals, ticket);
    }

    /** When the first try began, by the CMS's clock. */
    public @NotNull Instant began() {
        return began;
    }

    /** Whether it was told what it stands below; else any parent will do. */
    public boolean parentKnown() {
        return parentKnown;
    }

    /** What it stands below; empty for a post of its own, and where that was not told. */
    public @NotNull Optional<RemoteRef> parent() {
        return Optional.ofNullable(parent);
    }

    /** Whom it answers; may be empty. */
    public @NotNull String to() {
        return to;
    }

    /** The ids of posts that are others. */
    public @NotNull Set<String> held() {
        return held;
    }

    /** Whether another post with the same text and parent is looked for, too: then one that is found tells nothing. */
    public boolean rivals() {
        return rivals;
    }

    /** How far the last try came, in the connector's own words; empty for the beginning. */
    public @NotNull String ticket() {
        return ticket;
    }
}
