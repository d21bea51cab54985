package org.herald.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Shares by hundreds while the CMS dies again and again, and counts on the servers' side what stands there never and
 * what twice. A third of the articles is approved and scheduled, the others are shared at once; every call goes
 * through a proxy that breaks some.
 */
final class Campaign {
    /**
     * What is tried.
     *
     * @param faults the part of posts that the proxy breaks
     * @param disasters what befalls the CMS, in turn; all that can where none is named
     */
    record Plan(
            int shares,
            int kills,
            double faults,
            int profiles,
            boolean bluesky,
            boolean isCluster,
            long seed,
            List<Disaster> disasters) {
        Plan {
            disasters = List.copyOf(disasters);
            if (shares < kills || profiles < 1 || faults < 0 || faults > 1) {
                throw new IllegalArgumentException("a campaign needs a share for each kill, and a profile");
            }
        }
    }

    /** What was counted. */
    record Result(
            int posts,
            List<String> lost,
            List<String> doubled,
            List<String> unsettled,
            List<String> kills,
            Duration took) {}

    /** One article, its post's text, and where it is to stand, once. */
    private record Item(String article, String profile, String account, int server, String text, boolean scheduled) {}

    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration TRAPPED = Duration.ofSeconds(30);
    private static final String SITE = "/content/herald-demo/campaign";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HERALD_KEY", "a key that all nodes know", "JAVA_OPTS", Cluster.JAVA_OPTS);

    private final Plan plan;
    private final Random random;
    private final List<Disaster> disasters;
    private final Disasters doing;
    private final List<KeylessServer> keyless = new ArrayList<>();
    private final List<FaultyProxy> proxies = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    /** Seen to be sent between two disasters; all are looked at again at the end. */
    private final Set<Item> sent = new HashSet<>();

    private Cms admin;
    private Cms author;
    private Cms reviewer;

    Campaign(Plan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.disasters = Stream.of(Disaster.values())
                .filter(disaster -> disaster.happensTo(plan.isCluster()))
                .filter(disaster ->
                        plan.disasters().isEmpty() || plan.disasters().contains(disaster))
                .toList();
        this.doing = new Disasters(proxies, random);
    }

    /** Runs it all. */
    Result run() throws IOException {
        Instant began = Instant.now();
        try {
            servers();
            start();
            List<Map<String, String>> profiles = profiles();
            articles(profiles);
            int each = plan.shares() / plan.kills();
            List<Item> known = new ArrayList<>();
            for (int kill = 0; kill < plan.kills(); kill++) {
                int end = kill == plan.kills() - 1 ? items.size() : (kill + 1) * each;
                befall(kill, items.subList(kill * each, end));
                known.addAll(items.subList(kill * each, end));
                known.forEach(this::makeSure);
                say("after kill %d of %d: %s", kill + 1, plan.kills(), states());
            }
            List<String> unsettled = drained(known);
            return count(unsettled, Duration.between(began, Instant.now()));
        } finally {
            nodes.stream().filter(Node::isRunning).forEach(Node::stop);
            proxies.forEach(FaultyProxy::stop);
            keyless.forEach(KeylessServer::stop);
            if (fillsDisk()) {
                nodes.forEach(node -> Disasters.unmount(node.home()));
            }
        }
    }

    /** A campaign takes an hour: who waits sees how far it is. */
    private static void say(String format, Object... values) {
        System.out.printf("campaign: " + format + "%n", values);
    }

    private void servers() throws IOException {
        for (int i = 0; i < 3; i++) {
            KeylessServer server = new KeylessServer();
            keyless.add(server);
            proxies.add(new FaultyProxy(server.url(), plan.faults(), plan.seed() + i));
        }
        if (plan.bluesky()) {
            proxies.add(new FaultyProxy(Environment.PDS, plan.faults(), plan.seed() + 3));
        }
    }

    private void start() throws IOException {
        int count = plan.isCluster() ? 2 : 1;
        boolean disk = fillsDisk();
        for (int i = 0; i < count; i++) {
            int port = (plan.isCluster() ? 8196 : 8195) + i;
            nodes.add(new Node(port, Disasters.home(port, disk)));
            boot(nodes.get(i), next(0), "--clean");
        }
        speakTo(nodes.get(0));
        Cms.userAt(nodes.get(0).url(), "anna", "authors", "herald-editors", "herald-authors");
        Cms.userAt(nodes.get(0).url(), "rita", "authors", "herald-editors", "herald-authors", "herald-reviewers");
        form(
                admin,
                SITE,
                Map.of(
                        "jcr:primaryType",
                        "sling:Site",
                        "jcr:title",
                        "Campaign",
                        "jcr:language",
                        "en",
                        "sling:url",
                        "http://localhost/campaign"));
        Map<String, Object> approval = Map.of(
                "required",
                true,
                "authors",
                List.of("herald-authors"),
                "reviewers",
                List.of("herald-reviewers"),
                "days",
                10);
        Web.Reply saved = admin.send("PUT", "/settings", Map.of("site", SITE, "approval", approval));
        if (saved.status() != 200) {
            throw new AssertionError(saved.text());
        }
    }

    private boolean fillsDisk() {
        return disasters.stream().limit(plan.kills()).anyMatch(Disaster.FULL_DISK::equals);
    }

    private Disaster next(int kill) {
        return disasters.get(kill % disasters.size());
    }

    private void boot(Node node, Disaster next, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        if (plan.isCluster()) {
            options.addAll(List.of("--database", Cluster.DATABASE));
        }
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(doing.environment(next, node));
        node.start(environment, options.toArray(String[]::new));
        new Console(node.url()).install("herald.bench");
    }

    private void speakTo(Node node) {
        admin = Cms.admin(node.url());
        author = Cms.knownAt(node.url(), "anna");
        reviewer = Cms.knownAt(node.url(), "rita");
    }

    private Web.Reply form(Cms who, String path, Map<String, String> fields) {
        return Web.form(who.url() + path, fields, who.headers());
    }

    private List<Map<String, String>> profiles() {
        List<Map<String, String>> made = new ArrayList<>();
        for (int i = 0; i < plan.profiles(); i++) {
            int server = i % proxies.size();
            String name = "voice" + i;
            boolean bluesky = server == 3;
            if (bluesky) {
                Bluesky.person(name);
            }
            FaultyProxy proxy = proxies.get(server);
            Map<String, String> profile = new HashMap<>(
                    Map.of("account", bluesky ? Bluesky.person(name).did : name, "server", String.valueOf(server)));
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptionsMatching(AssertionError.class::isInstance)
                    .until(() -> {
                        profile.put(
                                "id",
                                admin.profile(
                                        "Voice " + server + "." + name,
                                        bluesky ? "bluesky" : "mastodon",
                                        proxy.url(),
                                        bluesky ? name + ".test" : name,
                                        bluesky ? Bluesky.password(name) : name));
                        return true;
                    });
            made.add(profile);
        }
        return made;
    }

    private void articles(List<Map<String, String>> profiles) {
        String run = Long.toString(Instant.now().getEpochSecond(), 36);
        for (int i = 0; i < plan.shares(); i++) {
            Map<String, String> profile = profiles.get(i % profiles.size());
            boolean scheduled = i % 3 == 2;
            String name = "item-" + run + "-" + i;
            String article = scheduled ? draft(name) : admin.article(name, "Item " + i);
            items.add(new Item(
                    article,
                    profile.get("id"),
                    profile.get("account"),
                    Integer.parseInt(profile.get("server")),
                    "Number " + i + " of the campaign " + run + ", said once.",
                    scheduled));
        }
        wait(QUIET.multipliedBy(2)); // the embedded repository loses by itself what is younger than five seconds
    }

    private String draft(String name) {
        String page = SITE + "/" + name;
        Web.Reply made = form(
                author,
                page,
                Map.of(
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", name,
                        "jcr:content/sling:resourceType", "herald-demo/components/page"));
        if (made.status() >= 300) {
            throw new AssertionError(made.text());
        }
        return page;
    }

    /** Shares while a disaster happens to a node; it ends with the death of the node, which is then started again. */
    private void befall(int kill, List<Item> batch) {
        Disaster disaster = next(kill);
        Node victim = nodes.get(random.nextInt(nodes.size()));
        nodes.stream().filter(node -> node != victim).findAny().ifPresent(this::speakTo);
        int begun = disaster.kills() ? 0 : batch.size() / 2;
        batch.subList(0, begun).forEach(this::tryTo);
        doing.strike(disaster, victim);
        List<Item> left = batch.subList(begun, batch.size());
        if (disaster == Disaster.ANY_INSTANT) {
            Thread killer = new Thread(() -> {
                wait(Duration.ofMillis(random.nextInt(8000)));
                victim.kill();
            });
            killer.start();
            left.forEach(this::tryTo);
            join(killer);
        } else {
            left.forEach(this::tryTo);
            Instant until = Instant.now().plus(disaster.kills() ? TRAPPED : disaster.lasts);
            while (victim.isAlive() && Instant.now().isBefore(until)) {
                wait(Duration.ofMillis(200));
            }
        }
        boolean sprung = !disaster.kills() || !victim.isAlive();
        doing.end(disaster, victim);
        if (victim.isAlive()) {
            wait(Duration.ofSeconds(random.nextInt(20)));
            victim.kill();
        }
        kills.add(disaster + (sprung ? "" : " (by the clock)"));
        doing.mend(disaster, victim);
        boot(victim, next(kill + 1));
        speakTo(victim);
    }

    /** An editor's click; where the CMS does not answer, nobody knows. */
    private boolean tryTo(Item item) {
        try {
            return item.scheduled() ? schedule(item) : share(item);
        } catch (UncheckedIOException e) {
            return false; // the CMS died meanwhile
        }
    }

    private boolean share(Item item) {
        Map<String, String> variant = Map.of("profile", item.profile(), "text", item.text(), "attachment", "NONE");
        Web.Reply reply = admin.post("/shares", Map.of("path", item.article(), "variants", List.of(variant)));
        return reply.status() == 202;
    }

    private boolean schedule(Item item) {
        String stage = stage(item);
        if (stage.equals("DRAFT")) {
            Map<String, Object> body = new HashMap<>(
                    Map.of("path", item.article(), "step", "SUBMIT", "comment", "Please.", "zone", "UTC"));
            body.put("at", ApprovalSite.local(Instant.now().plusSeconds(8L + random.nextInt(20))));
            body.put("variants", List.of(Map.of("profile", item.profile(), "text", item.text(), "attachment", "NONE")));
            author.post("/workflow", body);
        }
        if (List.of("DRAFT", "IN_REVIEW").contains(stage)) {
            reviewer.post(
                    "/workflow", Map.of("path", item.article(), "step", "APPROVE", "comment", "Yes.", "zone", "UTC"));
        }
        return !List.of("DRAFT", "IN_REVIEW").contains(stage);
    }

    private String stage(Item item) {
        return admin.get("/workflow?path=" + item.article())
                .json()
                .path("stage")
                .asText();
    }

    private List<JsonNode> posts(Item item) {
        String path = URLEncoder.encode(item.article(), StandardCharsets.UTF_8);
        return Cms.stream(admin.get("/shares?path=" + path).json().path("shares"))
                .flatMap(share -> Cms.stream(share.path("variants")))
                .toList();
    }

    /** What an editor does who comes back after the cut: looks whether it was recorded, and if not, does it. */
    private void makeSure(Item item) {
        if (!sent.contains(item) && posts(item).isEmpty()) {
            tryTo(item);
        }
    }

    private boolean settled(Item item) {
        List<JsonNode> posts = posts(item);
        if (posts.isEmpty()) {
            tryTo(item);
            return false;
        }
        return posts.stream().allMatch(p -> List.of("SENT", "REFUSED", "WITHDRAWN")
                .contains(p.path("state").asText()));
    }

    private Map<String, Integer> states() {
        Map<String, Integer> states = new TreeMap<>();
        for (Item item : items) {
            List<String> of = sent.contains(item)
                    ? List.of("SENT")
                    : posts(item).stream()
                            .map(post -> post.path("state").asText())
                            .toList();
            of.forEach(state -> states.merge(state, 1, Integer::sum));
            if (of.equals(List.of("SENT"))) {
                sent.add(item);
            }
        }
        return states;
    }

    private List<String> drained(List<Item> known) {
        List<Item> open = new ArrayList<>(known);
        Instant until = Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(2L * plan.shares());
        while (!open.isEmpty() && Instant.now().isBefore(until)) {
            open.removeIf(this::settled);
            wait(Duration.ofSeconds(3));
        }
        say("at the end: %s", states());
        List<String> unsettled = new ArrayList<>();
        for (Item item : known) {
            for (JsonNode post : posts(item)) {
                if (!post.path("state").asText().equals("SENT")) {
                    unsettled.add(item.text() + " " + post);
                }
            }
        }
        return unsettled;
    }

    private Result count(List<String> unsettled, Duration took) {
        Map<String, Integer> standing = new LinkedHashMap<>();
        items.forEach(item -> standing.put(item.text(), 0));
        for (KeylessServer server : keyless) {
            server.statuses().forEach(s -> standing.computeIfPresent(s.text(), (t, n) -> n + 1));
        }
        if (plan.bluesky()) {
            items.stream()
                    .filter(i -> i.server() == 3)
                    .map(Item::account)
                    .distinct()
                    .forEach(did -> Bluesky.all(did)
                            .forEach(record -> standing.computeIfPresent(
                                    record.at("/value/text").asText(), (t, n) -> n + 1)));
        }
        Supplier<List<String>> none = ArrayList::new;
        List<String> lost = none.get();
        List<String> doubled = none.get();
        standing.forEach((text, count) -> {
            if (count == 0) {
                lost.add(text);
            } else if (count > 1) {
                doubled.add(text + " " + count + " times");
            }
        });
        proxies.forEach(proxy -> say("faults at %s: %s", proxy.url(), proxy.counted()));
        return new Result(items.size(), lost, doubled, unsettled, List.copyOf(kills), took);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void wait(Duration time) {
        try {
            Thread.sleep(time.toMillis()); // a campaign is made of instants
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
