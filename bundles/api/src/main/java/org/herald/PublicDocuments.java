package org.herald;

import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What networks' servers read of this CMS, without a sign-in. */
@ProviderType
public interface PublicDocuments {

    /** A document in JSON that a connector tells everybody; empty where there is none. */
    @NotNull
    Optional<String> open(@NotNull String network, @NotNull String name);
}
