package org.herald;

import java.util.Optional;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what networks send by themselves. */
@ProviderType
public interface Pushes {

    /** Whether anybody listens to a network: before that, nothing of what somebody sends is read. */
    boolean listens(@NotNull String network);

    /**
     * Judges a request and notes what is new, to be read at the network soon. Waits for nothing: neither the network nor
     * the repository is asked before the answer.
     *
     * @return empty where no connector of that network listens
     */
    @NotNull
    Optional<Receipt> take(@NotNull String network, @NotNull Push push);
}
