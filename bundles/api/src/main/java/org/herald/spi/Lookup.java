package org.herald.spi;

import org.jetbrains.annotations.NotNull;

/** What the network says of a post whose fate is not known. */
public sealed interface Lookup {
    /** It is there. */
    record Present(@NotNull RemoteRef ref) implements Lookup {}

    /** It is certainly not there: it may be tried again. */
    record Absent() implements Lookup {}

    /**
     * The network cannot tell now.
     *
     * @param why a sentence for a person
     */
    record Unknown(@NotNull String why) implements Lookup {}
}
