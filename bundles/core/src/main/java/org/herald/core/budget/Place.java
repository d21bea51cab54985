package org.herald.core.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.herald.spi.Limits;

/**
 * One post that counts: it is on a network, may be there, or is being sent.
 *
 * @param at when its call was about to be made
 * @param cost in the currency of its network; zero where nothing is charged
 */
public record Place(Instant at, Kind kind, BigDecimal cost) {
    private static final String GAP = " ";

    /** What is counted apart. */
    public enum Kind {
        /** It stands for itself. */
        POST,
        /** It continues our own post, as a post. */
        PART,
        /** It answers somebody, or is the first comment below our own post. */
        REPLY;

        /** Whether it is one of the posts that a profile's hour and day are about. */
        public boolean isPost() {
            return this != REPLY;
        }

        boolean isOf(Limits.Ceiling.Of of) {
            return switch (of) {
                case POSTS -> this == POST;
                case REPLIES -> this != POST;
                case ALL -> true;
            };
        }
    }

    private String encode() {
        return String.join(GAP, at.toString(), kind.name(), cost.toPlainString());
    }

    private static Place decode(String text) {
        String[] told = text.split(GAP);
        return new Place(Instant.parse(told[0]), Kind.valueOf(told[1]), new BigDecimal(told[2]));
    }

    /** As a variant keeps them, in the order of its parts. */
    public static String[] encode(Collection<Place> places) {
        return places.stream().map(Place::encode).toArray(String[]::new);
    }

    /** What a variant keeps. */
    static List<Place> decode(String[] texts) {
        return Arrays.stream(texts).map(Place::decode).toList();
    }

    /** As people write an amount. */
    static BigDecimal plain(BigDecimal amount) {
        return new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }

    /** What some cost together. */
    public static BigDecimal cost(Collection<Place> places) {
        return plain(places.stream().map(Place::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
