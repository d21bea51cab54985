package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.AuditEntry;
import org.herald.Rejection;
import org.herald.ShareRequest.Wanted;
import org.herald.Stage;
import org.herald.core.notice.NoticeStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.repo.Timetable;
import org.herald.core.share.Plans;
import org.herald.core.workflow.State.Submission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of where articles are, and of what was decided: both in one commit, the second never changed. */
@Component(service = WorkflowStore.class)
public final class WorkflowStore {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final int MOST = 10_000;
    /** Who acts where nobody does. */
    static final String HERALD = "herald";

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowStore.class);
    private static final String GONE = "The article was deleted before its time: nothing is published or sent.";

    private static final String PN_STAGE = "herald:stage";
    private static final String PN_ASKED = "herald:asked";
    private static final String PN_BEFORE = "herald:before";
    private static final String PN_POSTS_BY = "herald:postsBy";
    private static final String PN_APPROVED_REVISION = "herald:approvedRevision";
    private static final String PN_APPROVED_POSTS = "herald:approvedPosts";
    private static final String PN_PUBLISHED_AT = "herald:publishedAt";
    private static final String PN_WARNED = "herald:warned";
    private static final String PN_APPROVED_BY = "herald:approvedBy";
    private static final String PN_APPROVED_UNTIL = "herald:approvedUntil";
    private static final String PN_UNSENT = "herald:unsent";
    private static final String PN_WHAT = "herald:what";
    private static final String PN_FROM = "herald:from";
    private static final String PN_COMMENT = "herald:comment";

    private final Repository repository;
    private final NoticeStore notices;
    private final Clock clock;

    @Activate
    public WorkflowStore(@Reference Repository repository, @Reference NoticeStore notices) {
        this(repository, notices, Clock.systemUTC());
    }

    WorkflowStore(Repository repository, NoticeStore notices, Clock clock) {
        this.repository = repository;
        this.notices = notices;
        this.clock = clock;
    }

    private static String path(String identity) {
        return WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity;
    }

    State find(ResourceResolver resolver, String articlePath) {
        Optional<String> identity = Articles.identity(resolver, articlePath);
        Resource node = identity.isEmpty() ? null : resolver.getResource(path(identity.get()));
        return node == null ? State.NEW : read(node.getValueMap());
    }

    private static State read(ValueMap values) {
        return new State(
                Stage.valueOf(values.get(PN_STAGE, Stage.DRAFT.name())),
                Plans.read(Nodes.string(values, PN_ASKED), Submission.class).orElse(Submission.NONE),
                Plans.read(Nodes.string(values, PN_BEFORE), Submission.class).orElse(Submission.NONE),
                Nodes.string(values, PN_POSTS_BY),
                Nodes.string(values, PN_APPROVED_BY),
                Nodes.instant(values, PN_APPROVED_UNTIL).orElse(null),
                Nodes.string(values, PN_APPROVED_REVISION),
                Set.of(values.get(PN_APPROVED_POSTS, new String[0])),
                Nodes.instant(values, PN_PUBLISHED_AT).orElse(null),
                values.get(PN_WARNED, false),
                values.get(PN_MOVES, 0L));
    }

    private static void write(ModifiableValueMap values, State state) {
        values.put(PN_STAGE, state.stage().name());
        values.put(PN_ASKED, Plans.write(state.asked()));
        values.put(PN_BEFORE, Plans.write(state.before()));
        values.put(PN_POSTS_BY, state.postsBy());
        values.put(PN_APPROVED_BY, state.approvedBy());
        put(values, PN_APPROVED_UNTIL, state.approvedUntil());
        values.put(PN_APPROVED_REVISION, state.approvedRevision());
        values.put(PN_APPROVED_POSTS, state.approvedPosts().toArray(String[]::new));
        put(values, PN_PUBLISHED_AT, state.publishedAt());
        values.put(PN_WARNED, state.warned());
        values.put(Timetable.PN_DAYS, Timetable.days(state.shown()));
        if (state.pending().isEmpty()) {
            values.remove(Timetable.PN_MINUTES);
        } else {
            values.put(Timetable.PN_MINUTES, Timetable.minutes(state.pending()));
        }
    }

    /**
     * Records a step, unless somebody else moved the article since it was read.
     *
     * @param people who is told
     */
    void move(Article article, State before, State after, String by, String what, String comment, Set<String> people) {
        try (ResourceResolver resolver = repository.open()) {
            String identity = Articles.identify(resolver, article.path());
            Resource node = Nodes.obtain(resolver, path(identity), NT_WORKFLOW);
            ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
            if (values.get(PN_MOVES, 0L) != before.moves()) {
                throw movedOn();
            }
            values.put(PN_MOVES, before.moves() + 1);
            write(values, after);
            values.put(PN_ARTICLE_PATH, article.path());
            values.put(
                    PN_UNSENT,
                    after.stage() == Stage.PUBLISHED && !after.approvedPosts().isEmpty());
            values.put(PN_ARTICLE_TITLE, article.title());
            values.put(PN_SITE, article.site());
            Told told = new Told(identity, article.path(), article.title(), article.site());
            audit(resolver, told, by, what, before.stage(), after.stage(), comment);
            notices.add(resolver, people, told.notice(by, what, comment));
            resolver.commit();
        } catch (PersistenceException e) {
            throw movedOn();
        }
    }

    private static void put(ModifiableValueMap values, String name, Instant at) {
        if (at == null) {
            values.remove(name);
        } else {
            values.put(name, Nodes.date(at));
        }
    }

    /** An article that is somewhere on its way. */
    record Found(String articlePath, State state) {}

    /** The articles in a stage whose state is wanted, where they are now. */
    List<Found> in(Stage stage, Predicate<State> wanted) {
        try (ResourceResolver resolver = repository.open()) {
            return nodes(resolver, PN_STAGE, stage.name())
                    .limit(MOST)
                    .map(node -> new Found(node.getName(), read(node.getValueMap())))
                    .filter(found -> wanted.test(found.state()))
                    .flatMap(found ->
                            Articles.locate(resolver, found.articlePath())
                                    .map(path -> new Found(path, found.state()))
                                    .stream())
                    .toList();
        }
    }

    /** The articles for which something is to be done now, where they are now. Reads only. */
    List<String> due(Timetable timetable) {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            return timetable
                    .look(resolver, NT_WORKFLOW, now)
                    .filter(node -> read(node.getValueMap()).pending().stream().anyMatch(at -> !at.isAfter(now)))
                    .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                    .toList();
        }
    }

    /**
     * An article with its times.
     *
     * @param path where it was last seen
     */
    record Shown(String identity, String path, String title, String site, State state) {}

    /** The articles with something in a time. */
    List<Shown> shown(ResourceResolver resolver, Instant from, Instant to) {
        return Timetable.between(resolver, NT_WORKFLOW, from, to)
                .map(node -> {
                    ValueMap values = node.getValueMap();
                    return new Shown(
                            node.getName(),
                            Nodes.string(values, PN_ARTICLE_PATH),
                            Nodes.string(values, PN_ARTICLE_TITLE),
                            Nodes.string(values, PN_SITE),
                            read(values));
                })
                .toList();
    }

    /** Takes what waited for its time off the list where its article was deleted, and says so. Returns how many. */
    int forgetDeleted() {
        int forgotten = 0;
        try (ResourceResolver resolver = repository.open()) {
            for (Resource node : Timetable.all(resolver, NT_WORKFLOW).toList()) {
                if (Articles.locate(resolver, node.getName()).isEmpty()) {
                    ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
                    State gone = read(values);
                    Stage from = gone.stage();
                    write(values, State.NEW.to(Stage.UNPUBLISHED));
                    Told told = new Told(
                            node.getName(),
                            Nodes.string(values, PN_ARTICLE_PATH),
                            Nodes.string(values, PN_ARTICLE_TITLE),
                            Nodes.string(values, PN_SITE));
                    audit(resolver, told, HERALD, "DELETED", from, Stage.UNPUBLISHED, GONE);
                    notices.add(resolver, Set.of(gone.asked().by()), told.notice(HERALD, "DELETED", GONE));
                    forgotten++;
                }
            }
            if (resolver.hasChanges()) {
                resolver.commit();
            }
        } catch (PersistenceException e) {
            return 0; // somebody else did at the same moment
        }
        return forgotten;
    }

    /** The articles that are public, and whose posts are not queued yet. Reads only. */
    List<String> unsent() {
        return paths(PN_UNSENT, "true", values -> true);
    }

    private List<String> paths(String property, String value, Predicate<ValueMap> wanted) {
        try (ResourceResolver resolver = repository.open()) {
            return nodes(resolver, property, value)
                    .filter(node -> wanted.test(node.getValueMap()))
                    .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                    .toList();
        }
    }

    private static Stream<Resource> nodes(ResourceResolver resolver, String property, String value) {
        return Index.of(NT_WORKFLOW, property).equalTo(resolver, value);
    }

    /** Records that posts of an article are queued, and what is left. */
    void sent(String articlePath, State before, List<Wanted> left) {
        try (ResourceResolver resolver = repository.open()) {
            String identity = Articles.identify(resolver, articlePath);
            ModifiableValueMap values = resolver.getResource(path(identity)).adaptTo(ModifiableValueMap.class);
            if (values.get(PN_MOVES, 0L) == before.moves()) {
                write(values, before.with(before.asked().with(left), before.postsBy(), Set.of()));
                values.put(PN_UNSENT, false);
                values.put(PN_MOVES, before.moves() + 1);
                resolver.commit();
            }
        } catch (PersistenceException e) {
            LOG.debug("Somebody else noted it for {}, or it is tried again", articlePath, e);
        }
    }

    /** Records something that happened without moving the article. */
    void note(Article article, Stage stage, String what, String comment, Set<String> people) {
        try (ResourceResolver resolver = repository.open()) {
            Told told = new Told(
                    Articles.identify(resolver, article.path()), article.path(), article.title(), article.site());
            audit(resolver, told, HERALD, what, stage, stage, comment);
            notices.add(resolver, people, told.notice(HERALD, what, comment));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot record what happened to " + article.path(), e);
        }
    }

    static Rejection movedOn() {
        return new Rejection(
                Rejection.Kind.CONFLICT, "movedOn", "Somebody else moved the article at the same moment: look again.");
    }

    /** The article that an entry is about. */
    private record Told(String identity, String path, String title, String site) {
        NoticeStore.Told notice(String by, String what, String comment) {
            return new NoticeStore.Told(what, identity, path, title, by, comment);
        }
    }

    private void audit(
            ResourceResolver resolver, Told article, String by, String what, Stage from, Stage to, String comment)
            throws PersistenceException {
        Instant now = clock.instant();
        Resource day = Nodes.obtain(resolver, AUDIT + "/" + DAY.format(now), NT_FOLDER);
        Map<String, Object> values = new HashMap<>();
        values.put(PN_ARTICLE, article.identity());
        values.put(PN_ARTICLE_PATH, article.path());
        values.put(PN_ARTICLE_TITLE, article.title());
        values.put(PN_SITE, article.site());
        values.put(PN_AT, Nodes.date(now));
        values.put(PN_BY, by);
        values.put(PN_WHAT, what);
        values.put(PN_FROM, from.name());
        values.put(PN_STAGE, to.name());
        values.put(PN_COMMENT, comment);
        Nodes.create(day, UUID.randomUUID().toString(), NT_AUDIT, values);
    }

    /** What was decided about an article, newest first. */
    List<AuditEntry> history(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return Articles.identity(resolver, articlePath)
                    .map(identity -> entries(resolver, PN_ARTICLE, identity))
                    .orElse(List.of());
        }
    }

    /** What was decided about the articles of a site, newest first. */
    List<AuditEntry> ofSite(String site) {
        try (ResourceResolver resolver = repository.open()) {
            return entries(resolver, PN_SITE, site);
        }
    }

    private static List<AuditEntry> entries(ResourceResolver resolver, String property, String value) {
        return Index.of(NT_AUDIT, property)
                .equalTo(resolver, value)
                .limit(MOST)
                .map(node -> entry(node.getValueMap()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
    }

    private static AuditEntry entry(ValueMap values) {
        return new AuditEntry(
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_ARTICLE_PATH),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.string(values, PN_WHAT),
                Stage.valueOf(Nodes.string(values, PN_FROM)),
                Stage.valueOf(Nodes.string(values, PN_STAGE)),
                Nodes.string(values, PN_COMMENT));
    }
}
