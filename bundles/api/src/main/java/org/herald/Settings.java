package org.herald;

import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps how each site speaks. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Settings {

    /** Reads the settings of a site that the caller sees. */
    @NotNull
    SiteSettings get(@NotNull ResourceResolver caller, @NotNull String site);

    /** Replaces the settings of a site; for administrators. Templates that cannot be understood are refused. */
    @NotNull
    SiteSettings save(@NotNull ResourceResolver caller, @NotNull SiteSettings settings);
}
