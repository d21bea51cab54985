package org.herald;

import java.net.URI;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.spi.NetworkTraits;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Connected accounts. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Profiles {

    /**
     * A network that profiles can be made for.
     *
     * @param code whether the admin can sign in there
     * @param comments whether a post may have a first comment
     */
    record Offer(@NotNull NetworkTraits traits, boolean code, boolean comments) {}

    /** The networks installed, by title. */
    @NotNull
    List<Offer> networks();

    /** A site of the CMS. */
    record Site(@NotNull String path, @NotNull String title) {}

    /** The sites that the caller may see, by title. */
    @NotNull
    List<Site> sites(@NotNull ResourceResolver caller);

    /** All profiles that the caller may see, by title. */
    @NotNull
    List<Profile> list(@NotNull ResourceResolver caller);

    /** Signs in and keeps the account; a remote account exists once. */
    @NotNull
    Profile create(@NotNull ResourceResolver caller, @NotNull ProfileRequest request);

    /** Changes a profile; signs in again where server, handle or secret changed. */
    @NotNull
    Profile update(@NotNull ResourceResolver caller, @NotNull String id, @NotNull ProfileRequest request);

    /** Forgets the account and its secret. What was shared and collected stays. */
    void delete(@NotNull ResourceResolver caller, @NotNull String id);

    /** Asks the network whether the account works, and returns the profile with its health. */
    @NotNull
    Profile test(@NotNull ResourceResolver caller, @NotNull String id);

    /** Collects replies now, in the background. */
    void collect(@NotNull ResourceResolver caller, @NotNull String id);

    /** Starts the code flow for a profile and returns where to send the admin. */
    @NotNull
    URI beginCode(@NotNull ResourceResolver caller, @NotNull String id, @NotNull URI callback);

    /** Ends the code flow that {@link #beginCode} began with this state and returns the connected profile. */
    @NotNull
    Profile completeCode(@NotNull ResourceResolver caller, @NotNull String state, @NotNull String code);

    /** Ends the code flow without an account: the person said no on the network's page, or the network ended it. */
    void abandonCode(@NotNull ResourceResolver caller, @NotNull String state);
}
