package org.herald.core.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.commons.crypto.CryptoService;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.herald.Budget;
import org.herald.VariantState;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.BudgetNodes;
import org.herald.core.budget.Holdings;
import org.herald.core.document.DocumentRecords;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Repository;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.Ledger;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.spi.RemoteRef;

/** A CMS with one article and one profile, on a repository of its own, and a network that fails as it is told to. */
final class World {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final String ARTICLE = "/content/bees";
    static final String PROFILE = "press";
    static final String EDITOR = "edith";

    final Time clock = new Time();
    final FakeNetwork network = new FakeNetwork();
    final Connectors connectors = new Connectors();
    final Repository repository;
    private final Path home;
    Ledger ledger;
    ShareStore shares;
    final NotificationStore notices;
    /** What the planner handed to the lanes. */
    final List<String> queued = new ArrayList<>();

    /** Runs before the next commit. */
    Runnable beforeCommit = () -> {};

    boolean wrongKey;
    boolean fullDisk;

    World(ResourceResolverFactory factory, Path home) {
        this.home = home;
        repository = new Repository(failing(factory), null);
        ledger = new Ledger(home, clock, clock::passed);
        shares = ShareStore.of(repository, ledger, clock);
        notices = new NotificationStore(repository);
        network.watch = clock::instant;
        Installed.add(connectors, "mastodon", network);
        make(ARTICLE + "/jcr:content", Map.of("jcr:title", "Bees"));
        connect(PROFILE, "https://fake.example");
    }

    /** A factory whose resolvers do not commit while the disk is full. */
    private ResourceResolverFactory failing(ResourceResolverFactory factory) {
        return proxy(ResourceResolverFactory.class, factory, name -> {}, resolver -> {
            ResourceResolver real = (ResourceResolver) resolver;
            return proxy(ResourceResolver.class, real, this::check, result -> result);
        });
    }

    private void check(String method) throws PersistenceException {
        if (method.equals("commit")) {
            Runnable once = beforeCommit;
            beforeCommit = () -> {};
            once.run();
        }
        if (fullDisk && method.equals("commit")) {
            throw new PersistenceException("No space left on device");
        }
    }

    private interface Check {
        void on(String method) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T real, Check check, UnaryOperator<Object> result) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            check.on(method.getName());
            try {
                return result.apply(method.invoke(real, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** Connects a profile. */
    void connect(String id, String server) {
        make("/var/herald/profiles/" + id, profile(server));
        make("/var/herald/profiles/" + id + "/secret", Map.of("herald:ciphertext", "sealed"));
    }

    private static Map<String, Object> profile(String server) {
        return Map.of(
                "herald:title",
                "Press",
                "herald:network",
                "mastodon",
                "herald:server",
                server,
                "herald:enabled",
                true,
                "herald:connected",
                true);
    }

    void make(String path, Map<String, Object> values) {
        try (ResourceResolver resolver = repository.open()) {
            Map<String, Object> all = new HashMap<>(values);
            all.put("jcr:primaryType", "nt:unstructured");
            ResourceUtil.getOrCreateResource(resolver, path, all, "nt:unstructured", false);
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Herald starts. */
    void start() {
        shares.recover(notices);
    }

    /** The process is killed, and started again. */
    void crash() {
        ledger.close();
        ledger = new Ledger(home, clock, clock::passed);
        shares = ShareStore.of(repository, ledger, clock);
        start();
    }

    /** Herald ran, and noted it. */
    void beat() {
        for (int i = 0; i < 3; i++) {
            clock.pass(java.time.Duration.ofSeconds(61));
            shares.beat();
        }
    }

    String articleIdentity(String path) {
        return value(path.substring(0, path.lastIndexOf('/')), "herald:article");
    }

    /** A dispatcher whose jobs are only noted, by their topics. */
    Dispatcher dispatcher(List<String> topics) {
        return dispatcher(topics, new ArrayList<>());
    }

    /**
     * The same.
     *
     * @param looks the topics of which all jobs were looked at
     */
    Dispatcher dispatcher(List<String> topics, List<String> looks) {
        JobManager jobs = (JobManager) Proxy.newProxyInstance(
                JobManager.class.getClassLoader(), new Class<?>[] {JobManager.class}, (proxy, method, args) -> {
                    if (method.getName().equals("addJob")) {
                        topics.add((String) args[0]);
                    } else if (method.getName().matches("getJob|findJobs")) {
                        looks.add(String.valueOf(method.getName().equals("getJob") ? args[0] : args[1]));
                    }
                    return method.getName().equals("findJobs") ? List.of() : null;
                });
        DeliveryQueue queue = new DeliveryQueue(jobs, new ProfileStore(repository, new Crypto()), clock);
        return new Dispatcher(shares, queue, new Claims(clock), connectors, awakening());
    }

    /** An administrator gives a profile another budget; null for no limit. */
    void budget(Integer perHour, Integer perDay, String perMonth) {
        Budget budget = new Budget(
                Optional.ofNullable(perHour),
                Optional.ofNullable(perDay),
                Optional.ofNullable(perMonth).map(BigDecimal::new));
        try (ResourceResolver resolver = repository.open()) {
            BudgetNodes.write(
                    resolver.getResource("/var/herald/profiles/" + PROFILE)
                            .adaptTo(org.apache.sling.api.resource.ModifiableValueMap.class),
                    budget);
            Holdings.changed(resolver, PROFILE);
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The repository lost what it kept of a profile's budget. */
    void forgetBudget() {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource("/var/herald/budgets/" + PROFILE);
            if (node != null) {
                resolver.delete(node);
                resolver.commit();
            }
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What its profile used of its budget. */
    Budget.Used used() {
        try (ResourceResolver resolver = repository.open()) {
            return BudgetBook.used(resolver, PROFILE, network.traits(), clock.now);
        }
    }

    /** What looks again at what waits for a budget. */
    Awakening awakening() {
        return new Awakening(repository, shares, connectors, clock);
    }

    /** Readers see the article. */
    void publish() {
        published(true);
    }

    /** Readers see it no more. */
    void hide() {
        published(false);
    }

    private void published(boolean published) {
        try (ResourceResolver resolver = repository.open()) {
            resolver.getResource(ARTICLE + "/jcr:content")
                    .adaptTo(org.apache.sling.api.resource.ModifiableValueMap.class)
                    .put("sling:published", published);
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    Planner planner() {
        return new Planner(shares, (network, path) -> queued.add(path), notices, clock);
    }

    /** What stands in a variant. */
    Map<String, Object> backup(String path) {
        try (ResourceResolver resolver = repository.open()) {
            return new HashMap<>(resolver.getResource(path).getValueMap());
        }
    }

    /** Puts a variant back as it was. */
    void restore(String path, Map<String, Object> backup) {
        try (ResourceResolver resolver = repository.open()) {
            var values = resolver.getResource(path).adaptTo(org.apache.sling.api.resource.ModifiableValueMap.class);
            values.keySet().stream()
                    .filter(name -> name.startsWith("herald:"))
                    .toList()
                    .forEach(values::remove);
            backup.forEach((name, value) -> {
                if (name.startsWith("herald:")) {
                    values.put(name, value);
                }
            });
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A node of a cluster, or what comes after a crash. */
    Node node(String id, String... others) {
        return new Node(id, others);
    }

    /** One process of Herald. */
    final class Node {
        final Claims claims = new Claims(clock);
        private final DueIndex timetable = new DueIndex();
        final Delivery delivery;

        Node(String id, String... others) {
            List<String> all = new ArrayList<>(List.of(others));
            all.add(id);
            claims.see(id, Set.copyOf(all));
            delivery = new Delivery(
                    shares,
                    new Accounts(new ProfileStore(repository, new Crypto())),
                    connectors,
                    new PostAssembler(connectors, repository, null, shares, new DocumentRecords(repository)),
                    notices,
                    claims,
                    profile -> {},
                    clock);
        }

        void run(String path) {
            new DeliveryJob(shares, delivery).process(job(path));
        }

        /** A job as the queue hands it over. */
        private static Job job(String path) {
            return (Job) Proxy.newProxyInstance(
                    Job.class.getClassLoader(),
                    new Class<?>[] {Job.class},
                    (job, method, args) -> !method.getName().equals("getProperty")
                            ? null
                            : DeliveryQueue.ADDRESS.equals(args[0]) ? path : args[1]);
        }

        /** What the dispatcher does: only what is due, and not what somebody is sending. */
        void dispatch() {
            shares.ask().due(timetable).forEach(due -> run(due.path()));
        }
    }

    private final class Crypto implements CryptoService {
        @Override
        public String encrypt(String message) {
            return message;
        }

        @Override
        public String decrypt(String ciphertext) {
            if (wrongKey) {
                throw new IllegalStateException("wrong key");
            }
            return "secret";
        }
    }

    String share(int parts) {
        return share(parts, null);
    }

    String share(int parts, Instant at) {
        return share(PROFILE, parts, at);
    }

    String share(String profile, int parts, Instant at) {
        return share(dispatch(profile, Collections.nCopies(parts, "Hello")), "", at);
    }

    /** Shares one text. */
    String share(String text) {
        return share(dispatch(PROFILE, List.of(text)), "", null);
    }

    /** Answers somebody. */
    String answer(String text) {
        RemoteRef theirs = new RemoteRef("theirs", "", null);
        OutgoingPost.Reply reply = new OutgoingPost.Reply(theirs, theirs, "@reader");
        List<String> key = List.of(java.util.UUID.randomUUID().toString());
        return share(OutgoingPosts.of(PROFILE, key, List.of(text), "", "", reply), "inbox.item", null);
    }

    private String share(OutgoingPost post, String answers, Instant at) {
        String id = ShareStore.newId(clock.instant());
        shares.create(id, ARTICLE, "Bees", EDITOR, answers, List.of(post), at);
        return ShareStore.path(id, post.profileId());
    }

    /** One that goes out now, and can be undone for a while. */
    String shareUndoable(Duration undo, String... profiles) {
        OutgoingPost[] posts = Arrays.stream(profiles)
                .map(profile -> dispatch(profile, List.of("Hello")))
                .toArray(OutgoingPost[]::new);
        return ShareStore.path(
                ShareStores.shareUndoable(repository, shares, ARTICLE, EDITOR, undo, posts), profiles[0]);
    }

    /** Undoes the share that a variant belongs to; tells whether it is back. */
    boolean undo(String path) {
        String share = path.substring(0, path.lastIndexOf('/'));
        return ShareStores.undo(shares, share.substring(share.lastIndexOf('/') + 1));
    }

    private static OutgoingPost dispatch(String profile, List<String> each) {
        return OutgoingPosts.of(
                profile,
                IntStream.range(0, each.size())
                        .mapToObj(i -> java.util.UUID.randomUUID().toString())
                        .toList(),
                each);
    }

    DeliveryItem item(String path) {
        return shares.ask().item(path).orElseThrow();
    }

    VariantState state(String path) {
        return item(path).state();
    }

    /** A property of a node. */
    String value(String path, String name) {
        try (ResourceResolver resolver = repository.open()) {
            return resolver.getResource(path).getValueMap().get(name, "");
        }
    }

    /** What people were told. */
    List<String> told() {
        try (ResourceResolver resolver = repository.open()) {
            List<String> told = new ArrayList<>();
            Resource home = resolver.getResource("/var/herald/notices");
            if (home != null) {
                for (Resource user : home.getChildren()) {
                    for (Resource day : user.getChildren()) {
                        StreamSupport.stream(day.getChildren().spliterator(), false)
                                .forEach(notice -> told.add(notice.getValueMap().get("herald:note", "")));
                    }
                }
            }
            return told;
        }
    }

    /** A clock that goes when it is told to, and can be set. */
    static final class Time extends Clock {
        Instant now = START;
        private java.time.Duration passed = java.time.Duration.ZERO;

        void pass(java.time.Duration time) {
            now = now.plus(time);
            passed = passed.plus(time);
        }

        /** Somebody sets it: no time passes. */
        void set(java.time.Duration ahead) {
            now = now.plus(ahead);
        }

        /** What passed, in nanoseconds. */
        long passed() {
            return passed.toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
