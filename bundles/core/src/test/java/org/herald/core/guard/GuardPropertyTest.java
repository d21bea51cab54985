package org.herald.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.guard.GuardedStore.HERALD;
import static org.herald.core.guard.GuardedStore.at;
import static org.herald.core.guard.GuardedStore.page;
import static org.herald.core.guard.GuardedStore.publish;
import static org.herald.core.guard.GuardedStore.typed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;

/**
 * Random batches of changes to random trees, by an author and by Herald, against what the CMS would show: after each
 * commit everything that anonymous sees of a guarded site is, all of it, what was approved there.
 */
class GuardPropertyTest {
    private static final List<String> GUARDED = List.of("/content/a", "/content/c/s");
    private static final List<String> TYPES = List.of(
            "sling:Page",
            "nt:unstructured",
            "sling:Folder",
            "sling:Page",
            "sling:OrderedFolder",
            "sling:File",
            "sling:Site",
            "nt:file");
    private static final Set<String> SHOWN_BY_THEMSELVES =
            Set.of("sling:Page", "sling:Folder", "sling:OrderedFolder", "sling:File");
    private static final List<String> NAMES = List.of("p", "q", "jcr:content", "comments", "s", "x");

    /** One change, in numbers that are read against what is there. */
    record Op(int kind, int node, int other, int value) {}

    /** What somebody saves at once. */
    record Batch(boolean herald, List<Op> ops) {}

    @Provide
    static Arbitrary<List<Batch>> lives() {
        Arbitrary<Op> op = Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 60))
                .as(Op::new);
        Arbitrary<Batch> batch = Combinators.combine(
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(1, true), net.jqwik.api.Tuple.of(4, false)),
                        op.list().ofMinSize(1).ofMaxSize(4))
                .as(Batch::new);
        return batch.list().ofMinSize(4).ofMaxSize(25);
    }

    private GuardedStore store;
    /** What was approved, of which page under which policy. */
    private final Map<String, Set<String>> approved = new HashMap<>();

    private int count;

    @Property(tries = 300)
    void whatAnonymousSeesOfAGuardedSiteWasApprovedThere(@ForAll("lives") List<Batch> life)
            throws CommitFailedException {
        begin();
        for (Batch batch : life) {
            if (batch.herald()) {
                herald(batch.ops().get(0));
            } else {
                author(batch);
            }
            seen(store.root()).forEach((who, facts) -> assertThat(facts)
                    .as("what anonymous sees of %s", who)
                    .isEqualTo(approved.get(who)));
        }
    }

    private void author(Batch batch) {
        NodeState before = store.root();
        NodeBuilder tried = before.builder();
        batch.ops().forEach(op -> change(tried, op));
        int from = count;
        try {
            store.commit("anna", root -> {
                count = from - batch.ops().size();
                batch.ops().forEach(op -> change(root, op));
                identify(root);
            });
            Statistics.label("batches").collect("done");
        } catch (CommitFailedException e) {
            Statistics.label("batches").collect("refused");
            boolean edits = batch.ops().stream().allMatch(op -> op.kind() <= 1);
            boolean same = seen(tried.getNodeState()).equals(seen(before));
            assertThat(edits && same)
                    .as("texts that no reader sees are written freely: %s %s", e.getMessage(), batch)
                    .isFalse();
        }
    }

    private void begin() throws CommitFailedException {
        store = new GuardedStore();
        approved.clear();
        count = 0;
        store.commit(HERALD, root -> {
            GUARDED.forEach(site -> at(root, "/conf/herald" + site).setProperty("herald:approval", true));
            typed(at(root, "/content/a"), "sling:Site");
            typed(at(root, "/content/b"), "sling:Site");
            typed(at(root, "/content/c"), "sling:OrderedFolder").child("jcr:content");
            typed(at(root, "/content/c/s"), "sling:Site");
            typed(at(root, "/content/a/n"), "sling:Site");
            for (String path : List.of("/content/a/p", "/content/a/p/q", "/content/b/p", "/content/c/s/p")) {
                page(root, path);
            }
            page(root, "/content/a/n/p");
            typed(at(root, "/content/a/f"), "sling:File").child("jcr:content").setProperty("jcr:data", "bytes");
        });
        for (String path : List.of("/content/a/p", "/content/c/s/p")) {
            approve(path);
        }
    }

    private void approve(String path) throws CommitFailedException {
        store.commit(HERALD, root -> publish(root, path));
        Seen one = new Seen(store.root());
        approved.put(one.key(path), one.facts(path));
    }

    /** Publishes what is there as it is, or takes it off. */
    private void herald(Op op) throws CommitFailedException {
        List<String> pages = paths(store.root()).stream()
                .filter(path -> !binding(path).isEmpty())
                .filter(path -> SHOWN_BY_THEMSELVES.contains(type(store.node(path))))
                .filter(path -> store.node(path).hasChildNode("jcr:content"))
                .toList();
        if (pages.isEmpty()) {
            return;
        }
        String path = pages.get(op.node() % pages.size());
        boolean page = type(store.node(path)).equals("sling:Page");
        if (op.kind() % 3 == 0) {
            store.commit(HERALD, root -> {
                NodeBuilder node = at(root, path);
                node.child("jcr:content").removeProperty("published");
                node.child("jcr:content").setProperty("sling:published", false);
                String id = node.getString("jcr:uuid");
                if (id != null) {
                    at(root, "/var/herald/workflow/" + id.substring(0, 2) + "/" + id)
                            .setProperty("herald:stage", "UNPUBLISHED");
                }
            });
        } else if (page) {
            approve(path);
        } else {
            store.commit(HERALD, root -> at(root, path).child("jcr:content").setProperty("sling:published", true));
            Seen one = new Seen(store.root());
            approved.put(one.key(path), one.facts(path));
        }
    }

    private void change(NodeBuilder root, Op op) {
        count++;
        List<String> all = paths(root.getNodeState());
        String path = all.get(op.node() % all.size());
        NodeBuilder node = at(root, path);
        String there = all.get(op.other() % all.size()) + "/" + NAMES.get(op.value() % NAMES.size());
        boolean free = !there.startsWith(path + "/") && !exists(root, there) && !path.equals("/content");
        switch (op.kind()) {
            case 0, 1 -> node.setProperty("jcr:title", "t" + count);
            case 2 -> says(node, "sling:published", op.value());
            case 3 -> says(node, "published", op.value());
            case 4 -> node.removeProperty(op.value() % 2 == 0 ? "sling:published" : "published");
            case 5 -> typed(node, TYPES.get(op.value() % TYPES.size()));
            case 6 -> {
                if (!exists(root, there)) {
                    NodeBuilder made = typed(at(root, there), TYPES.get(op.node() % TYPES.size()));
                    typed(made.child("jcr:content"), "nt:unstructured").setProperty("jcr:title", "t" + count);
                    says(made.child("jcr:content"), "sling:published", op.other());
                }
            }
            case 7 -> {
                if (!path.equals("/content")) {
                    node.remove();
                }
            }
            case 8, 9 -> {
                if (free) {
                    GuardedStore.move(root, path, there);
                }
            }
            default -> {
                if (free) {
                    anonymous(GuardedStore.copy(root, node.getNodeState(), there));
                }
            }
        }
    }

    private static void says(NodeBuilder node, String name, int value) {
        switch (value % 8) {
            case 0 -> node.setProperty(name, true);
            case 1 -> node.setProperty(name, "TRUE");
            case 2 -> node.setProperty(name, List.of("true", "false"), Type.STRINGS);
            case 3 -> node.setProperty(name, "tRuE", Type.NAME);
            case 4, 5 -> node.setProperty(name, false);
            case 6 -> node.setProperty(name, "no");
            default -> node.setProperty(name, List.of(true), Type.BOOLEANS);
        }
    }

    /** A copy has no identity of its own yet. */
    private static void anonymous(NodeBuilder copy) {
        copy.removeProperty("jcr:uuid");
        copy.getChildNodeNames().forEach(name -> anonymous(copy.getChildNode(name)));
    }

    /** What Oak's index of identities does. */
    private static void identify(NodeBuilder root) {
        at(root, "/oak:index/uuid/:index").remove();
        for (String path : paths(root.getNodeState())) {
            if (at(root, path).hasProperty("jcr:uuid")) {
                GuardedStore.identified(root, path);
            }
        }
    }

    private static boolean exists(NodeBuilder root, String path) {
        return Policies.at(root.getNodeState(), path).exists();
    }

    private static List<String> paths(NodeState root) {
        Set<String> paths = new TreeSet<>();
        collect(root.getChildNode("content"), "/content", paths);
        return new ArrayList<>(paths);
    }

    private static void collect(NodeState node, String path, Set<String> paths) {
        paths.add(path);
        node.getChildNodeEntries().forEach(entry -> collect(entry.getNodeState(), path + "/" + entry.getName(), paths));
    }

    private static String type(NodeState node) {
        return String.valueOf(node.getName("jcr:primaryType"));
    }

    private static String binding(String path) {
        return GUARDED.stream()
                .filter(site -> path.equals(site) || path.startsWith(site + "/"))
                .findFirst()
                .orElse("");
    }

    /** All that anonymous sees of guarded sites: by page, file or folder, and by policy. */
    private static Map<String, Set<String>> seen(NodeState root) {
        Seen one = new Seen(root);
        Map<String, Set<String>> seen = new TreeMap<>();
        for (String path : paths(root)) {
            NodeState node = Policies.at(root, path);
            if (!SHOWN_BY_THEMSELVES.contains(type(node)) || !one.isPublished(node)) {
                continue;
            }
            Set<String> facts = one.facts(path);
            if (!binding(path).isEmpty()) {
                seen.put(one.key(path), facts);
            } else {
                one.guarded(path, facts).forEach(fact -> seen.put("through " + path + ": " + fact, Set.of(fact)));
            }
        }
        return seen;
    }

    /** The CMS's eyes. */
    private record Seen(NodeState root) {
        /** PublishableResourceImpl.isPublished(). */
        boolean isPublished(NodeState node) {
            NodeState content = node.getChildNode("jcr:content");
            PropertyState own = content.getProperty("sling:published");
            PropertyState said = own == null ? content.getProperty("published") : own;
            return said != null && said.count() > 0 && Boolean.parseBoolean(said.getValue(Type.STRING, 0));
        }

        String key(String path) {
            NodeState node = Policies.at(root, path);
            String id = type(node).equals("sling:Page") ? node.getString("jcr:uuid") : null;
            return binding(path) + " " + (id == null ? path : id);
        }

        /** What is read with a page: its content and components with whatever is in them, and what is nearer to no other. */
        Set<String> facts(String path) {
            Set<String> facts = new TreeSet<>();
            walk(path, "", false, facts);
            return facts;
        }

        private void walk(String at, String below, boolean content, Set<String> facts) {
            NodeState node = Policies.at(root, at);
            facts.add(below + " is " + type(node));
            node.getProperties().forEach(property -> {
                if (!Set.of("jcr:primaryType", "jcr:uuid", "sling:published").contains(property.getName())) {
                    facts.add(below + "@" + property);
                }
            });
            node.getChildNodeEntries().forEach(entry -> {
                String type = type(entry.getNodeState());
                boolean shows = !SHOWN_BY_THEMSELVES.contains(type);
                boolean own =
                        entry.getName().equals("jcr:content") && !type(node).equals("sling:Site");
                boolean inside = content
                        || own // a site is published by nothing, so nothing is read with it
                        || shows && !type.equals("sling:Site") && !type.equals("nt:folder");
                if (inside || shows) {
                    walk(at + "/" + entry.getName(), below + "/" + entry.getName(), inside, facts);
                }
            });
        }

        /** Of what is read with an open folder, what lies in a guarded site; sites by themselves show nothing. */
        List<String> guarded(String path, Set<String> facts) {
            return facts.stream()
                    .filter(fact -> {
                        String place = path + fact.substring(0, end(fact));
                        return !binding(place).isEmpty()
                                && !type(Policies.at(root, place)).equals("sling:Site");
                    })
                    .toList();
        }

        private static int end(String fact) {
            int property = fact.indexOf('@');
            return property < 0 ? fact.indexOf(" is ") : property;
        }
    }
}
