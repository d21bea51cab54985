package org.herald;

import java.time.Instant;
import org.jetbrains.annotations.NotNull;

/**
 * One decision, as it was made. Never changed, never deleted.
 *
 * <p>Where it is about a site's approvals ({@code APPROVALS_ON}, {@code APPROVALS_OFF}, {@code APPROVALS_CHANGED}),
 * path and title are the site's, the comment says what holds from then on, and both stages are DRAFT.
 *
 * <p>Where it is about a post that waits for who publishes as its profile ({@code POST_SUBMITTED}, {@code POST_APPROVED},
 * {@code POST_REFUSED}), both stages are DRAFT; it is told to who may see the profile's posts.
 *
 * @param by the user id of who decided; {@code herald} where nobody did
 * @param what a {@link WorkflowAction} name, or what happened by itself
 * @param comment what was said about it; may be empty
 */
public record AuditEntry(
        @NotNull Instant at,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String by,
        @NotNull String what,
        @NotNull WorkflowState from,
        @NotNull WorkflowState to,
        @NotNull String comment) {}
