package org.herald.core.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.herald.spi.Fact;

/**
 * What is known of a profile's account.
 *
 * @param facts what its network said last; empty where it said nothing since the profile was connected
 * @param triedAt when it was asked last, whatever it said
 * @param checkedAt when it told the facts
 * @param succeededAt when the sign-in was last seen to work
 * @param notBefore when the network lets itself be asked again; the epoch where it does not say
 * @param waits why it asks to wait; empty where it does not
 * @param trouble what the last post or test found out, as a sentence; empty for nothing
 * @param collecting the same of the last collection
 */
record Known(
        List<Fact> facts,
        Optional<Instant> triedAt,
        Optional<Instant> checkedAt,
        Optional<Instant> succeededAt,
        Instant notBefore,
        String waits,
        String trouble,
        String collecting) {
    /** Nothing. */
    static final Known NOTHING =
            new Known(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, "", "", "");

    Known {
        facts = List.copyOf(facts);
    }

    /** The facts of a kind. */
    <T extends Fact> Stream<T> facts(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }
}
