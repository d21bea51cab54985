package org.herald.core.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.herald.ShareRequest.Wanted;
import org.herald.Stage;

/**
 * Where an article is.
 *
 * @param asked what was submitted last
 * @param before what was submitted, or approved, before that
 * @param postsBy who asked for the posts
 * @param approvedUntil null where nothing is approved
 * @param approvedRevision what the article was when it was approved last; empty before
 * @param approvedPosts the fingerprints of the posts that were approved
 * @param publishedAt when it became public last; null before
 * @param warned whether somebody was told that the approval ends soon
 * @param moves how often it was moved, to notice who came between
 */
record State(
        Stage stage,
        Submission asked,
        Submission before,
        String postsBy,
        String approvedBy,
        Instant approvedUntil,
        String approvedRevision,
        Set<String> approvedPosts,
        Instant publishedAt,
        boolean warned,
        long moves) {
    static final State NEW =
            new State(Stage.DRAFT, Submission.NONE, Submission.NONE, "", "", null, "", Set.of(), null, false, 0);

    /** So long before an approval ends somebody is told. */
    static final Duration WARNING = Duration.ofDays(1);

    State {
        approvedPosts = Set.copyOf(approvedPosts);
    }

    /**
     * What somebody asked for, all of it together.
     *
     * @param revision the hash of the article
     * @param version the CMS's version of it; empty for none
     * @param publishAt null where nobody chose a time
     * @param unpublishAt null where it stays
     * @param zone where these times were chosen
     * @param plan what is to be sent
     */
    record Submission(
            String by,
            String revision,
            String version,
            Instant publishAt,
            Instant unpublishAt,
            String zone,
            List<Wanted> plan) {
        static final Submission NONE = new Submission("", "", "", null, null, "", List.of());

        Submission {
            plan = List.copyOf(plan);
        }

        Submission at(Instant publish, Instant unpublish, String in) {
            return new Submission(by, revision, version, publish, unpublish, in, plan);
        }

        Submission with(List<Wanted> posts) {
            return new Submission(by, revision, version, publishAt, unpublishAt, zone, posts);
        }

        Submission by(String user) {
            return new Submission(user, revision, version, publishAt, unpublishAt, zone, plan);
        }
    }

    State to(Stage next) {
        return new State(
                next,
                asked,
                before,
                postsBy,
                approvedBy,
                approvedUntil,
                approvedRevision,
                approvedPosts,
                publishedAt,
                warned,
                moves);
    }

    /** In review; what was approved before still tells what need not be read again. */
    State submitted(Submission now) {
        return new State(
                Stage.IN_REVIEW,
                now,
                asked,
                now.by(),
                "",
                null,
                approvedRevision,
                approvedPosts,
                publishedAt,
                false,
                moves);
    }

    State approved(String by, Instant until, Set<String> posts) {
        return new State(
                resting(), asked, before, postsBy, by, until, asked.revision(), posts, publishedAt, false, moves);
    }

    /** Approved, with or without a time of its own. */
    private Stage resting() {
        return asked.publishAt() == null ? Stage.APPROVED : Stage.SCHEDULED;
    }

    State published(Instant at) {
        return new State(
                Stage.PUBLISHED,
                asked,
                before,
                postsBy,
                approvedBy,
                approvedUntil,
                approvedRevision,
                approvedPosts,
                at,
                warned,
                moves);
    }

    /** Other times for what is decided. */
    State retimed(Submission now) {
        State other = with(now, postsBy, approvedPosts);
        return stage == Stage.PUBLISHED ? other : other.to(now.publishAt() == null ? Stage.APPROVED : Stage.SCHEDULED);
    }

    /** Other posts. */
    State with(Submission now, String postsBy, Set<String> posts) {
        return new State(
                stage,
                now,
                now.plan().equals(asked.plan()) ? before : asked,
                postsBy,
                approvedBy,
                approvedUntil,
                approvedRevision,
                posts,
                publishedAt,
                warned,
                moves);
    }

    State told() {
        return new State(
                stage,
                asked,
                before,
                postsBy,
                approvedBy,
                approvedUntil,
                approvedRevision,
                approvedPosts,
                publishedAt,
                true,
                moves);
    }

    /** When an article, or its end, or a post of it is on the calendar. */
    Instant start() {
        return stage == Stage.PUBLISHED || stage == Stage.EXPIRED ? publishedAt : asked.publishAt();
    }

    /** What a clock has to look after. */
    List<Instant> pending() {
        List<Instant> times = new ArrayList<>();
        boolean waits = stage == Stage.APPROVED || stage == Stage.SCHEDULED;
        if (stage == Stage.SCHEDULED) {
            times.add(asked.publishAt());
        }
        if (stage == Stage.PUBLISHED) {
            times.add(asked.unpublishAt());
        }
        if (waits && approvedUntil != null) {
            times.add(warned ? approvedUntil : approvedUntil.minus(WARNING));
        }
        times.removeIf(Objects::isNull);
        return times;
    }

    /** What is shown on a calendar. */
    List<Instant> shown() {
        Instant base = start();
        Stream<Instant> posts = asked.plan().stream()
                .map(wanted -> base == null ? wanted.when().at() : wanted.when().from(base));
        return Stream.concat(
                        Stream.of(
                                base,
                                asked.unpublishAt(),
                                stage == Stage.APPROVED || stage == Stage.SCHEDULED ? approvedUntil : null),
                        posts)
                .filter(Objects::nonNull)
                .toList();
    }
}
