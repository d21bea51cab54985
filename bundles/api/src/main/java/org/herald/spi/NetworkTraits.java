package org.herald.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * What a network is like, as data: what Herald promises is made of it.
 *
 * @param id as in {@link Network#ID}: lower-case letters
 * @param title as people call it
 * @param defaultServer offered when a profile is made; empty where there are many servers, each with ids of its own
 * @param secretLabel what the admin is asked for: "App password", say; empty when there is nothing to ask
 * @param published what fits into one post as the network publishes it
 * @param rehearsal true when nothing leaves this CMS
 */
public record NetworkTraits(
        @NotNull String id,
        @NotNull String title,
        @NotNull String defaultServer,
        @NotNull String secretLabel,
        @NotNull Posting posting,
        @NotNull Listening listening,
        @NotNull Limits published,
        boolean rehearsal) {

    /** For as long as it exists. */
    public static final Duration ALWAYS = Duration.ofSeconds(Long.MAX_VALUE);
    /** Not at all. */
    public static final Duration NEVER = Duration.ZERO;

    /**
     * How posts get there and change there.
     *
     * @param deletable how long a post can be taken back; {@link #ALWAYS} or {@link #NEVER} where that is so
     */
    public record Posting(
            @NotNull Idempotency idempotency,
            @NotNull Edit edit,
            @NotNull Duration deletable,
            @NotNull Cards cards,
            @NotNull Files files) {
        /** Refuses nulls. */
        public Posting {
            Objects.requireNonNull(idempotency);
            Objects.requireNonNull(deletable);
        }
    }

    /**
     * How people's answers come back.
     *
     * @param reach how far back answers can be read, or how long they are kept for whoever asks; {@link #NEVER} where
     *     there are none to be had
     * @param moderation what can be done there with what others wrote
     */
    public record Listening(
            @NotNull Reading reading,
            @NotNull Duration reach,
            @NotNull Answering answering,
            @NotNull Set<Moderator.Act> moderation) {
        /** Copies the set. */
        public Listening {
            moderation = Set.copyOf(moderation);
        }
    }

    /** What protects against a double post. */
    public enum Idempotency {
        /** The server remembers a key, for a while, if it honours it at all. */
        KEY,
        /** The client chooses the record's id. */
        CLIENT_ID,
        /** The same text is refused, for a while. */
        CONTENT_REFUSED,
        /** Nothing: what may have arrived is looked up, and where it cannot be found a person decides. */
        NONE;

        /** Whether the network itself tells a second try from another post. */
        public boolean tellsPostsApart() {
            return this == KEY || this == CLIENT_ID;
        }
    }

    /** What happens to a post that is changed. */
    public enum Edit {
        /** Readers see the change. */
        IN_PLACE,
        /** The record changes, readers may not see it. */
        IN_PLACE_HIDDEN,
        /** The text changes in place; pictures and cards stay. */
        TEXT_ONLY,
        /** For a while, and the post gets another id. */
        WINDOWED_NEW_ID,
        /** It cannot be changed. */
        NONE
    }

    /** Who builds the preview of a link. */
    public enum Cards {
        /** The network, from the page that the text links to. */
        BY_SERVER,
        /** The client; the link need not be in the text. One embed per post: card or pictures. */
        BY_CLIENT
    }

    /** How pictures and videos get there. */
    public enum Files {
        /** They are sent. */
        UPLOAD,
        /** The network fetches them from a public address. */
        PUBLIC_URL
    }

    /** How answers are had. */
    public enum Reading {
        /** Whoever asks is given them, as far back as {@link Listening#reach}. */
        ASKED,
        /** They are handed out once, and kept for whoever is late as long as {@link Listening#reach}. */
        PUSHED,
        /** They cannot be read. */
        NONE
    }

    /** Whom one may answer. */
    public enum Answering {
        /** Everybody. */
        ALWAYS,
        /** Whoever mentioned or quoted us; the others by hand, on the network. */
        ONLY_IF_SUMMONED,
        /** Nobody: by hand, on the network. */
        NONE
    }

    /** What protects against a double post. */
    public @NotNull Idempotency idempotency() {
        return posting.idempotency();
    }

    /** Who builds the preview of a link. */
    public @NotNull Cards cards() {
        return posting.cards();
    }
}
