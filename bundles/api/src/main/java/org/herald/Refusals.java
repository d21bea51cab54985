package org.herald;

import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What was refused of what somebody wanted to save or publish, for whoever answers the request. */
@ProviderType
public interface Refusals {
    /** Notes from now on what is refused in this thread. */
    @NotNull
    Watch watch();

    /** What is refused in a thread until it is closed, by that thread. */
    interface Watch extends AutoCloseable {
        /** What was refused last; empty where nothing was. */
        @NotNull
        Optional<Rejection> last();

        @Override
        void close();
    }
}
