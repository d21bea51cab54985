package org.herald;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Media;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Requirements;
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
     * @param requirements what connecting a profile asks for, and what the CMS lacks for it
     */
    record Offer(@NotNull NetworkTraits traits, boolean code, boolean comments, @NotNull Requirements requirements) {}

    /** The networks installed, by title. */
    @NotNull
    List<Offer> networks();

    /** A site of the CMS. */
    record Site(@NotNull String path, @NotNull String title) {}

    /** The sites that the caller may see, by title. */
    @NotNull
    List<Site> sites(@NotNull ResourceResolver caller);

    /**
     * A group of people.
     *
     * @param id as the CMS knows it, and as profiles and settings name it
     * @param title as people call it; the id where it has no other name
     */
    record Group(@NotNull String id, @NotNull String title) {}

    /**
     * Looks for groups, for who administers profiles and settings.
     *
     * @param text that the group's id or title holds, in any case; empty for any group
     * @return at most twenty, by title
     */
    @NotNull
    List<Group> groups(@NotNull ResourceResolver caller, @NotNull String text);

    /**
     * A line of the table of rights.
     *
     * @param bound whether a profile that belongs to some sites allows it there only
     * @param roles who may do it
     */
    record Right(@NotNull ProfileAction action, boolean bound, @NotNull List<ProfileRole> roles) {
        /** Copies the list. */
        public Right {
            roles = List.copyOf(roles);
        }
    }

    /** The table of rights: a line for each action. */
    @NotNull
    List<Right> rights();

    /** All profiles that the caller may see, by title. */
    @NotNull
    List<Profile> list(@NotNull ResourceResolver caller);

    /** What the caller may do to a profile and as one; what is bound to its sites, there. */
    @NotNull
    List<ProfileAction> may(@NotNull ResourceResolver caller, @NotNull String id);

    /**
     * What a profile used of its budget.
     *
     * @return nothing of one that is gone, or that the caller may not see
     */
    @NotNull
    Budget.Used used(@NotNull ResourceResolver caller, @NotNull String id);

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

    /**
     * The picture of the account, as it was when the profile was connected or tested last.
     *
     * @return empty where it has none, or the caller may not see the profile
     */
    @NotNull
    Optional<Media> avatar(@NotNull ResourceResolver caller, @NotNull String id);

    /** Collects replies now, in the background. */
    void collect(@NotNull ResourceResolver caller, @NotNull String id);

    /** Starts the code flow for a profile and returns where to send the admin. */
    @NotNull
    URI beginCode(@NotNull ResourceResolver caller, @NotNull String id, @NotNull URI callback);

    /** What came of signing in at a network. */
    sealed interface SignInEnd {
        /** The profile is connected. */
        record Connected(@NotNull Profile profile) implements SignInEnd {}

        /**
         * It opens several accounts, and somebody must choose.
         *
         * @param choice to be given to {@link #candidates} and {@link #choose}
         */
        record Choice(@NotNull String choice) implements SignInEnd {}
    }

    /** Ends the code flow that {@link #beginCode} began with this state. */
    @NotNull
    SignInEnd completeCode(
            @NotNull ResourceResolver caller, @NotNull String state, @NotNull CodeAuthorizer.Grant grant);

    /**
     * What a sign-in opens.
     *
     * @param id of the profile that one of them is to be
     * @param profile its title
     * @param accounts to choose from
     * @param own the {@code remoteId} of the account that the profile belongs to, which can be no other; empty before it
     *     was connected
     * @param taken the titles of other profiles that accounts are connected as already, by {@code remoteId}
     */
    record Choices(
            @NotNull String id,
            @NotNull String profile,
            @NotNull List<Connection.Candidate> accounts,
            @NotNull String own,
            @NotNull Map<String, String> taken) {}

    /** The accounts to choose from, for who signed in. */
    @NotNull
    Choices candidates(@NotNull ResourceResolver caller, @NotNull String choice);

    /** Connects the profile with the account that was chosen. */
    @NotNull
    Profile choose(@NotNull ResourceResolver caller, @NotNull String choice, @NotNull String remoteId);

    /**
     * Why a code flow ended without an account.
     *
     * @param profile the id of the profile that it was begun for
     */
    record Refusal(@NotNull String profile, @NotNull Rejection why) {}

    /** Tells who began the code flow of this state why it ended without an account; for ten minutes. */
    @NotNull
    Optional<Refusal> refusal(@NotNull ResourceResolver caller, @NotNull String state);

    /** Ends the code flow without an account: the person said no on the network's page, or the network ended it. */
    void abandonCode(@NotNull ResourceResolver caller, @NotNull String state);
}
