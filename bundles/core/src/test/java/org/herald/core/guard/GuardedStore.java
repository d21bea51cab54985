package org.herald.core.guard;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.plugins.memory.MemoryNodeStore;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.EditorHook;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;

/** A store of nodes alone, with the guard at its door. */
final class GuardedStore {
    static final String HERALD = "herald-service";
    final MemoryNodeStore store = new MemoryNodeStore();
    final GuardRefusals refusals = new GuardRefusals();

    /** How the CMS publishes. */
    record Cms(INSTANCE_TYPE type, PUBLICATION_MODE mode) implements PublicationManagerFactory {
        static final Cms LIVE = new Cms(INSTANCE_TYPE.STANDALONE, PUBLICATION_MODE.STANDALONE);
        static final Cms AUTHOR = new Cms(INSTANCE_TYPE.AUTHOR, PUBLICATION_MODE.CONTENT_DISTRIBUTION);
        static final Cms RENDERER = new Cms(INSTANCE_TYPE.RENDERER, PUBLICATION_MODE.CONTENT_DISTRIBUTION);

        @Override
        public INSTANCE_TYPE getInstanceType() {
            return type;
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return mode;
        }

        @Override
        public PublicationManager getPublicationManager() {
            throw new UnsupportedOperationException("nothing is published here");
        }
    }

    void commit(String user, Cms cms, Consumer<NodeBuilder> change) throws CommitFailedException {
        NodeBuilder root = store.getRoot().builder();
        change.accept(root);
        store.merge(
                root, new EditorHook(new PublicationGuard(cms, refusals)), new CommitInfo("session", user, Map.of()));
    }

    void commit(String user, Consumer<NodeBuilder> change) throws CommitFailedException {
        commit(user, Cms.LIVE, change);
    }

    NodeState root() {
        return store.getRoot();
    }

    NodeState node(String path) {
        return Policies.at(root(), path);
    }

    static NodeBuilder at(NodeBuilder root, String path) {
        NodeBuilder node = root;
        for (String name : path.substring(1).split("/")) {
            node = node.child(name);
        }
        return node;
    }

    static NodeBuilder typed(NodeBuilder node, String type) {
        return node.setProperty("jcr:primaryType", type, Type.NAME);
    }

    /** A draft with a text. */
    static NodeBuilder page(NodeBuilder root, String path) {
        NodeBuilder content = typed(at(root, path), "sling:Page").child("jcr:content");
        typed(content, "nt:unstructured");
        content.setProperty("jcr:title", path.substring(path.lastIndexOf('/') + 1));
        typed(content.child("container").child("text"), "nt:unstructured").setProperty("text", "Hello");
        return content;
    }

    /** Approves a page as it is, has it public, and gives it an identity; returns that. */
    static String publish(NodeBuilder root, String path) {
        NodeBuilder page = at(root, path);
        String id = page.hasProperty("jcr:uuid")
                ? page.getString("jcr:uuid")
                : UUID.nameUUIDFromBytes(path.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
        page.setProperty("jcr:uuid", id);
        identified(root, path);
        NodeBuilder record = at(root, "/var/herald/workflow/" + id.substring(0, 2) + "/" + id);
        record.setProperty("herald:stage", "PUBLISHED");
        record.setProperty(
                "herald:approvedRevision", ContentHash.ofPage(new StateContent("", page.getNodeState())) + ".files");
        page.child("jcr:content").setProperty("sling:published", true);
        return id;
    }

    /** What Oak's index of identities does at each commit. */
    static void identified(NodeBuilder root, String path) {
        at(root, "/oak:index/uuid/:index/" + at(root, path).getString("jcr:uuid"))
                .setProperty("entry", List.of(path), Type.STRINGS);
    }

    /** Moves a node as a session does: gone there, here as it was. */
    static NodeBuilder move(NodeBuilder root, String from, String to) {
        NodeState moved = at(root, from).getNodeState();
        at(root, from).remove();
        return copy(root, moved, to);
    }

    static NodeBuilder copy(NodeBuilder root, NodeState what, String to) {
        int slash = to.lastIndexOf('/');
        return at(root, to.substring(0, slash)).setChildNode(to.substring(slash + 1), what);
    }
}
