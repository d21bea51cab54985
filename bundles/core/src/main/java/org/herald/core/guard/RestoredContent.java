package org.herald.core.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/**
 * The content of a page of which a version was restored, by itself or with what it lies in. The repository puts the
 * content of then in the place of this one, without what readers said since, or with what was deleted since: nobody who
 * restores a version means that.
 */
final class RestoredContent {
    /** Of which versions hold no comments. */
    private static final String COMMENTED = "herald:Commented";

    private static final String MIXINS = "jcr:mixinTypes";
    private static final String CHECKED_OUT = "jcr:isCheckedOut";
    /** What the repository alone writes, and at each restoring one of them at least. */
    private static final List<String> WRITTEN = List.of(CHECKED_OUT, "jcr:baseVersion", "jcr:predecessors");

    private RestoredContent() {}

    /** Tells whether readers' comments, and no component of their name, are others because a version was restored. */
    static boolean isIt(Commit commit, Spot content, Spot child) {
        return isNoComponent(child.before()) && isNoComponent(child.after()) && isRestored(commit, content.path());
    }

    private static boolean isNoComponent(NodeState child) {
        return !child.exists() || Names.NT_COMMENTS.equals(child.getName(Names.PN_PRIMARY_TYPE));
    }

    private static boolean isRestored(Commit commit, String path) {
        NodeState before = commit.before();
        NodeState after = commit.after();
        for (String name : path.substring(1).split("/")) {
            before = before.getChildNode(name);
            after = after.getChildNode(name);
            if (isRestored(before, after)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRestored(NodeState before, NodeState after) {
        return before.exists()
                && after.hasProperty(CHECKED_OUT)
                && !after.getBoolean(CHECKED_OUT)
                && WRITTEN.stream()
                        .anyMatch(name -> !Objects.equals(before.getProperty(name), after.getProperty(name)));
    }

    /** Has the comments be as they were before, and be left out of versions as they were. */
    static void keep(Commit commit, Spot content, Spot child) {
        NodeBuilder written = commit.at(content.path());
        if (!child.before().exists()) {
            written.getChildNode(child.name()).remove();
            return;
        }
        written.setChildNode(child.name(), child.before());
        if (written.hasProperty(StateContent.ORDER)) {
            written.setProperty(
                    StateContent.ORDER, with(written.getNames(StateContent.ORDER), child.name()), Type.NAMES);
        }
        if (names(content.before().getNames(MIXINS)).contains(COMMENTED)) {
            written.setProperty(MIXINS, with(written.getNames(MIXINS), COMMENTED), Type.NAMES);
        }
    }

    private static Set<String> with(Iterable<String> names, String one) {
        Set<String> all = names(names);
        all.add(one);
        return all;
    }

    private static Set<String> names(Iterable<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(all::add);
        return all;
    }
}
