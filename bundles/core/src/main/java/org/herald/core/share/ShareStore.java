package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Visibility;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
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

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String ID = "[0-9]{8}-[0-9a-f-]{36}";
    private static final int MAX_LISTED = 100;
    private static final int MAX_DUE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ShareStore.class);
    private static final String PN_LINK = "herald:link";
    private static final String PN_CARD_TITLE = "herald:cardTitle";
    private static final String PN_CARD_DESCRIPTION = "herald:cardDescription";
    private static final String PN_IMAGE = "herald:image";
    private static final String PN_MEDIA = "herald:media";
    private static final String PN_MEDIA_ALTS = "herald:mediaAlts";
    private static final String PN_SITE_TITLE = "herald:siteTitle";
    private static final String PN_GROUND = "herald:ground";
    /** Between the id, the version and the address of a further part. */
    private static final String GAP = "\t";

    private final Repository repository;
    private final Ledger ledger;
    private final Clock clock;

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
        String id = DAY.format(clock.instant()) + "-" + UUID.randomUUID();
        return create(id, articlePath, articleTitle, by, answers, dispatches);
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

    /** Records a decision under an id; one that is recorded already stays as it is. */
    public String create(
            String id, String articlePath, String articleTitle, String by, String answers, List<Dispatch> dispatches) {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            if (resolver.getResource(path(id)) != null) {
                return id;
            }
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
                Nodes.create(share, dispatch.profileId(), NT_VARIANT, properties(dispatch, now));
            }
            resolver.commit();
            share.getChildren().forEach(this::note);
            return id;
        } catch (PersistenceException e) {
            if (isRecorded(id)) {
                return id; // somebody else recorded the same decision at the same moment
            }
            throw new IllegalStateException("cannot record the share of " + articlePath, e);
        }
    }

    private static Map<String, Object> properties(Dispatch dispatch, Instant now) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_NETWORK, dispatch.network());
        values.put(PN_KEYS, dispatch.keys().toArray(String[]::new));
        values.put(PN_TEXT, dispatch.text());
        values.put(PN_PARTS, dispatch.parts().toArray(String[]::new));
        values.put(PN_LANGUAGE, dispatch.language());
        values.put(PN_ATTACHMENT, dispatch.attachment().name());
        values.put(PN_LINK, dispatch.link());
        if (!dispatch.word().isEmpty()) {
            values.put(PN_WORD, dispatch.word());
        }
        values.put(PN_CARD_TITLE, dispatch.cardTitle());
        values.put(PN_CARD_DESCRIPTION, dispatch.cardDescription());
        values.put(PN_IMAGE, dispatch.image());
        values.put(PN_SITE_TITLE, dispatch.site());
        values.put(PN_GROUND, dispatch.ground());
        values.put(PN_MEDIA, dispatch.media().stream().map(MediaFile::path).toArray(String[]::new));
        values.put(PN_MEDIA_ALTS, dispatch.media().stream().map(MediaFile::alt).toArray(String[]::new));
        values.put(PN_VISIBILITY, dispatch.visibility());
        values.put(PN_STATE, VariantState.QUEUED.name());
        values.put(PN_CREATED, Nodes.date(now));
        values.put(PN_NOT_BEFORE, Nodes.date(now));
        values.put(PN_DEADLINE, Nodes.date(now.plus(DEADLINE)));
        values.put(PN_ATTEMPTS, 0);
        if (dispatch.reply() != null) {
            values.put(PN_ROOT_ID, dispatch.reply().root().id());
            values.put(PN_ROOT_VERSION, dispatch.reply().root().version());
            values.put(PN_PARENT_ID, dispatch.reply().parent().id());
            values.put(PN_PARENT_VERSION, dispatch.reply().parent().version());
            values.put(PN_TO, dispatch.reply().to());
        }
        return values;
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
                ? Optional.ofNullable(resolver.getResource(path(id))).map(node -> read(resolver, node))
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
                .map(node -> read(resolver, node))
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
                .map(node -> read(resolver, node.getParent()))
                .toList();
    }

    private static Share read(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        String last = Nodes.string(values, PN_ARTICLE_PATH);
        String identity = Nodes.string(values, PN_ARTICLE);
        String path =
                identity.isEmpty() ? last : Articles.locate(resolver, identity).orElse(last);
        List<Variant> variants = StreamSupport.stream(node.getChildren().spliterator(), false)
                .map(child -> variant(resolver, child))
                .toList();
        return new Share(
                node.getName(),
                path,
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_ANSWERS),
                variants);
    }

    private static Variant variant(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        Resource profile = resolver.getResource(PROFILES + "/" + node.getName());
        return new Variant(
                node.getName(),
                profile == null ? node.getName() : Nodes.string(profile.getValueMap(), PN_TITLE),
                Nodes.string(values, PN_NETWORK),
                Nodes.string(values, PN_TEXT),
                List.of(values.get(PN_PARTS, new String[0])),
                refs(values).size(),
                Attachment.valueOf(Nodes.string(values, PN_ATTACHMENT)),
                state(values),
                Nodes.string(values, PN_REASON),
                Nodes.string(values, PN_MESSAGE),
                Nodes.string(values, PN_WORD),
                Nodes.uri(values, PN_URL),
                values.get(PN_ATTEMPTS, 0),
                Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                Nodes.instant(values, PN_SENT_AT));
    }

    private static VariantState state(ValueMap values) {
        return VariantState.valueOf(Nodes.string(values, PN_STATE));
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
            return Optional.ofNullable(resolver.getResource(path)).map(ShareStore::pending);
        }
    }

    private static Pending pending(Resource node) {
        ValueMap values = node.getValueMap();
        ValueMap share = node.getParent().getValueMap();
        return new Pending(
                node.getPath(),
                state(values),
                dispatch(node.getName(), values),
                Nodes.instant(values, PN_CREATED).orElse(Instant.EPOCH),
                Nodes.instant(values, PN_DEADLINE).orElse(Instant.MAX),
                values.get(PN_ATTEMPTS, 0),
                values.get(PN_LOOKUPS, 0),
                Nodes.string(share, PN_ARTICLE_TITLE),
                Nodes.string(share, PN_ANSWERS),
                refs(values));
    }

    /** The post itself, and the parts below it. */
    private static List<RemoteRef> refs(ValueMap values) {
        List<RemoteRef> refs = new ArrayList<>();
        ref(values, PN_REMOTE_ID, PN_REMOTE_VERSION).ifPresent(refs::add);
        for (String more : values.get(PN_MORE, new String[0])) {
            String[] told = more.split(GAP, -1);
            refs.add(new RemoteRef(told[0], told[1], told[2].isEmpty() ? null : URI.create(told[2])));
        }
        return refs;
    }

    private static Optional<RemoteRef> ref(ValueMap values, String id, String version) {
        String remoteId = Nodes.string(values, id);
        return remoteId.isEmpty()
                ? Optional.empty()
                : Optional.of(new RemoteRef(
                        remoteId,
                        Nodes.string(values, version),
                        Nodes.uri(values, PN_URL).orElse(null)));
    }

    private static Dispatch dispatch(String profileId, ValueMap values) {
        Optional<RemoteRef> root = ref(values, PN_ROOT_ID, PN_ROOT_VERSION);
        Dispatch.Reply reply = root.map(r -> new Dispatch.Reply(
                        r, ref(values, PN_PARENT_ID, PN_PARENT_VERSION).orElse(r), Nodes.string(values, PN_TO)))
                .orElse(null);
        return new Dispatch(
                profileId,
                Nodes.string(values, PN_NETWORK),
                List.of(values.get(PN_KEYS, new String[0])),
                Nodes.string(values, PN_TEXT),
                List.of(values.get(PN_PARTS, new String[0])),
                Nodes.string(values, PN_LANGUAGE),
                Attachment.valueOf(Nodes.string(values, PN_ATTACHMENT)),
                Nodes.string(values, PN_LINK),
                Nodes.string(values, PN_WORD),
                Nodes.string(values, PN_CARD_TITLE),
                Nodes.string(values, PN_CARD_DESCRIPTION),
                Nodes.string(values, PN_SITE_TITLE),
                Nodes.string(values, PN_GROUND),
                Nodes.string(values, PN_IMAGE),
                media(values),
                values.get(PN_VISIBILITY, Visibility.PUBLIC.name()),
                reply);
    }

    private static List<MediaFile> media(ValueMap values) {
        String[] paths = values.get(PN_MEDIA, new String[0]);
        String[] alts = values.get(PN_MEDIA_ALTS, new String[0]);
        return IntStream.range(0, paths.length)
                .mapToObj(i -> new MediaFile(paths[i], alts[i]))
                .toList();
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
                    .map(share -> read(resolver, share))
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

    /**
     * Moves a variant on, if it still is in the state expected. Two nodes that try the same at once: one is told no.
     *
     * @return whether it was moved
     */
    public boolean move(String path, VariantState expected, UnaryOperator<Change> next) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path);
            if (node == null || state(node.getValueMap()) != expected) {
                return false;
            }
            Change change = next.apply(new Change(expected));
            ModifiableValueMap values = values(node);
            values.put(PN_STATE, change.state().name());
            values.putAll(change.values());
            values.put(PN_MOVES, values.get(PN_MOVES, 0L) + 1);
            resolver.commit();
            note(node);
            return true;
        } catch (PersistenceException e) {
            return false; // somebody else moved it at the same moment
        }
    }

    /** The posts of a profile on the network that are younger than an age: what is collected below. */
    public List<Thread> threads(String profileId, Instant since) {
        List<Thread> threads = new ArrayList<>();
        try (ResourceResolver resolver = repository.open()) {
            Iterator<Resource> found = resolver.findResources(
                    "SELECT * FROM [herald:Variant] WHERE [herald:sentBy] = '" + profileId + "'", Query.JCR_SQL2);
            while (found.hasNext()) {
                Resource node = found.next();
                Thread thread = thread(resolver, node);
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

    private static Thread thread(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        ValueMap share = node.getParent().getValueMap();
        String identity = Nodes.string(share, PN_ARTICLE);
        List<RemoteRef> refs = refs(values);
        boolean gone = state(values) == VariantState.WITHDRAWN || state(values) == VariantState.WITHDRAWING;
        if (identity.isEmpty() || refs.isEmpty() || gone) {
            return null;
        }
        return new Thread(
                node.getPath(),
                refs.get(0),
                refs.stream().skip(1).map(RemoteRef::id).collect(Collectors.toSet()),
                refs.size() >= values.get(PN_PARTS, new String[0]).length,
                identity,
                Nodes.string(share, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_TEXT),
                Nodes.instant(values, PN_SENT_AT).orElse(Instant.EPOCH));
    }

    /** What is recorded of a part that is on the network: the post itself, or one below it. */
    public static Map<String, Object> posted(Pending variant, RemoteRef ref, Instant at) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_REASON, "");
        if (!variant.refs().isEmpty()) {
            List<RemoteRef> more =
                    new ArrayList<>(variant.refs().subList(1, variant.refs().size()));
            more.add(ref);
            values.put(PN_MORE, encode(more));
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
                encode(variant.refs().subList(1, Math.max(1, variant.refs().size() - 1))));
    }

    private static String[] encode(List<RemoteRef> refs) {
        return refs.stream()
                .map(ref -> ref.id() + GAP + ref.version() + GAP + Objects.toString(ref.url(), ""))
                .toArray(String[]::new);
    }

    private static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }
}
