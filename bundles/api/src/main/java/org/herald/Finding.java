package org.herald;

import java.util.Map;
import org.jetbrains.annotations.NotNull;

/**
 * Something about a variant that the editor should know.
 *
 * @param rule a stable word for programs and translations
 * @param start where in the text it begins, in UTF-16 code units
 * @param end where it ends; the same as {@code start} when it is about the whole
 * @param values what a translation of the message needs to say
 * @param message a sentence for a person: what is wrong, what to do
 * @param source where the rule comes from: an address with its date, or empty for a house rule
 */
public record Finding(
        @NotNull String rule,
        @NotNull Severity severity,
        int start,
        int end,
        @NotNull Map<String, String> values,
        @NotNull String message,
        @NotNull String source) {
    /** Copies the map. */
    public Finding {
        values = Map.copyOf(values);
    }

    /** Tells whether it keeps the variant from being sent. */
    public boolean blocks() {
        return severity == Severity.BLOCKS;
    }

    /** The same about a text that begins so many code units later; what lies before is told of its beginning. */
    public @NotNull Finding movedBack(int units) {
        return new Finding(
                rule, severity, Math.max(0, start - units), Math.max(0, end - units), values, message, source);
    }
}
