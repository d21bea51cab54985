package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Changes and takes back what was posted. */
@ConsumerType
public interface Editor extends Capability {

    /** Replaces the text of a post of ours. */
    @NotNull
    Outcome edit(@NotNull Account account, @NotNull RemoteRef ref, @NotNull Post post);

    /** Deletes a post of ours. A post that is not there any more is {@link Outcome.Done}. */
    @NotNull
    Outcome delete(@NotNull Account account, @NotNull RemoteRef ref);
}
