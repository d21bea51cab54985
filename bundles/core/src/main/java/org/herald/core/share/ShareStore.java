package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Moment;
import org.herald.Share;
import org.herald.ShareRequest.Wanted;
import org.herald.VariantState;
import org.herald.When;
import org.herald.core.notice.NoticeStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.repo.Timetable;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of shares: creates them, and moves their variants from state to state. */
@Component(service = ShareStore.class)
public final class ShareStore {
    /** A variant that is not on the network a day after it was wanted is not wanted any more without a person. */
    static final Duration DEADLINE = Duration.ofHours(24);

    /** How long after its time a planned variant is still sent by itself; later, a person decides. */
    public static final Duration LATE = Duration.ofHours(2);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String ID = "[0-9]{8}-[0-9a-f-]{36}";
    private static final int MAX_LISTED = 100;
    private static final int MAX_DUE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ShareStore.class);

    private final Repository repository;
    private final Ledger ledger;
    private final Clock clock;
    private final ShownDays shownDays = new ShownDays();

    /** Puts back first what a crash took from the repository. */
    @Activate
    public ShareStore(@Reference Repository repository, @Reference Ledger ledger) {
        this(repository, ledger, Clock.systemUTC());
        recover();
    }

    ShareStore(Repository repository, Ledger ledger, Clock clock) {
        this.repository = repository;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Puts back every variant that the ledger knows in a later state than the repository does. */
    void recover() {
        int recovered = 0;
        try (ResourceResolver resolver = repository.open()) {
            for (Ledger.Entry entry : ledger.entries()) {
                Resource known = resolver.getResource(entry.variant());
                long moves = known == null ? -1 : known.getValueMap().get(PN_MOVES, 0L);
                if (moves < (Long) entry.values().getOrDefault(PN_MOVES, 0L)) {
                    putBack(resolver, entry);
                    recovered++;
                }
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot put back what a crash took", e);
        }
        if (recovered > 0) {
            LOG.warn("Put back {} states of shares that a crash took from the repository", recovered);
        }
    }

    private static void putBack(ResourceResolver resolver, Ledger.Entry entry) throws PersistenceException {
        Resource share = resolver.getResource(entry.share());
        if (share == null) {
            share = Nodes.obtain(resolver, entry.share(), NT_SHARE);
            values(share).putAll(entry.shareValues());
            String article = Nodes.string(share.getValueMap(), PN_ARTICLE);
            String path = Nodes.string(share.getValueMap(), PN_ARTICLE_PATH);
            boolean lost =
                    !article.isEmpty() && Articles.locate(resolver, article).isEmpty();
            if (lost && resolver.getResource(path) != null) {
                values(share).put(PN_ARTICLE, Articles.identify(resolver, path));
            }
        }
        values(Nodes.obtain(resolver, entry.variant(), NT_VARIANT)).putAll(entry.values());
    }

    private void note(Resource variant) {
        Resource share = variant.getParent();
        ledger.add(share.getPath(), share.getValueMap(), variant.getPath(), variant.getValueMap());
    }

    /** Records a decision; every variant is queued. Returns the id. */
    public String create(
            String articlePath, String articleTitle, String by, String answers, List<Dispatch> dispatches) {
        return create(newId(), articlePath, articleTitle, by, answers, dispatches, null);
    }

    /** The present, by the clock that the store was given. */
    Instant now() {
        return clock.instant();
    }

    /** An id for a decision of now. */
    public String newId() {
        return DAY.format(clock.instant()) + "-" + UUID.randomUUID();
    }

    /** The id of a decision that is made once, however often it is tried. */
    public static String idOf(Instant at, String decision) {
        return DAY.format(at) + "-" + UUID.nameUUIDFromBytes(decision.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isRecorded(String id) {
        try (ResourceResolver resolver = repository.open()) {
            return resolver.getResource(path(id)) != null;
        }
    }

    /**
     * Records a decision under an id; one that is recorded already stays as it is.
     *
     * @param at when it is to be sent; null for now
     */
    public String create(
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<Dispatch> dispatches,
            Instant at) {
        try (ResourceResolver resolver = repository.open()) {
            if (resolver.getResource(path(id)) != null) {
                return id;
            }
            Resource share = record(resolver, id, articlePath, articleTitle, by, answers, dispatches, at);
            resolver.commit();
            recorded(share);
            return id;
        } catch (PersistenceException e) {
            if (isRecorded(id)) {
                return id; // somebody else recorded the same decision at the same moment
            }
            throw new IllegalStateException("cannot record the share of " + articlePath, e);
        }
    }

    /**
     * Records a decision together with what else the resolver changes: commits nothing. Who commits calls
     * {@link #recorded} then.
     *
     * @param at when it is to be sent; null for now
     */
    public Resource record(
            ResourceResolver resolver,
            String id,
            String articlePath,
            String articleTitle,
            String by,
            String answers,
            List<Dispatch> dispatches,
            Instant at)
            throws PersistenceException {
        Instant now = clock.instant();
        Resource share = Nodes.obtain(resolver, path(id), NT_SHARE);
        values(share)
                .putAll(Map.of(
                        PN_ARTICLE, answers.isEmpty() ? Articles.identify(resolver, articlePath) : "",
                        PN_ARTICLE_PATH, articlePath,
                        PN_ARTICLE_TITLE, articleTitle,
                        PN_BY, by,
                        PN_AT, Nodes.date(now),
                        PN_ANSWERS, answers));
        for (Dispatch dispatch : dispatches) {
            Nodes.create(share, dispatch.profileId(), NT_VARIANT, ShareNodes.properties(dispatch, now, at));
        }
        return share;
    }

    /** Notes a decision that was committed. */
    public void recorded(Resource share) {
        share.getChildren().forEach(variant -> {
            shownDays.changed(variant.getValueMap().get(Timetable.PN_DAYS, new String[0]));
            note(variant);
        });
    }

    private static String path(String id) {
        return SHARES + "/" + id.substring(0, 4) + "/" + id.substring(4, 6) + "/" + id.substring(6, 8) + "/" + id;
    }

    /** The address of a variant, as jobs carry it. */
    public static String path(String id, String profileId) {
        return path(id) + "/" + profileId;
    }

    /** Reads a share with the resolver's rights. */
    public Optional<Share> find(ResourceResolver resolver, String id) {
        return id.matches(ID)
                ? Optional.ofNullable(resolver.getResource(path(id))).map(node -> ShareNodes.read(resolver, node))
                : Optional.empty();
    }

    /** Tells whether an article exists no more, for anybody. */
    public boolean isGone(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return resolver.getResource(articlePath) == null;
        }
    }

    /** Tells whether a variant's article was deleted; an answer to a comment stands for itself. */
    public boolean isOrphan(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            Resource variant = resolver.getResource(variantPath);
            String identity =
                    variant == null ? "" : Nodes.string(variant.getParent().getValueMap(), PN_ARTICLE);
            return !identity.isEmpty() && Articles.locate(resolver, identity).isEmpty();
        }
    }

    /** The shares of an article, newest first. */
    public List<Share> ofArticle(ResourceResolver resolver, String articlePath) {
        Optional<String> identity = Articles.identity(resolver, articlePath);
        if (identity.isEmpty()) {
            return List.of();
        }
        Iterator<Resource> found = resolver.findResources(
                "SELECT * FROM [herald:Share] WHERE [herald:article] = '" + identity.get() + "'", Query.JCR_SQL2);
        return StreamSupport.stream(((Iterable<Resource>) () -> found).spliterator(), false)
                .map(node -> ShareNodes.read(resolver, node))
                .sorted(Comparator.comparing(Share::at).reversed())
                .limit(MAX_LISTED)
                .toList();
    }

    /** The shares with a post whose link holds a word. */
    public List<Share> named(ResourceResolver resolver, String word) {
        Iterator<Resource> found = resolver.findResources(
                "SELECT * FROM [herald:Variant] WHERE [herald:word] = '" + word + "'", Query.JCR_SQL2);
        return StreamSupport.stream(((Iterable<Resource>) () -> found).spliterator(), false)
                .limit(MAX_LISTED)
                .map(node -> ShareNodes.read(resolver, node.getParent()))
                .toList();
    }

    /**
     * A variant as the delivery sees it.
     *
     * @param refs the parts that are on the network, in their order
     */
    public record Pending(
            String path,
            VariantState state,
            Dispatch dispatch,
            Instant createdAt,
            Instant deadline,
            int attempts,
            int lookups,
            String articleTitle,
            String answers,
            List<RemoteRef> refs) {
        /** Copies the list. */
        public Pending {
            refs = List.copyOf(refs);
        }

        /** Which part is to be sent next, or is being sent; 0 is the post itself. */
        public int part() {
            return Math.min(refs.size(), dispatch.parts().size() - 1);
        }

        /** How many posts it takes. */
        public int parts() {
            return dispatch.parts().size();
        }
    }

    /** Reads a variant for delivery; empty when it is gone. */
    public Optional<Pending> pending(String path) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(path)).map(ShareNodes::pending);
        }
    }

    /** Addresses of variants that somebody must look after now, with their networks. */
    public Map<String, String> due(Instant abandonedBefore) {
        Map<String, String> due = new HashMap<>();
        try (ResourceResolver resolver = repository.open()) {
            for (VariantState state : VariantState.values()) {
                if (!state.isSettled()) {
                    collectDue(resolver, state, abandonedBefore, due);
                }
            }
        }
        return due;
    }

    private void collectDue(
            ResourceResolver resolver, VariantState state, Instant abandonedBefore, Map<String, String> due) {
        Iterator<Resource> found = resolver.findResources(
                "SELECT * FROM [herald:Variant] WHERE [herald:state] = '" + state + "'", Query.JCR_SQL2);
        for (int i = 0; found.hasNext() && i < MAX_DUE; i++) {
            Resource node = found.next();
            Instant notBefore = Nodes.instant(node.getValueMap(), PN_NOT_BEFORE).orElse(Instant.EPOCH);
            Instant limit = state == VariantState.SENDING ? abandonedBefore : clock.instant();
            if (!notBefore.isAfter(limit)) {
                due.put(node.getPath(), Nodes.string(node.getValueMap(), PN_NETWORK));
            }
        }
    }

    /** The shares of a person with a variant that did not arrive, newest first. */
    public List<Share> failed(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return Stream.of(VariantState.REFUSED, VariantState.UNCERTAIN)
                    .flatMap(state -> {
                        Iterable<Resource> found = () -> resolver.findResources(
                                "SELECT * FROM [herald:Variant] WHERE [herald:state] = '" + state + "'",
                                Query.JCR_SQL2);
                        return StreamSupport.stream(found.spliterator(), false);
                    })
                    .map(Resource::getParent)
                    .filter(share -> user.equals(Nodes.string(share.getValueMap(), PN_BY)))
                    .map(share -> ShareNodes.read(resolver, share))
                    .distinct()
                    .sorted(Comparator.comparing(Share::at).reversed())
                    .limit(MAX_LISTED)
                    .toList();
        }
    }

    /** What a change makes of a variant: its next state with what is recorded beside it. */
    public record Change(VariantState state, Map<String, Object> values) {
        /** Without anything beside. */
        public Change(VariantState state) {
            this(state, Map.of());
        }
    }

    /** What becomes of a variant that was not sent yet, and whose article is gone. */
    public static Change orphaned() {
        return new Change(
                VariantState.WITHDRAWN,
                Map.of(PN_MESSAGE, "The article was deleted before this was sent: it stays unsent."));
    }

    /**
     * Moves a variant on, if it still is in the state expected. Two nodes that try the same at once: one is told no.
     *
     * @return whether it was moved
     */
    public boolean move(String path, VariantState expected, UnaryOperator<Change> next) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path);
            if (node == null || ShareNodes.state(node.getValueMap()) != expected) {
                return false;
            }
            Change change = next.apply(new Change(expected));
            ModifiableValueMap values = values(node);
            String[] before = values.get(Timetable.PN_DAYS, new String[0]);
            values.put(PN_STATE, change.state().name());
            values.putAll(change.values());
            if (change.state() != VariantState.PLANNED) {
                values.remove(Timetable.PN_MINUTES); // it waits for its time no more
            }
            values.put(PN_MOVES, values.get(PN_MOVES, 0L) + 1);
            resolver.commit();
            shownDays.changed(before);
            shownDays.changed(values.get(Timetable.PN_DAYS, new String[0]));
            note(node);
            return true;
        } catch (PersistenceException e) {
            return false; // somebody else moved it at the same moment
        }
    }

    /**
     * A variant that waits for a time.
     *
     * @param article where the article is; empty when it was deleted
     * @param isPublic whether readers see that article
     */
    public record Planned(
            String path, String network, String profileId, Instant at, Optional<String> article, boolean isPublic) {}

    /** What is planned and has its time now, the longest due first. Reads only. */
    public List<Planned> planned(Timetable timetable) {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            return timetable
                    .look(resolver, NT_VARIANT, now)
                    .map(node -> planned(resolver, node))
                    .filter(planned -> !planned.at().isAfter(now))
                    .sorted(Comparator.comparing(Planned::at))
                    .toList();
        }
    }

    private static Planned planned(ResourceResolver resolver, Resource node) {
        String identity = Nodes.string(node.getParent().getValueMap(), PN_ARTICLE);
        Optional<String> article = Articles.locate(resolver, identity);
        ValueMap values = node.getValueMap();
        return new Planned(
                node.getPath(),
                Nodes.string(values, PN_NETWORK),
                node.getName(),
                Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                article,
                article.filter(path -> Articles.isPublic(resolver, path)).isPresent());
    }

    /**
     * A post as a calendar shows it.
     *
     * @param article the identity of its article
     * @param path where that was last seen
     */
    public record Shown(
            String shareId,
            String article,
            String path,
            String title,
            String by,
            String profileId,
            String network,
            VariantState state,
            Instant at,
            String text) {}

    /** The posts of a time; answers are not among it. */
    public List<Shown> shown(ResourceResolver resolver, Instant from, Instant to) {
        return shownDays.between(from, to, day -> shown(resolver, day)).stream()
                .filter(shown -> !shown.at().isBefore(from) && shown.at().isBefore(to))
                .toList();
    }

    private static List<Shown> shown(ResourceResolver resolver, LocalDate day) {
        Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        resolver.refresh();
        Map<String, ValueMap> shares = new HashMap<>();
        return Timetable.between(resolver, NT_VARIANT, begin, begin)
                .map(node -> ShareNodes.shown(
                        node,
                        shares.computeIfAbsent(
                                node.getPath().substring(0, node.getPath().lastIndexOf('/')),
                                share -> resolver.getResource(share).getValueMap())))
                .filter(shown -> !shown.article().isEmpty())
                .filter(shown -> !shown.at().isBefore(begin) && shown.at().isBefore(end))
                .toList();
    }

    /** Another node wrote. */
    void changedElsewhere() {
        shownDays.changed();
    }

    /** What a person wanted of a variant, for another time. */
    public Wanted asked(String path, Moment moment) {
        return pending(path)
                .flatMap(variant -> Plans.read(variant.dispatch().asked(), Wanted.class))
                .orElseThrow(() -> new IllegalStateException("nobody asked for " + path))
                .at(When.at(moment));
    }

    /** What is planned for articles that were deleted. */
    public List<String> plannedForNothing() {
        try (ResourceResolver resolver = repository.open()) {
            return Timetable.all(resolver, NT_VARIANT)
                    .filter(node -> Articles.locate(
                                    resolver, Nodes.string(node.getParent().getValueMap(), PN_ARTICLE))
                            .isEmpty())
                    .map(Resource::getPath)
                    .toList();
        }
    }

    /**
     * A variant that did not arrive.
     *
     * @param by who waits for it
     */
    public record Failure(String by, String article, String path, String title) {
        /** What that person is told. */
        public NoticeStore.Told told(String why) {
            return new NoticeStore.Told("FAILED", article, path, title, "herald", why);
        }
    }

    /** Whose a variant is that did not arrive; empty where it is gone. */
    public Optional<Failure> failure(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(variantPath))
                    .map(node -> node.getParent().getValueMap())
                    .map(share -> new Failure(
                            Nodes.string(share, PN_BY),
                            Nodes.string(share, PN_ARTICLE),
                            Nodes.string(share, PN_ARTICLE_PATH),
                            Nodes.string(share, PN_ARTICLE_TITLE)));
        }
    }

    /** Plans a variant for another time. */
    boolean reschedule(String path, Instant at) {
        return move(path, VariantState.PLANNED, before -> new Change(VariantState.PLANNED, ShareNodes.planned(at)));
    }

    /** The posts of a profile on the network that are younger than an age: what is collected below. */
    public List<Thread> threads(String profileId, Instant since) {
        List<Thread> threads = new ArrayList<>();
        try (ResourceResolver resolver = repository.open()) {
            Iterator<Resource> found = resolver.findResources(
                    "SELECT * FROM [herald:Variant] WHERE [herald:sentBy] = '" + profileId + "'", Query.JCR_SQL2);
            while (found.hasNext()) {
                Resource node = found.next();
                Thread thread = ShareNodes.thread(resolver, node);
                if (thread != null && thread.sentAt().isAfter(since)) {
                    threads.add(thread);
                }
            }
        }
        threads.sort(Comparator.comparing(Thread::sentAt).reversed());
        return threads;
    }

    /**
     * A post of ours and the article it belongs to.
     *
     * @param parts the ids of its further parts: they are below it, and nobody's answer
     * @param whole whether all its parts are known; as long as they are not, what is ours below it may be one
     */
    public record Thread(
            String path,
            RemoteRef root,
            Set<String> parts,
            boolean whole,
            String article,
            String articleTitle,
            String text,
            Instant sentAt) {
        /** Copies the set. */
        public Thread {
            parts = Set.copyOf(parts);
        }
    }

    /** What is recorded of a part that is on the network: the post itself, or one below it. */
    public static Map<String, Object> posted(Pending variant, RemoteRef ref, Instant at) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_REASON, "");
        if (!variant.refs().isEmpty()) {
            List<RemoteRef> more =
                    new ArrayList<>(variant.refs().subList(1, variant.refs().size()));
            more.add(ref);
            values.put(PN_MORE, ShareNodes.encode(more));
            return values;
        }
        values.put("herald:sentBy", variant.dispatch().profileId());
        values.put(PN_REMOTE_ID, ref.id());
        values.put(PN_REMOTE_VERSION, ref.version());
        values.put(PN_URL, Optional.ofNullable(ref.url()).map(URI::toString).orElse(""));
        values.put(PN_SENT_AT, Nodes.date(at));
        return values;
    }

    /** What is recorded when the last part of several was taken back. */
    public static Map<String, Object> unposted(Pending variant) {
        return Map.of(
                PN_MORE,
                ShareNodes.encode(
                        variant.refs().subList(1, Math.max(1, variant.refs().size() - 1))));
    }

    private static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }
}
