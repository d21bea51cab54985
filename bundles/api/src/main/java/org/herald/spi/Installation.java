package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What a connector may know and keep of the CMS that it runs in; the same on all nodes of a cluster. A service. */
@ProviderType
public interface Installation {
    /** Where networks send an admin's browser back to, below {@link #address}. */
    String CALLBACK = "/bin/herald/oauth/callback";

    /** The address of the CMS as an administrator entered it, without a path; empty where nobody did. */
    @NotNull
    Optional<URI> address();

    /**
     * A secret of the CMS itself and of no account: who it is as an application, say. Kept encrypted, as those of
     * accounts are.
     *
     * @param name small letters, digits and hyphens
     * @param made makes it where there is none; of two nodes that make one at the same moment, both are given the one
     *     that was kept
     * @return empty where it was kept with another key than the CMS has now
     */
    @NotNull
    Optional<Secret> secret(@NotNull String name, @NotNull Supplier<Secret> made);
}
