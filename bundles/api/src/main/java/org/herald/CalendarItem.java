package org.herald;

import java.time.Instant;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * Something that happens, or happened, at a time.
 *
 * @param id to be given to {@link PublishingCalendar#move}: it tells what was seen, so where the article moved on since,
 *     nothing is moved
 * @param site the path of the article's site; empty where the article is gone
 * @param profileId who speaks; empty for what is no post
 * @param network where; empty for what is no post
 * @param stage where the article is; null for a post that is on its way by itself
 * @param state where the post is; null for what is no post, and for a post that waits for its article
 * @param approved false for a post that waits for an approval
 * @param by who asked for it
 * @param text what is said; empty for what is no post
 * @param movable whether another time can be chosen
 * @param late whether its time is over and it did not happen
 * @param clashes what else the same profile says at that time
 */
public record CalendarItem(
        @NotNull String id,
        @NotNull Kind kind,
        @NotNull Instant at,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String site,
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        WorkflowState stage,
        VariantState state,
        boolean approved,
        @NotNull String by,
        @NotNull String text,
        boolean movable,
        boolean late,
        @NotNull Set<Clash> clashes) {
    /** The same for the same thing, whatever became of it since: what calendar programs know it by. */
    public @NotNull String uid() {
        return stage == null ? id : id.substring(0, id.lastIndexOf(':'));
    }

    /** What it is. */
    public enum Kind {
        /** An article becomes public. */
        PUBLICATION,
        /** An article is taken off the site. */
        END,
        /** The approval of an article ends. */
        APPROVAL_END,
        /** A profile says something. */
        POST
    }

    /** What stands in its way. */
    public enum Clash {
        /** The profile says something else within the hour. */
        SAME_HOUR,
        /** The profile says the same at another time. */
        SAME_TEXT
    }

    /** Copies the set. */
    public CalendarItem {
        clashes = Set.copyOf(clashes);
    }
}
