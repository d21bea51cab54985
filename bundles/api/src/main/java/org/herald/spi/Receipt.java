package org.herald.spi;

import java.util.Map;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/** What a {@link Receiver} makes of a request. */
public sealed interface Receipt {
    /**
     * Something is new.
     *
     * @param answered by the account's id on the network, the ids of the posts of which something is new; an empty set
     *     where it is not said which
     */
    record News(@NotNull Map<String, Set<String>> answered) implements Receipt {
        /** Copies the map. */
        public News {
            answered = Map.copyOf(answered);
        }
    }

    /**
     * The network asks whether somebody is here.
     *
     * @param text what to answer
     * @param type its media type
     */
    record Greeting(@NotNull String text, @NotNull String type) implements Receipt {}

    /** It does not come from the network, or not as it left it. */
    record Forged() implements Receipt {}
}
