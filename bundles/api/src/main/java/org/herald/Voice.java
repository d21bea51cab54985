package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * How a profile speaks.
 *
 * @param language the BCP 47 tag of its readers' language; empty for that of each article
 * @param signature who signs
 */
public record Voice(@NotNull String language, @NotNull Tone tone, @NotNull Signature signature) {
    /** Any language, any tone, as the brand. */
    public static final Voice USUAL = new Voice("", Tone.ANY, Signature.BRAND);

    /** How readers are addressed. */
    public enum Tone {
        /** As the writer likes. */
        ANY,
        /** Politely: “vous”, “Sie”, no slang. */
        FORMAL,
        /** As among friends: “tu”, “du”. */
        FAMILIAR
    }

    /** Who speaks. */
    public enum Signature {
        /** The brand: nobody signs. */
        BRAND,
        /** A person of the team, whose initials stand at the end: {@code ^EB}. */
        INITIALS
    }
}
