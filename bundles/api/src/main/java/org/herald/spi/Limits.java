package org.herald.spi;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * What fits into one post, how many posts there may be, and what they cost.
 *
 * @param maxWithMedia how long the text of a post with pictures or a video may be, in units of its {@code counting}; 0
 *     where they make no difference
 * @param ceilings how many posts an account may make; empty where the network publishes no such figure
 * @param source where these figures come from
 * @param asOf when they were read there
 */
public record Limits(
        @NotNull Text text,
        int maxWithMedia,
        @NotNull Pictures pictures,
        @NotNull Videos videos,
        @NotNull Cost cost,
        @NotNull List<Ceiling> ceilings,
        @NotNull URI source,
        @NotNull LocalDate asOf) {
    /** Copies the list. */
    public Limits {
        ceilings = List.copyOf(ceilings);
    }

    /** How a network counts a text. */
    public enum Counting {
        /** Extended grapheme clusters, and UTF-8 bytes beside. */
        GRAPHEMES_AND_BYTES,
        /** Code points; links count a fixed length, remote mentions without their domain. */
        CODE_POINTS_URL23,
        /** Weighted code points: most of Latin counts one, what is wider two, an emoji two, a link a fixed length. */
        WEIGHTED,
        /** UTF-16 code units, as written. */
        UTF16,
        /** UTF-16 code units of what readers see, after markup was taken out. */
        AFTER_ENTITIES,
        /** Code points; an emoji counts the bytes that it takes in UTF-8. */
        EMOJI_BYTES
    }

    /**
     * The text of a post.
     *
     * @param maxLength in units of {@code counting}
     * @param maxBytes in UTF-8; 0 when there is no such limit
     * @param urlLength what any http(s) link counts; 0 when it counts as written
     * @param threads whether an account may continue its own post
     * @param linksWork whether readers can follow a link in the text
     * @param maxComment the length of a first comment in UTF-16 code units; 0 where there is none
     */
    public record Text(
            @NotNull Counting counting,
            int maxLength,
            int maxBytes,
            int urlLength,
            @NotNull Tags tags,
            boolean threads,
            boolean linksWork,
            int maxComment) {
        private Text of(int length) {
            return new Text(counting, length, maxBytes, urlLength, tags, threads, linksWork, maxComment);
        }
    }

    /**
     * How many of each a text may have; 0 when there is no such limit.
     *
     * @param maxHashtags of {@code #this}
     * @param maxMentions of {@code @this}
     * @param maxCashtags of {@code $THIS}
     * @param maxLinks of different links
     */
    public record Tags(int maxHashtags, int maxMentions, int maxCashtags, int maxLinks) {
        /** As many as one likes. */
        public static final Tags ANY = new Tags(0, 0, 0, 0);
    }

    /**
     * Which shapes are taken, as width by height; 0 when there is no such limit.
     *
     * @param min of the narrowest
     * @param max of the widest
     */
    public record Ratios(double min, double max) {
        /** Any shape. */
        public static final Ratios ANY = new Ratios(0, 0);
    }

    /**
     * The pictures of a post.
     *
     * @param min how many there must be
     * @param max how many there may be
     * @param maxBytes of each
     * @param maxThumbnailBytes for the picture of a link card; 0 where the network makes it
     * @param maxEdge the longest side in pixels that the network keeps; 0 when not known
     * @param maxAltLength in code points; 0 where there is no alternative text
     * @param types what may be uploaded
     */
    public record Pictures(
            int min,
            int max,
            long maxBytes,
            long maxThumbnailBytes,
            int maxEdge,
            @NotNull Ratios ratios,
            int maxAltLength,
            @NotNull Set<String> types) {
        /** Copies the set. */
        public Pictures {
            types = Set.copyOf(types);
        }
    }

    /**
     * How many videos a post may have.
     *
     * @param max 0 where none is taken
     * @param together how many pictures and videos in all; 0 where a post has either
     */
    public record Count(int max, int together) {}

    /**
     * The videos of a post.
     *
     * @param maxBytes of each
     * @param maxSeconds how long it may be; 0 when not known
     * @param minEdge the shorter side in pixels, at least; 0 when any is taken
     * @param maxEdge the longest side in pixels; 0 when any is taken
     * @param captions whether captions go along
     * @param types what may be uploaded
     */
    public record Videos(
            @NotNull Count count,
            long maxBytes,
            int maxSeconds,
            int minEdge,
            int maxEdge,
            @NotNull Ratios ratios,
            boolean captions,
            @NotNull Set<String> types) {
        /** Of a network whose posts have videos or pictures. */
        public Videos(
                int max,
                long maxBytes,
                int maxSeconds,
                int minEdge,
                int maxEdge,
                @NotNull Ratios ratios,
                boolean captions,
                @NotNull Set<String> types) {
            this(new Count(max, 0), maxBytes, maxSeconds, minEdge, maxEdge, ratios, captions, types);
        }

        /** How many there may be; 0 where none is taken. */
        public int max() {
            return count.max();
        }

        /** No video is taken. */
        public static final Videos NONE = new Videos(0, 0, 0, 0, 0, Ratios.ANY, false, Set.of());

        /** Copies the set. */
        public Videos {
            types = Set.copyOf(types);
        }
    }

    /**
     * How many posts a network takes from one account in any time of some length.
     *
     * @param posts how many
     * @param within how long that time is
     * @param of which ones are counted
     * @param source where the network says so
     */
    public record Ceiling(int posts, @NotNull Duration within, @NotNull Of of, @NotNull URI source) {
        /** What is counted. */
        public enum Of {
            /** What stands for itself. */
            POSTS,
            /** What stands below another post: our own, or one that is answered. */
            REPLIES,
            /** Both. */
            ALL
        }
    }

    /**
     * What the network charges.
     *
     * @param currency an ISO 4217 code; empty where nothing is charged
     * @param post for a post without a link
     * @param postWithLink for a post with one
     * @param answer for an answer to somebody
     * @param description for the alternative text of a picture
     */
    public record Cost(
            @NotNull String currency,
            @NotNull BigDecimal post,
            @NotNull BigDecimal postWithLink,
            @NotNull BigDecimal answer,
            @NotNull BigDecimal description) {
        /** Nothing is charged. */
        public static final Cost NONE = new Cost("", BigDecimal.ZERO, BigDecimal.ZERO);

        /** An answer costs what a post costs, and a description nothing. */
        public Cost(@NotNull String currency, @NotNull BigDecimal post, @NotNull BigDecimal postWithLink) {
            this(currency, post, postWithLink, post, BigDecimal.ZERO);
        }
    }

    /** Limits of a network that publishes no ceilings. */
    public Limits(
            @NotNull Text text,
            @NotNull Pictures pictures,
            @NotNull Videos videos,
            @NotNull Cost cost,
            @NotNull URI source,
            @NotNull LocalDate asOf) {
        this(text, 0, pictures, videos, cost, List.of(), source, asOf);
    }

    /** Limits of a network that takes no videos and charges nothing. */
    public Limits(@NotNull Text text, @NotNull Pictures pictures, @NotNull URI source, @NotNull LocalDate asOf) {
        this(text, pictures, Videos.NONE, Cost.NONE, source, asOf);
    }

    /**
     * The limits of a post that has pictures or a video, or has none.
     *
     * @return the same limits where that makes no difference
     */
    public @NotNull Limits of(boolean withMedia) {
        return withMedia && maxWithMedia > 0
                ? new Limits(text.of(maxWithMedia), 0, pictures, videos, cost, ceilings, source, asOf)
                : this;
    }
}
