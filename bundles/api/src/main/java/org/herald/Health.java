package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** How profiles fare. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Health {

    /** The profiles that the caller may see, by title. Asks no network. */
    @NotNull
    List<ProfileHealth> board(@NotNull ResourceResolver caller);

    /**
     * Asks a profile's network now.
     *
     * @throws Rejection FORBIDDEN for who does not administer profiles; CONFLICT where the profile is not connected, is
     *     being asked already, or its network asks to wait
     */
    @NotNull
    ProfileHealth check(@NotNull ResourceResolver caller, @NotNull String id);

    /** The same share; its planned variants say what is likely to keep them from being sent at their time. */
    @NotNull
    Share foreseen(@NotNull Share share);
}
