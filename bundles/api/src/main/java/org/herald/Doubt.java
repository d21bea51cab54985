package org.herald;

import java.util.Map;
import org.jetbrains.annotations.NotNull;

/**
 * Why a person looks a second time before something is shared.
 *
 * @param key what it is acknowledged by: another one as soon as what is to be looked at is another
 * @param profileId the profile that it is about; empty where it is about all of them together
 * @param values for a translation: {@code profile}, {@code site}, {@code days}, {@code count}, as far as it says so
 * @param message a sentence for a person
 */
public record Doubt(
        @NotNull Why why,
        @NotNull String key,
        @NotNull String profileId,
        @NotNull Map<String, String> values,
        @NotNull String message) {
    /** What is unusual. */
    public enum Why {
        /** The profile belongs to other sites, or spoke for others only so far. */
        OTHER_SITE,
        /** Nothing was said as this profile for a long time. */
        LONG_UNUSED,
        /** Many profiles at once. */
        MANY
    }

    /** Copies the map. */
    public Doubt {
        values = Map.copyOf(values);
    }
}
