package org.herald.core.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.workflow.WorkflowPolicy.Decision;
import org.herald.core.workflow.WorkflowPolicy.PolicyInput;
import org.herald.core.workflow.WorkflowStore.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the CMS publish, or take off the site, in steps that survive a crash: first it is recorded that it is to be done,
 * then the CMS does it in a commit that holds only while that is still so, then it is recorded that it was done.
 */
final class Publishing {
    /** How long after its time an article is still published by itself; later, a person decides. */
    static final Duration LATE = Duration.ofHours(2);

    /** A try that is older was left by a crash, and is taken up: a publication takes a second. */
    static final Duration ABANDONED = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final int TRIES = 3;
    private static final String CHANGED = "The article changed at this very moment: submit it again.";

    private final WorkflowStore store;
    private final Publication publication;
    private final PolicyInputReader facts;
    private final Repository repository;
    private final Clock clock;

    Publishing(
            WorkflowStore store, Publication publication, PolicyInputReader facts, Repository repository, Clock clock) {
        this.store = store;
        this.publication = publication;
        this.facts = facts;
        this.repository = repository;
        this.clock = clock;
    }

    /** What is told where an article became public. */
    interface Telling {
        Said done(WorkflowRecord after);
    }

    /**
     * Publishes an article for a person, who may.
     *
     * @throws Rejection where the CMS cannot, or the article changed while it was judged
     */
    void byPerson(Article article, WorkflowRecord before, String by, Telling telling) {
        WorkflowRecord begun = begin(article, before, by);
        try {
            finish(article, begun, telling);
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.UPSTREAM || e.kind() == Rejection.Kind.NOT_FOUND) {
                giveUp(article, begun, by, e.getMessage());
            }
            throw e;
        }
    }

    private WorkflowRecord begin(Article article, WorkflowRecord before, String by) {
        Instant now = clock.instant();
        return store.begin(article, before, before.publishing(Attempt.of(by, now), now));
    }

    private void giveUp(Article article, WorkflowRecord begun, String by, String why) {
        WorkflowRecord now = store.now(article.path());
        if (isOurs(now, begun)) {
            WorkflowRecord back =
                    now.change().stage(now.resting()).attempt(null).done();
            store.move(article, now, back, new Said(by, "NOT_PUBLISHED", why, author(now)));
        }
    }

    private static boolean isOurs(WorkflowRecord now, WorkflowRecord begun) {
        return now.attempt() != null
                && now.attempt().token().equals(begun.attempt().token());
    }

    static Set<String> author(WorkflowRecord state) {
        return state.asked().by().isEmpty() ? Set.of() : Set.of(state.asked().by());
    }

    /** Looks once more when nobody can change it any more: somebody may have, since it was judged. */
    private void finish(Article article, WorkflowRecord begun, Telling telling) {
        WorkflowRecord now = publish(article, begun);
        if (isChanged(article, now)) {
            hold(article, now, WorkflowState.CHANGES_REQUESTED, CHANGED);
            throw new Rejection(Rejection.Kind.CONFLICT, "changed", CHANGED);
        }
        WorkflowRecord after = now.published(now.publishedAt());
        store.move(article, now, after, telling.done(after));
    }

    private WorkflowRecord publish(Article article, WorkflowRecord begun) {
        String token = begun.attempt().token();
        try {
            ask(() -> publication.publish(article.path(), resolver -> store.fence(resolver, article.path(), token)));
        } catch (Rejection e) {
            WorkflowRecord left = store.now(article.path());
            if (isOurs(left, begun)) {
                if (e.code().equals("changed")) { // the guard in the repository saw it first
                    hold(article, left, WorkflowState.CHANGES_REQUESTED, e.getMessage());
                }
                throw e;
            }
        }
        WorkflowRecord now = store.now(article.path());
        if (!isOurs(now, begun)) { // somebody else took it up meanwhile: the commit met theirs, and made nothing public
            throw WorkflowStore.movedOn();
        }
        return now;
    }

    /** Asks the CMS, again where its commit met another one: it notes its last publication a moment later. */
    private static void ask(Runnable request) {
        for (int i = 1; ; i++) {
            try {
                request.run();
                return;
            } catch (Rejection e) {
                if (e.kind() != Rejection.Kind.UPSTREAM || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private boolean isChanged(Article article, WorkflowRecord state) {
        try (ResourceResolver resolver = repository.open()) {
            String bound = state.asked().revision();
            return !bound.isEmpty() && !bound.equals(PolicyInputReader.revision(resolver, article.path()));
        }
    }

    /** Takes it off the site where it is there, and sends it back. */
    private void hold(Article article, WorkflowRecord state, WorkflowState back, String why) {
        WorkflowRecord now = state;
        if (state.stage() == WorkflowState.PUBLISHING && isPublic(article)) {
            String token = state.attempt().token();
            ask(() -> publication.unpublish(article.path(), resolver -> store.fence(resolver, article.path(), token)));
            now = store.now(article.path());
            if (!isOurs(now, state)) {
                throw WorkflowStore.movedOn();
            }
        }
        WorkflowRecord held = now.change().stage(back).attempt(null).done();
        store.move(article, now, held, new Said(WorkflowStore.HERALD, "HELD", why, author(held)));
        LOG.warn("Article “{}” was not published at its time: {}", article.title(), why);
    }

    private boolean isPublic(Article article) {
        try (ResourceResolver resolver = repository.open()) {
            return Articles.isPublic(resolver, article.path());
        }
    }

    /** Publishes an article whose time has come, if it still is what was approved; else says why not. */
    void due(ResourceResolver resolver, Article article, WorkflowRecord state) {
        PolicyInput now = facts.of(resolver, resolver, article, state);
        if (WorkflowPolicy.due(now, state.asked().publishAt(), LATE) instanceof Decision.Refused refused) {
            hold(article, state, back(refused), refused.why());
            return;
        }
        complete(article, begin(article, state, WorkflowStore.HERALD));
    }

    private static WorkflowState back(Decision.Refused refused) {
        return refused.code().equals("changed") ? WorkflowState.CHANGES_REQUESTED : WorkflowState.APPROVED;
    }

    private void complete(Article article, WorkflowRecord begun) {
        String by = begun.attempt().by();
        finish(article, begun, after -> new Said(by, WorkflowAction.PUBLISH.name(), "", others(after, by)));
        LOG.info("Published {}", article.path());
    }

    private static Set<String> others(WorkflowRecord state, String by) {
        return state.asked().by().equals(by) ? Set.of() : author(state);
    }

    /** Goes on where a crash interrupted: to publish, or to take off the site. */
    void takeUp(ResourceResolver resolver, Article article, WorkflowRecord left) {
        if (left.stage() != WorkflowState.PUBLISHING) {
            takeOff(article);
            return;
        }
        PolicyInput now = facts.of(resolver, resolver, article, left);
        boolean there = Articles.isPublic(resolver, article.path());
        if (WorkflowPolicy.due(now, left.publishedAt(), LATE) instanceof Decision.Refused refused
                && (!there || refused.code().equals("changed"))) {
            hold(article, left, back(refused), refused.why());
            return;
        }
        LOG.warn("The publication of {} was interrupted: it is taken up", article.path());
        Attempt anew = Attempt.of(left.attempt().by(), clock.instant());
        complete(article, store.begin(article, left, left.publishing(anew, left.publishedAt())));
    }

    /** What is to be taken off the site. */
    Attempt leaving(String by) {
        return Attempt.of(by, clock.instant());
    }

    /** Takes off the site what is to be taken off; where the CMS cannot now, it is tried again. */
    void takeOff(Article article) {
        WorkflowRecord state = store.now(article.path());
        if (state.attempt() == null || state.stage() == WorkflowState.PUBLISHING) {
            return;
        }
        try {
            String token = state.attempt().token();
            ask(() -> publication.unpublish(article.path(), resolver -> store.fence(resolver, article.path(), token)));
            WorkflowRecord now = store.now(article.path());
            if (isOurs(now, state)) {
                store.begin(article, now, now.change().attempt(null).done());
            }
        } catch (Rejection e) {
            if (!WorkflowStore.isMovedOn(e)) {
                LOG.error("{} is still public, it is tried again: {}", article.path(), e.getMessage());
            }
        }
    }
}
