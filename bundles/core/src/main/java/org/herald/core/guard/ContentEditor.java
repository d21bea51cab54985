package org.herald.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.plugins.memory.EmptyNodeState;
import org.apache.jackrabbit.oak.spi.commit.DefaultEditor;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/**
 * Follows the changes of a commit through the content, and tells each publishable node what of it is another one. It
 * decides when it leaves that node, so that the order of changes in a commit makes no difference.
 */
final class ContentEditor extends DefaultEditor {
    /** Who writes what the CMS itself makes of files: thumbnails, and what cameras say. */
    private static final Set<String> MAKERS = Set.of("sling-cms-metadata", "sling-cms-transformer", "sling-thumbnails");

    private static final Set<String> MADE = Set.of("renditions", "metadata");

    private final Commit commit;
    private final Spot spot;
    /** Whether it is read with what is above it, where types make no difference to readers. */
    private final boolean content;
    /** Whose readers see this node. */
    private final List<Reader> readers;
    /** Those that this node is the first of. */
    private final List<Reader> own;

    private ContentEditor(Commit commit, Spot spot, boolean content, List<Reader> above) {
        this.commit = commit;
        this.spot = spot;
        this.content = content;
        this.own = new ArrayList<>();
        if (spot.isPublishable()) {
            own.add(new Audience(commit, spot));
        }
        if (Inclusion.isAt(spot)) {
            own.add(new Inclusion(commit, spot));
        }
        this.readers = new ArrayList<>(above);
        readers.addAll(own);
    }

    /** The editor of all content; or of the static files, of which articles show some. */
    static ContentEditor of(Commit commit, String name, NodeState before, NodeState after) {
        Policies policies = Policies.root(commit.before(), commit.after()).child(name);
        NodeState included = Policies.at(commit.before(), Names.INCLUDED).getChildNode(name);
        String path = "/" + name;
        Spot spot = new Spot(path, before, after, policies, included, policies.ask() ? path : "");
        return new ContentEditor(commit, spot, false, List.of());
    }

    private Editor child(Spot child) throws CommitFailedException {
        boolean inContent = isInContent(child);
        boolean shown = child.included().exists() || readers.stream().anyMatch(Inclusion.class::isInstance);
        boolean pruned = !shown
                && child.name().equals(Names.NN_CONTENT)
                && !child.isGuarded()
                && !child.policies().askAtOrBelow();
        if (pruned) {
            return new CommentsEditor(commit, child);
        }
        return new ContentEditor(commit, child, inContent, inContent || !child.isPublishable() ? readers : List.of());
    }

    private boolean isNew() {
        return !spot.before().exists();
    }

    @Override
    public Editor childNodeAdded(String name, NodeState after) throws CommitFailedException {
        Spot child = spot.child(name, EmptyNodeState.MISSING_NODE, after);
        if (!isNew() && !child.isGuarded()) {
            commit.findings().open = true;
        }
        if (!isPartOfIt(child)) {
            return child(child);
        }
        if (comments(child) || isOfFile(child)) {
            return null;
        }
        touch(child);
        return child(child);
    }

    @Override
    public Editor childNodeChanged(String name, NodeState before, NodeState after) throws CommitFailedException {
        Spot child = spot.child(name, before, after);
        if (comments(child) || isOfFile(child)) {
            return null;
        }
        boolean joinsOrLeaves = child.isPublishable() != child.wasPublishable();
        if (joinsOrLeaves) {
            touch(child);
        }
        return child(child);
    }

    @Override
    public Editor childNodeDeleted(String name, NodeState before) throws CommitFailedException {
        Spot child = spot.child(name, before, EmptyNodeState.MISSING_NODE);
        if (Policies.asksAtOrBelow(child.policies().before())) {
            commit.findings().gone = child.path();
        }
        if (!comments(child) && (isInContent(child) || !child.wasPublishable())) {
            touch(child);
        }
        return null;
    }

    /** Tells whether a new child is read with this node, and not by itself. */
    private boolean isPartOfIt(Spot child) {
        return isInContent(child) || !child.isPublishable();
    }

    private boolean isInContent(Spot child) {
        NodeState state = child.after().exists() ? child.after() : child.before();
        return content
                || child.name().equals(Names.NN_CONTENT)
                || !Published.isReadApart(state.getName(Names.PN_PRIMARY_TYPE));
    }

    private void touch(Spot child) {
        NodeState state = child.after().exists() ? child.after() : child.before();
        String type = state.getName(Names.PN_PRIMARY_TYPE);
        if (!Unseen.isRights(child.name(), type) && !isOfFile(child)) {
            boolean shows = child.isGuarded() && !isSite(child.after());
            readers.forEach(reader -> reader.touch(shows));
        }
    }

    /** Tells whether it is something that the CMS makes of a file. */
    private boolean isOfFile(Spot child) {
        return MAKERS.contains(commit.user()) && spot.name().equals(Names.NN_CONTENT) && MADE.contains(child.name());
    }

    /** A site by itself shows nothing to who reads a folder above it. */
    private static boolean isSite(NodeState node) {
        return "sling:Site".equals(node.getName(Names.PN_PRIMARY_TYPE));
    }

    private boolean comments(Spot child) throws CommitFailedException {
        return CommentsEditor.isKept(commit, spot, child);
    }

    @Override
    public void enter(NodeState before, NodeState after) {
        boolean moved = content && before.exists() && !order(before).equals(order(after));
        if (moved) {
            readers.forEach(reader -> reader.touch(spot.isGuarded()));
        }
    }

    private List<String> order(NodeState node) {
        List<String> names = new ArrayList<>();
        for (String name : node.getNames(StateContent.ORDER)) {
            NodeState child = node.getChildNode(name);
            String type = child.getName(Names.PN_PRIMARY_TYPE);
            boolean seen = child.exists()
                    && !Unseen.isRights(name, type)
                    && !Unseen.isComments(spot.name(), name, type)
                    && !(MAKERS.contains(commit.user()) && MADE.contains(name));
            if (seen) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public void leave(NodeState before, NodeState after) throws CommitFailedException {
        for (Reader reader : own) {
            reader.decide();
        }
        boolean siteMoved = spot.path().equals("/content")
                && !commit.findings().gone.isEmpty()
                && commit.findings().open
                && !commit.isHerald();
        if (siteMoved) {
            throw commit.refuse(Refusal.SITE_STAYS);
        }
    }

    @Override
    public void propertyAdded(PropertyState after) {
        property(after);
    }

    @Override
    public void propertyChanged(PropertyState before, PropertyState after) {
        property(after);
    }

    @Override
    public void propertyDeleted(PropertyState before) {
        property(before);
    }

    private void property(PropertyState property) {
        boolean ofSite = isSite(spot.before()) && isSite(spot.after());
        if (!Unseen.VOLATILE.contains(property.getName())) {
            readers.forEach(reader -> reader.touch(spot.isGuarded() && !ofSite));
        }
    }
}
