package org.herald.core.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.WorkflowState;

/**
 * Where an article is.
 *
 * @param asked what was submitted last
 * @param before what was submitted, or approved, before that
 * @param hands who had a hand in what waits for its approval
 * @param postsBy who asked for the posts
 * @param approvedUntil null where nothing is approved
 * @param approvedRevision what the article was when it was approved last; empty before
 * @param approvedPosts the posts that were approved and are still to be sent
 * @param publishedAt when it became public last, or was to become; null before
 * @param attempt what the CMS is just asked for, and may have to be asked for again: to publish where the stage is
 *     PUBLISHING, to take the page off the site elsewhere; null for nothing
 * @param held posts that could not be sent when their article became public; null for none
 * @param warned whether somebody was told that the approval ends soon
 * @param moves how often it was moved, to notice who came between
 */
record WorkflowRecord(
        WorkflowState stage,
        Submission asked,
        Submission before,
        Set<String> hands,
        String postsBy,
        String approvedBy,
        Instant approvedUntil,
        String approvedRevision,
        List<ApprovedPost> approvedPosts,
        Instant publishedAt,
        Attempt attempt,
        Held held,
        boolean warned,
        long moves) {
    static final WorkflowRecord NEW = new WorkflowRecord(
            WorkflowState.DRAFT,
            Submission.NONE,
            Submission.NONE,
            Set.of(),
            "",
            "",
            null,
            "",
            List.of(),
            null,
            null,
            null,
            false,
            0);

    /** Who reviews, in {@link #waitsFor}. */
    static final String REVIEWERS = "reviewers";
    /** Before the name of a person there. */
    static final String PERSON = "person:";

    /** So long before an approval ends somebody is told. */
    static final Duration WARNING = Duration.ofDays(1);

    WorkflowRecord {
        hands = Set.copyOf(hands);
        approvedPosts = List.copyOf(approvedPosts);
    }

    WorkflowRecordBuilder change() {
        return new WorkflowRecordBuilder(this);
    }

    WorkflowRecord to(WorkflowState next) {
        return change().stage(next).done();
    }

    /** In review; what was approved before still tells what need not be read again. */
    WorkflowRecord submitted(Submission now, Set<String> by) {
        return change().stage(WorkflowState.IN_REVIEW)
                .asked(now)
                .before(asked)
                .hands(by)
                .postsBy(now.by())
                .approved("", null, approvedRevision)
                .warned(false)
                .done();
    }

    WorkflowRecord approved(String by, Instant until, List<ApprovedPost> posts) {
        return change().stage(resting())
                .hands(Set.of())
                .approved(by, until, asked.revision())
                .approvedPosts(posts)
                .warned(false)
                .done();
    }

    /** Approved, with or without a time of its own. */
    WorkflowState resting() {
        return asked.publishAt() == null ? WorkflowState.APPROVED : WorkflowState.SCHEDULED;
    }

    /** The CMS is asked to publish it. */
    WorkflowRecord publishing(Attempt attempt, Instant at) {
        return change().stage(WorkflowState.PUBLISHING)
                .publishedAt(at)
                .attempt(attempt)
                .held(null)
                .done();
    }

    WorkflowRecord published(Instant at) {
        return change().stage(WorkflowState.PUBLISHED)
                .publishedAt(at)
                .attempt(null)
                .done();
    }

    /** Other times for what is decided. */
    WorkflowRecord retimed(Submission now) {
        WorkflowRecord other = with(now, postsBy, approvedPosts);
        return stage == WorkflowState.PUBLISHED
                ? other
                : other.to(now.publishAt() == null ? WorkflowState.APPROVED : WorkflowState.SCHEDULED);
    }

    /** Other posts. */
    WorkflowRecord with(Submission now, String postsBy, List<ApprovedPost> posts) {
        return change().asked(now)
                .before(now.plan().equals(asked.plan()) ? before : asked)
                .postsBy(postsBy)
                .approvedPosts(posts)
                .done();
    }

    WorkflowRecord told() {
        return change().warned(true).done();
    }

    /** The approval of just this; empty where there is none. */
    Optional<ApprovedPost> approval(String contentHash) {
        return approvedPosts.stream()
                .filter(post -> post.contentHash().equals(contentHash))
                .findFirst();
    }

    /** Tells whether there are posts that nobody approved; told without a look at their files. */
    boolean isOpen() {
        Set<String> names = approvedPosts.stream().map(ApprovedPost::name).collect(Collectors.toSet());
        return asked.plan().stream().map(ApprovedPost::nameOf).anyMatch(name -> !names.contains(name));
    }

    /** When an article, or its end, or a post of it is on the calendar. */
    Instant start() {
        boolean was =
                stage == WorkflowState.PUBLISHED || stage == WorkflowState.EXPIRED || stage == WorkflowState.PUBLISHING;
        return was ? publishedAt : asked.publishAt();
    }

    private boolean waits() {
        return stage == WorkflowState.APPROVED || stage == WorkflowState.SCHEDULED;
    }

    /**
     * Whom it waits for, or who waits for it, as it is indexed: what readers see, and nobody has to do anything about,
     * waits for nobody.
     */
    Set<String> waitsFor() {
        Set<String> whom = new HashSet<>();
        boolean team = stage == WorkflowState.IN_REVIEW || stage == WorkflowState.APPROVED;
        boolean posts = (stage == WorkflowState.SCHEDULED || stage == WorkflowState.PUBLISHED) && isOpen();
        if (team || posts) {
            whom.add(REVIEWERS);
        }
        boolean own = team || stage == WorkflowState.SCHEDULED || stage == WorkflowState.CHANGES_REQUESTED;
        if (own && !asked.by().isEmpty()) {
            whom.add(PERSON + asked.by());
        }
        return whom;
    }

    /** What a clock has to look after. */
    List<Instant> pending() {
        List<Instant> times = new ArrayList<>();
        if (stage == WorkflowState.SCHEDULED) {
            times.add(asked.publishAt());
        }
        if (stage == WorkflowState.PUBLISHED) {
            times.add(asked.unpublishAt());
            times.add(held == null ? null : held.next());
        }
        if (waits() && approvedUntil != null) {
            times.add(warned ? approvedUntil : approvedUntil.minus(WARNING));
        }
        if (attempt != null) {
            times.add(attempt.since().plus(Publishing.ABANDONED));
        }
        times.removeIf(Objects::isNull);
        return times;
    }

    /** What is shown on a calendar. */
    List<Instant> shown() {
        Instant base = start();
        Stream<Instant> posts = asked.plan().stream()
                .map(wanted -> base == null ? wanted.when().at() : wanted.when().from(base));
        return Stream.concat(Stream.of(base, asked.unpublishAt(), waits() ? approvedUntil : null), posts)
                .filter(Objects::nonNull)
                .toList();
    }
}
