package org.herald;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * Something that happens, or happened, at a time.
 *
 * @param id to be given to {@link PublishingCalendar#move}: it tells what was seen, after its last colon, so where the
 *     article or the post moved on since, nothing is moved
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
        return id.substring(0, id.lastIndexOf(':'));
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

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String id = "";
        private Kind kind;
        private Instant at;
        private String articlePath = "";
        private String articleTitle = "";
        private String site = "";
        private String profileId = "";
        private String profileTitle = "";
        private String network = "";
        private WorkflowState stage;
        private VariantState state;
        private boolean approved;
        private String by = "";
        private String text = "";
        private boolean movable;
        private boolean late;
        private Set<Clash> clashes = Set.of();

        private Builder() {}

        /** {@link CalendarItem#id}. */
        public @NotNull Builder id(@NotNull String value) {
            id = value;
            return this;
        }

        /** {@link CalendarItem#kind}. */
        public @NotNull Builder kind(@NotNull Kind value) {
            kind = value;
            return this;
        }

        /** {@link CalendarItem#at}. */
        public @NotNull Builder at(@NotNull Instant value) {
            at = value;
            return this;
        }

        /** {@link CalendarItem#articlePath}. */
        public @NotNull Builder articlePath(@NotNull String value) {
            articlePath = value;
            return this;
        }

        /** {@link CalendarItem#articleTitle}. */
        public @NotNull Builder articleTitle(@NotNull String value) {
            articleTitle = value;
            return this;
        }

        /** {@link CalendarItem#site}. */
        public @NotNull Builder site(@NotNull String value) {
            site = value;
            return this;
        }

        /** {@link CalendarItem#profileId}. */
        public @NotNull Builder profileId(@NotNull String value) {
            profileId = value;
            return this;
        }

        /** {@link CalendarItem#profileTitle}. */
        public @NotNull Builder profileTitle(@NotNull String value) {
            profileTitle = value;
            return this;
        }

        /** {@link CalendarItem#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link CalendarItem#stage}. */
        public @NotNull Builder stage(WorkflowState value) {
            stage = value;
            return this;
        }

        /** {@link CalendarItem#state}. */
        public @NotNull Builder state(VariantState value) {
            state = value;
            return this;
        }

        /** {@link CalendarItem#approved}. */
        public @NotNull Builder approved(boolean value) {
            approved = value;
            return this;
        }

        /** {@link CalendarItem#by}. */
        public @NotNull Builder by(@NotNull String value) {
            by = value;
            return this;
        }

        /** {@link CalendarItem#text}. */
        public @NotNull Builder text(@NotNull String value) {
            text = value;
            return this;
        }

        /** {@link CalendarItem#movable}. */
        public @NotNull Builder movable(boolean value) {
            movable = value;
            return this;
        }

        /** {@link CalendarItem#late}. */
        public @NotNull Builder late(boolean value) {
            late = value;
            return this;
        }

        /** {@link CalendarItem#clashes}. */
        public @NotNull Builder clashes(@NotNull Set<Clash> value) {
            clashes = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull CalendarItem build() {
            return new CalendarItem(
                    id,
                    Objects.requireNonNull(kind, "kind"),
                    Objects.requireNonNull(at, "at"),
                    articlePath,
                    articleTitle,
                    site,
                    profileId,
                    profileTitle,
                    network,
                    stage,
                    state,
                    approved,
                    by,
                    text,
                    movable,
                    late,
                    clashes);
        }
    }
}
