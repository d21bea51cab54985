package org.herald.spi;

import java.time.Instant;
import java.util.List;
import org.jetbrains.annotations.NotNull;

/** What asking how an account fares brought. */
public sealed interface Vitals {
    /** What is known now; also that the network refused, or could not be reached. */
    record Told(@NotNull List<Fact> facts) implements Vitals {
        /** Copies the list. */
        public Told {
            facts = List.copyOf(facts);
        }
    }

    /**
     * The network asks to wait: nothing is known otherwise than before.
     *
     * @param notBefore the earliest instant of another question
     * @param why a sentence for a person
     */
    record NotNow(@NotNull Instant notBefore, @NotNull String why) implements Vitals {}
}
