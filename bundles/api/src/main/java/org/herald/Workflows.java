package org.herald;

import java.time.Instant;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The publishing workflow of articles. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Workflows {

    /** Tells where an article is. */
    @NotNull
    Workflow get(@NotNull ResourceResolver caller, @NotNull String articlePath);

    /**
     * Moves an article on.
     *
     * @param seen {@link Workflow#moves} as the caller saw it: where somebody moved the article since, nothing happens;
     *     null for a program that decides about whatever there is
     * @param comment what is said about it; needed to request changes
     * @param plan what shall happen when it is approved: read by {@link WorkflowAction#SUBMIT}; its times by {@link WorkflowAction#RETIME},
     *     its posts by {@link WorkflowAction#AMEND}
     */
    @NotNull
    Workflow act(
            @NotNull ResourceResolver caller,
            @NotNull String articlePath,
            @NotNull WorkflowAction step,
            @Nullable Long seen,
            @NotNull String comment,
            @NotNull Plan plan);

    /**
     * What is submitted with an article.
     *
     * @param at when it shall be published; null for when somebody does it
     * @param until when it shall be taken off the site again; null for never
     * @param variants what shall be sent then
     */
    record Plan(@Nullable ZonedTime at, @Nullable ZonedTime until, @NotNull List<ShareRequest.PostRequest> variants) {
        /** No time, and nothing to be sent. */
        public static final Plan NONE = new Plan(null, null, List.of());

        /** Copies the list. */
        public Plan {
            variants = List.copyOf(variants);
        }
    }

    /** What waits for the caller, the most pressing first; 500 at most. */
    @NotNull
    List<WorkItem> work(@NotNull ResourceResolver caller);

    /** The most entries that {@link #audit} tells at once. */
    int MOST_AUDITED = 10_000;

    /**
     * What was decided about the articles of a site, newest first. Who does not administer Herald is told of the articles
     * that are still there, and that this person may know about.
     *
     * @param before only what was decided earlier: the last one's time asks for the next page
     * @param most 1 to {@link #MOST_AUDITED}
     */
    @NotNull
    List<AuditEntry> audit(@NotNull ResourceResolver caller, @NotNull String site, @NotNull Instant before, int most);
}
