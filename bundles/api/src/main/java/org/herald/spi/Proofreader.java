package org.herald.spi;

import java.util.List;
import java.util.Locale;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds mistakes of language. Without one, nothing is said of them. */
@ConsumerType
public interface Proofreader {

    /** The languages that it knows, as ISO 639 codes. */
    @NotNull
    List<String> languages();

    /**
     * Reads a text, as far as it comes in a second or so: somebody waits for it. Finds nothing where it knows nothing of
     * the language.
     */
    @NotNull
    Proof read(@NotNull String text, @NotNull Locale language);

    /**
     * What came of reading.
     *
     * @param end how far the text was read, in UTF-16 code units: its length where that was the whole
     */
    record Proof(@NotNull List<Mistake> mistakes, int end) {
        /** Copies the list. */
        public Proof {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * A mistake.
     *
     * @param start where in the text it begins, in UTF-16 code units
     * @param end where it ends
     * @param why what is wrong, a sentence in the language of the text
     * @param instead what may be meant, the likeliest first
     */
    record Mistake(int start, int end, @NotNull String why, @NotNull List<String> instead) {
        /** Copies the list. */
        public Mistake {
            instead = List.copyOf(instead);
        }
    }
}
