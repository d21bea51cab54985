package org.herald;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * How a profile fares, by what was found out last. Nothing is asked of a network for it.
 *
 * @param id the profile's
 * @param state the worst of the points; {@link State#OK} needs a sign-in that was seen to work
 * @param points what is known, the worst first; what a network does not tell is not among it
 * @param checkedAt when the network was asked last; empty for never
 * @param succeededAt when it last did what was asked, whoever asked; empty for never
 * @param collectedAt when answers were read last; empty for never
 * @param notBefore when it lets itself be asked again; the epoch where it does not say
 */
public record ProfileHealth(
        @NotNull String id,
        @NotNull State state,
        @NotNull List<Point> points,
        @NotNull Optional<Instant> checkedAt,
        @NotNull Optional<Instant> succeededAt,
        @NotNull Optional<Instant> collectedAt,
        @NotNull Instant notBefore) {
    /** Copies the list. */
    public ProfileHealth {
        points = List.copyOf(points);
    }

    /** How well something fares, the best first. */
    public enum State {
        /** It works. */
        OK,
        /** Nobody knows. */
        UNKNOWN,
        /** It works, and somebody should do something. */
        WARNING,
        /** It does not work. */
        BROKEN
    }

    /**
     * One thing that is known.
     *
     * @param rule a stable word for programs and translations
     * @param values what a translation needs to say
     * @param message a sentence for a person: what is so, and what to do where something is to be done
     * @param at when it ends, or is whole again; empty where that is not what it is about
     */
    public record Point(
            @NotNull String rule,
            @NotNull State state,
            @NotNull Map<String, String> values,
            @NotNull String message,
            @NotNull Optional<Instant> at) {
        /** Copies the map. */
        public Point {
            values = Map.copyOf(values);
        }
    }
}
