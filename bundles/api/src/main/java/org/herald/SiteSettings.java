package org.herald;

import java.util.List;
import java.util.Map;
import org.jetbrains.annotations.NotNull;

/**
 * How one site speaks.
 *
 * @param site the path of the site
 * @param templates what is proposed, by the id of a network, by {@code profile:} and the id of a profile, or by the
 *     empty key for all others; where there is none, Herald composes the text itself. By {@code comment:} and the id of
 *     a network, the first comment
 * @param gate how strictly each of {@link #RULES} is kept; a rule that is not named warns
 * @param parameters what is added to the article's address, {@code utm_source}, say; values may hold the
 *     placeholders {@code ${network}}, {@code ${profile}}, {@code ${page}} and {@code ${share}}: a short word of its
 *     own for each post, by which {@link Shares#named} finds it again
 * @param approval what is asked before an article becomes public
 * @param undoSeconds how long a share that goes out now waits before its first call, so that who made it can undo it;
 *     0 to {@link #MAX_UNDO}
 */
public record SiteSettings(
        @NotNull String site,
        @NotNull Map<String, String> templates,
        @NotNull Map<String, GateMode> gate,
        @NotNull Map<String, String> parameters,
        @NotNull ApprovalPolicy approval,
        int undoSeconds) {
    /** What a site waits that nobody set anything for. */
    public static final int USUAL_UNDO = 10;

    /** Who looks longer at what was just sent takes it back instead. */
    public static final int MAX_UNDO = 60;

    /** The rules that a site can turn off or make stricter. */
    public static final List<String> RULES = List.of(
            "altMissing",
            "hashtagCase",
            "emojiRun",
            "lookalike",
            "shouting",
            "ambiguousLink",
            "language",
            "tone",
            "spelling");

    /** Copies the maps. */
    public SiteSettings {
        templates = Map.copyOf(templates);
        gate = Map.copyOf(gate);
        parameters = Map.copyOf(parameters);
    }

    /** What a site has that nobody set anything for. */
    public static @NotNull SiteSettings usual(@NotNull String site) {
        return new SiteSettings(site, Map.of(), Map.of(), Map.of(), ApprovalPolicy.NONE, USUAL_UNDO);
    }
}
