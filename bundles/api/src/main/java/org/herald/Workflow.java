package org.herald;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * Where an article is, and what the caller may do about it.
 *
 * @param required whether its site asks for an approval
 * @param possible what the caller may do now
 * @param why why something that one would expect is not possible; empty when there is nothing to tell
 * @param submittedBy who asked for the review; empty before
 * @param approvedBy who approved what is approved; empty before
 * @param approvedUntil when that approval ends
 * @param publishAt when it is published by itself; empty where nobody chose a time
 * @param unpublishAt when it is taken off the site by itself; empty where nobody chose a time
 * @param zone the time zone that these were chosen in; empty where nobody chose a time
 * @param bound whether the article is what was approved before: then only times or posts are to be reviewed
 * @param planned what is still to be sent
 * @param changes what the article says otherwise than when it was submitted before; or, where it changed since it was
 *     submitted, than then
 * @param history what was decided, newest first
 * @param moves how often the article was moved: to be told with a decision, so that it is about what was seen
 */
public record Workflow(
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull WorkflowState stage,
        boolean required,
        @NotNull List<WorkflowAction> possible,
        @NotNull String why,
        @NotNull String submittedBy,
        @NotNull String approvedBy,
        @NotNull Optional<Instant> approvedUntil,
        @NotNull Optional<Instant> publishAt,
        @NotNull Optional<Instant> unpublishAt,
        @NotNull String zone,
        boolean bound,
        @NotNull List<PlannedPost> planned,
        @NotNull List<RevisionChange> changes,
        @NotNull List<AuditEntry> history,
        long moves) {
    /**
     * A post that is to be sent.
     *
     * @param at when, where that is known already
     * @param approved whether just this was approved
     */
    public record PlannedPost(
            @NotNull ShareRequest.PostRequest wanted, @NotNull Optional<Instant> at, boolean approved) {}

    /** Copies the lists. */
    public Workflow {
        possible = List.copyOf(possible);
        planned = List.copyOf(planned);
        changes = List.copyOf(changes);
        history = List.copyOf(history);
    }
}
