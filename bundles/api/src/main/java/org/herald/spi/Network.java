package org.herald.spi;

import java.time.Duration;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Describes a network. What it can do is told by its other capabilities. */
@ConsumerType
public interface Network extends Capability {

    /** The service property that names the network of a {@link Capability}. */
    String ID = "herald.network";

    /** What does not change from server to server. */
    @NotNull
    NetworkTraits traits();

    /** What fits into one post on the account's server, asked there where it can be asked, and cached. */
    default @NotNull Limits limits(@NotNull Account account) {
        return traits().published();
    }

    /**
     * How long one call of {@link Publisher#publish} or {@link Responder#respond} can take at most, with all its time-outs
     * and everything that is uploaded and waited for before it. Who still has no answer after that has died, and another
     * node looks the post up. As long as nothing else is said: four files, each with thirty seconds to arrive and thirty
     * polls of ten seconds.
     */
    @NotNull
    default Duration longestCall() {
        return Duration.ofMinutes(25);
    }
}
