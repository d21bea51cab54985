package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Shares articles. Every method acts with the rights of the caller's resolver and throws {@link Rejection}. */
@ProviderType
public interface Shares {

    /** What a person can do to a variant. */
    enum Act {
        /** Try a refused one again as it is. */
        RETRY,
        /** Take it back: delete it from the network, or from the queue. */
        WITHDRAW,
        /** "I looked: it is on the network." Settles an uncertain one. */
        MARK_SENT,
        /** "I looked: it is not on the network." Lets an uncertain one be sent again. */
        MARK_UNSENT,
        /** Send one that is refused for its budget, though that goes over it: for administrators of profiles. */
        LET_THROUGH
    }

    /**
     * What somebody decides about a post that waits for an approval.
     *
     * @param seen {@link Variant#version} as it was seen: what was seen is what is approved
     * @param reason why it is refused, for who wrote it; may be empty where it is approved
     */
    record Decision(boolean approved, @NotNull String seen, @NotNull String reason) {}

    /**
     * Records the share; returns before anything is sent. What goes out now waits as long as its site says
     * ({@link SiteSettings#undoSeconds}), and then goes whoever looks. Where the caller may only submit for a profile, its
     * variant is SUBMITTED instead.
     *
     * @throws Rejection CONFLICT with its {@link Rejection#doubts} where a person must look a second time, and nothing was
     *     recorded; asked again with all of these {@link ShareRequest#acknowledged}, it goes
     */
    @NotNull
    Share share(@NotNull ResourceResolver caller, @NotNull ShareRequest request);

    /**
     * Takes a whole share back before anything of it was sent, with the posts that were planned in the same request. All of
     * it or nothing; undone twice it stays undone.
     *
     * @throws Rejection CONFLICT {@code undoOver} where it is going out already: nothing was taken back
     */
    @NotNull
    Share undo(@NotNull ResourceResolver caller, @NotNull String id);

    /** Reads one share. */
    @NotNull
    Share get(@NotNull ResourceResolver caller, @NotNull String id);

    /** Reads what was shared of an article, newest first, 100 at most; answers to comments are not among it. */
    @NotNull
    List<Share> ofArticle(@NotNull ResourceResolver caller, @NotNull String articlePath);

    /**
     * Finds the post that a link was given to.
     *
     * @param trackingToken what stands for {@code ${share}} in the link
     */
    @NotNull
    List<Share> named(@NotNull ResourceResolver caller, @NotNull String trackingToken);

    /**
     * Chooses another time for a variant that is PLANNED.
     *
     * @param seen {@link Variant#version} as the caller saw it: where it moved on since, nothing happens; null for a program that decides about whatever there is
     * @throws Rejection where the site asks for an approval that the caller cannot give, and CONFLICT with the difference
     *     where it moved on
     */
    @NotNull
    Share reschedule(
            @NotNull ResourceResolver caller,
            @NotNull String id,
            @NotNull String profileId,
            @NotNull ZonedTime moment,
            @Nullable String seen);

    /** Why nothing is sent now, by no profile: a sentence for administrators; empty where all is well. */
    @NotNull
    String trouble();

    /**
     * Approves or refuses a variant that is SUBMITTED. What is approved goes out at its time, or now where that is over;
     * what is refused is WITHDRAWN, and who wrote it is told why.
     *
     * @throws Rejection CONFLICT where it is not as it was seen any more
     */
    @NotNull
    Share decide(
            @NotNull ResourceResolver caller,
            @NotNull String id,
            @NotNull String profileId,
            @NotNull Decision decision);

    /** Acts on one variant and returns its share. */
    @NotNull
    Share act(@NotNull ResourceResolver caller, @NotNull String id, @NotNull String profileId, @NotNull Act act);
}
