package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.AuditEntry;
import org.herald.Rejection;
import org.herald.WorkflowState;
import org.herald.core.audit.AuditLog;
import org.herald.core.audit.AuditLog.AuditSubject;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.workflow.WorkflowQueries.CalendarArticle;
import org.herald.core.workflow.WorkflowQueries.Found;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one writer of where articles are, and of what was decided: both in one commit, the second never changed. */
@Component(service = WorkflowStore.class)
public final class WorkflowStore {
    /** Who acts where nobody does. */
    static final String HERALD = "herald";

    private static final String GONE = "The article was deleted before its time: nothing is published or sent.";
    private final Repository repository;
    private final NotificationStore notices;
    private final Clock clock;

    @Activate
    public WorkflowStore(@Reference Repository repository, @Reference NotificationStore notices) {
        this(repository, notices, Clock.systemUTC());
    }

    WorkflowStore(Repository repository, NotificationStore notices, Clock clock) {
        this.repository = repository;
        this.notices = notices;
        this.clock = clock;
    }

    WorkflowRecord find(ResourceResolver resolver, String articlePath) {
        Optional<String> identity = Articles.identity(resolver, articlePath);
        Resource node = identity.isEmpty() ? null : resolver.getResource(Articles.decisions(identity.get()));
        return node == null ? WorkflowRecord.NEW : WorkflowNodes.read(node.getValueMap());
    }

    /** Where an article is now, whatever another resolver saw. */
    WorkflowRecord now(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return find(resolver, articlePath);
        }
    }

    /** A step as it is told to people. */
    record Said(String by, String what, String comment, Set<String> people) {}

    /**
     * Records a step, unless somebody else moved the article since it was read. Who meets a commit that has nothing to do
     * with the article (the first one of a day makes its folders) tries again.
     *
     * @return the state with its moves
     * @throws Rejection where somebody did
     */
    WorkflowRecord move(Article article, WorkflowRecord before, WorkflowRecord after, Said said) {
        return commit(article, before, after, Optional.of(said));
    }

    /** Records what is to be told only when it is done. */
    WorkflowRecord begin(Article article, WorkflowRecord before, WorkflowRecord after) {
        return commit(article, before, after, Optional.empty());
    }

    private WorkflowRecord commit(Article article, WorkflowRecord before, WorkflowRecord after, Optional<Said> said) {
        return Persistence.retry("record a step of " + article.path(), () -> {
            try (ResourceResolver resolver = repository.open()) {
                write(resolver, article, before, after, said);
                resolver.commit();
                return after.change().at(before.moves() + 1);
            }
        });
    }

    private void write(
            ResourceResolver resolver,
            Article article,
            WorkflowRecord before,
            WorkflowRecord after,
            Optional<Said> said)
            throws PersistenceException {
        String identity = Articles.identify(resolver, article.path());
        Resource node = Nodes.obtain(resolver, Articles.decisions(identity), NT_WORKFLOW);
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values.get(PN_MOVES, 0L) != before.moves()) {
            throw movedOn();
        }
        moved(values, before.moves() + 1);
        WorkflowNodes.write(values, after);
        values.put(PN_ARTICLE_PATH, article.path());
        values.put(
                PN_UNSENT,
                after.stage() == WorkflowState.PUBLISHED
                        && !after.approvedPosts().isEmpty());
        values.put(PN_ARTICLE_TITLE, article.title());
        values.put(PN_SITE, article.site());
        if (said.isPresent()) {
            WorkflowNodes.write(values, said.get(), clock.instant());
            AuditSubject told = new AuditSubject(identity, article.path(), article.title(), article.site());
            WorkflowState from = before.stage() == WorkflowState.PUBLISHING ? before.resting() : before.stage();
            tell(resolver, told, said.get(), from, after.stage());
        }
    }

    /** Two equal changes of one moment are one to the repository, and both go through: a word of its own tells each. */
    private static void moved(ModifiableValueMap values, long moves) {
        values.put(PN_MOVES, moves);
        values.put(PN_TURN, UUID.randomUUID().toString());
    }

    /** Where people are told of what is decided. */
    NotificationStore notices() {
        return notices;
    }

    private void tell(ResourceResolver resolver, AuditSubject told, Said said, WorkflowState from, WorkflowState to)
            throws PersistenceException {
        AuditLog.add(resolver, clock.instant(), told, said.by(), said.what(), from, to, said.comment());
        NotificationContent notice = new NotificationContent(
                said.what(), told.identity(), told.path(), told.title(), said.by(), said.comment());
        notices.add(resolver, said.people(), notice);
    }

    /**
     * Adds to a commit that it holds only while an attempt is the one that counts. Whoever moves the article, or takes
     * the attempt up, in the same moment conflicts with that commit.
     *
     * @throws Rejection where it counts no more
     */
    void fence(ResourceResolver resolver, String articlePath, String token) {
        Resource node = Articles.identity(resolver, articlePath)
                .map(identity -> resolver.getResource(Articles.decisions(identity)))
                .orElseThrow(WorkflowStore::movedOn);
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        WorkflowRecord state = WorkflowNodes.read(values);
        if (state.attempt() == null || !state.attempt().token().equals(token)) {
            throw movedOn();
        }
        moved(values, state.moves() + 1);
    }

    /** The articles that wait for somebody, or for those who review. Reads only. */
    List<Found> waitingFor(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return WorkflowQueries.waitingFor(resolver, user);
        }
    }

    /** The articles for which something is to be done now, where they are now. Reads only. */
    List<String> due(DueIndex timetable) {
        try (ResourceResolver resolver = repository.open()) {
            return WorkflowQueries.due(resolver, timetable, clock.instant());
        }
    }

    /** The articles with something in a time. */
    List<CalendarArticle> shown(ResourceResolver resolver, Instant from, Instant to) {
        return WorkflowQueries.shown(resolver, from, to);
    }

    /** The articles that are public, and whose posts are not queued yet. Reads only. */
    List<String> unsent() {
        try (ResourceResolver resolver = repository.open()) {
            return WorkflowQueries.unsent(resolver);
        }
    }

    /**
     * Takes what waited for its time off the list where its article was deleted, and says so. Returns how many.
     *
     * @throws Persistence.Failure where it could not be written: nothing is forgotten then
     */
    int forgetDeleted() {
        return Persistence.retry("note that articles were deleted", () -> {
            try (ResourceResolver resolver = repository.open()) {
                List<Resource> gone = DueIndex.all(resolver, NT_WORKFLOW)
                        .filter(node ->
                                Articles.locate(resolver, node.getName()).isEmpty())
                        .toList();
                for (Resource node : gone) {
                    forget(resolver, node);
                }
                if (!gone.isEmpty()) {
                    resolver.commit();
                }
                return gone.size();
            }
        });
    }

    private void forget(ResourceResolver resolver, Resource node) throws PersistenceException {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        WorkflowRecord gone = WorkflowNodes.read(values);
        WorkflowNodes.write(values, WorkflowRecord.NEW.to(WorkflowState.UNPUBLISHED));
        AuditSubject told = new AuditSubject(
                node.getName(),
                Nodes.string(values, PN_ARTICLE_PATH),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_SITE));
        Said said = new Said(HERALD, "DELETED", GONE, Set.of(gone.asked().by()));
        tell(resolver, told, said, gone.stage(), WorkflowState.UNPUBLISHED);
    }

    /** What is written in the same commit. */
    interface Beside {
        /** Writes it, anew at each try; returns what is done when it is committed. */
        Runnable write(ResourceResolver resolver) throws PersistenceException;
    }

    /**
     * Records that posts of an article are handed on, and what is left: in the commit that hands them on. Nothing is
     * recorded where somebody else moved the article meanwhile: then it is looked at again.
     *
     * @param counts whether somebody who looks at the article sees something else now
     * @param told what people are told of it
     * @return whether it was recorded
     */
    boolean sent(
            Article article,
            WorkflowRecord before,
            WorkflowRecord after,
            boolean counts,
            List<Said> told,
            Beside beside) {
        return Persistence.retry("hand on posts of " + article.path(), () -> {
            try (ResourceResolver resolver = repository.open()) {
                String identity = Articles.identify(resolver, article.path());
                ModifiableValueMap values =
                        resolver.getResource(Articles.decisions(identity)).adaptTo(ModifiableValueMap.class);
                if (values.get(PN_MOVES, 0L) != before.moves()) {
                    return false;
                }
                Runnable then = beside.write(resolver);
                WorkflowNodes.write(values, after);
                values.put(PN_UNSENT, false);
                moved(values, before.moves() + (counts ? 1 : 0));
                AuditSubject about = new AuditSubject(identity, article.path(), article.title(), article.site());
                for (Said said : told) {
                    tell(resolver, about, said, before.stage(), after.stage());
                }
                resolver.commit();
                then.run();
                return true;
            }
        });
    }

    static Rejection movedOn() {
        return new Rejection(
                Rejection.Kind.CONFLICT, "movedOn", "Somebody else moved the article at the same moment: look again.");
    }

    static boolean isMovedOn(Rejection rejection) {
        return rejection.code().equals("movedOn");
    }

    /** What was decided about an article, newest first. */
    List<AuditEntry> history(String articlePath, Predicate<String> profile) {
        try (ResourceResolver resolver = repository.open()) {
            return Articles.identity(resolver, articlePath)
                    .map(identity -> AuditLog.ofArticle(resolver, identity, profile))
                    .orElse(List.of());
        }
    }

    /** What was decided about the articles of a site, newest first; see {@link AuditLog#ofSite}. */
    List<AuditEntry> ofSite(
            String site, Instant before, int most, Predicate<AuditEntry> wanted, Predicate<String> profile) {
        try (ResourceResolver resolver = repository.open()) {
            return AuditLog.ofSite(resolver, site, before, most, wanted, profile);
        }
    }
}
