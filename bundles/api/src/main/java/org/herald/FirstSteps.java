package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The first five minutes of somebody who is new, on the rehearsal network. Acts for the caller; throws {@link Rejection}. */
@ProviderType
public interface FirstSteps {

    /** One step after the other. */
    enum Step {
        /** Share an article with a profile of the rehearsal network. */
        SHARE,
        /** See it there. */
        SEE,
        /** Let readers answer there, and have the answers collected. */
        ANSWER,
        /** Approve what one of them said. */
        APPROVE,
        /** Read it below the article. */
        READ
    }

    /**
     * How far somebody is.
     *
     * @param shown whether there is something left to do: no longer once all is done or dismissed, and not for who may not
     *     share, or where no profile of a rehearsal network works
     * @param done the steps that are done, in their order
     * @param articlePath the article that was shared; empty where none was, or where it is gone
     * @param articleTitle its title; empty with the path
     */
    record Progress(
            boolean shown, @NotNull List<Step> done, @NotNull String articlePath, @NotNull String articleTitle) {
        /** Copies the list. */
        public Progress {
            done = List.copyOf(done);
        }
    }

    /** Finds out how far the caller is, from what the caller shared and what became of it. */
    @NotNull
    Progress of(@NotNull ResourceResolver caller);

    /**
     * Notes that the caller saw what no record tells: the post on the network ({@link Step#SEE}), or, when all else is done,
     * the article ({@link Step#READ}).
     */
    @NotNull
    Progress saw(@NotNull ResourceResolver caller, @NotNull Step step);

    /** Shows it to the caller no more. */
    void dismiss(@NotNull ResourceResolver caller);
}
