package org.herald;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * Where an article is, and what the caller may do about it.
 *
 * @param required whether its site asks for an approval
 * @param possible what the caller may do now
 * @param why why something that one would expect is not possible; empty when there is nothing to tell
 * @param whyCode the code that a refusal for this reason has; empty where there is none
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
 * @param leaving whether it is decided that it is taken off the site and the CMS could not do it yet: readers may still
 *     see it, and it is tried again
 * @param moves how often the article was moved: to be told with a decision, so that it is about what was seen
 */
public record Workflow(
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull WorkflowState stage,
        boolean required,
        @NotNull List<WorkflowAction> possible,
        @NotNull String why,
        @NotNull String whyCode,
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
        boolean leaving,
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

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String articlePath = "";
        private String articleTitle = "";
        private WorkflowState stage;
        private boolean required;
        private List<WorkflowAction> possible = List.of();
        private String why = "";
        private String whyCode = "";
        private String submittedBy = "";
        private String approvedBy = "";
        private Optional<Instant> approvedUntil = Optional.empty();
        private Optional<Instant> publishAt = Optional.empty();
        private Optional<Instant> unpublishAt = Optional.empty();
        private String zone = "";
        private boolean bound;
        private List<PlannedPost> planned = List.of();
        private List<RevisionChange> changes = List.of();
        private List<AuditEntry> history = List.of();
        private boolean leaving;
        private long moves;

        private Builder() {}

        /** {@link Workflow#articlePath}. */
        public @NotNull Builder articlePath(@NotNull String value) {
            articlePath = value;
            return this;
        }

        /** {@link Workflow#articleTitle}. */
        public @NotNull Builder articleTitle(@NotNull String value) {
            articleTitle = value;
            return this;
        }

        /** {@link Workflow#stage}. */
        public @NotNull Builder stage(@NotNull WorkflowState value) {
            stage = value;
            return this;
        }

        /** {@link Workflow#required}. */
        public @NotNull Builder required(boolean value) {
            required = value;
            return this;
        }

        /** {@link Workflow#possible}. */
        public @NotNull Builder possible(@NotNull List<WorkflowAction> value) {
            possible = value;
            return this;
        }

        /** {@link Workflow#why}. */
        public @NotNull Builder why(@NotNull String value) {
            why = value;
            return this;
        }

        /** {@link Workflow#whyCode}. */
        public @NotNull Builder whyCode(@NotNull String value) {
            whyCode = value;
            return this;
        }

        /** {@link Workflow#submittedBy}. */
        public @NotNull Builder submittedBy(@NotNull String value) {
            submittedBy = value;
            return this;
        }

        /** {@link Workflow#approvedBy}. */
        public @NotNull Builder approvedBy(@NotNull String value) {
            approvedBy = value;
            return this;
        }

        /** {@link Workflow#approvedUntil}. */
        public @NotNull Builder approvedUntil(@NotNull Optional<Instant> value) {
            approvedUntil = value;
            return this;
        }

        /** {@link Workflow#publishAt}. */
        public @NotNull Builder publishAt(@NotNull Optional<Instant> value) {
            publishAt = value;
            return this;
        }

        /** {@link Workflow#unpublishAt}. */
        public @NotNull Builder unpublishAt(@NotNull Optional<Instant> value) {
            unpublishAt = value;
            return this;
        }

        /** {@link Workflow#zone}. */
        public @NotNull Builder zone(@NotNull String value) {
            zone = value;
            return this;
        }

        /** {@link Workflow#bound}. */
        public @NotNull Builder bound(boolean value) {
            bound = value;
            return this;
        }

        /** {@link Workflow#planned}. */
        public @NotNull Builder planned(@NotNull List<PlannedPost> value) {
            planned = value;
            return this;
        }

        /** {@link Workflow#changes}. */
        public @NotNull Builder changes(@NotNull List<RevisionChange> value) {
            changes = value;
            return this;
        }

        /** {@link Workflow#history}. */
        public @NotNull Builder history(@NotNull List<AuditEntry> value) {
            history = value;
            return this;
        }

        /** {@link Workflow#leaving}. */
        public @NotNull Builder leaving(boolean value) {
            leaving = value;
            return this;
        }

        /** {@link Workflow#moves}. */
        public @NotNull Builder moves(long value) {
            moves = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull Workflow build() {
            return new Workflow(
                    articlePath,
                    articleTitle,
                    Objects.requireNonNull(stage, "stage"),
                    required,
                    possible,
                    why,
                    whyCode,
                    submittedBy,
                    approvedBy,
                    approvedUntil,
                    publishAt,
                    unpublishAt,
                    zone,
                    bound,
                    planned,
                    changes,
                    history,
                    leaving,
                    moves);
        }
    }
}
