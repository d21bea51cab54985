package org.herald.spi;

import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells everybody what a network's servers want to know of this CMS: what it is as an application, say. */
@ConsumerType
public interface Presenter extends Capability {
    /** Where documents are read without a sign-in, below the CMS's address: {@code ROOT/<network>/<name>.json}. */
    String ROOT = "/herald/about";

    /**
     * A document in JSON. It holds no secret: anybody may ask for it, as often as they like.
     *
     * @param name small letters and hyphens
     * @return empty where there is none of that name, or not now
     */
    @NotNull
    Optional<String> document(@NotNull String name);
}
