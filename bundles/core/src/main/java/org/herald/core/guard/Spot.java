package org.herald.core.guard;

import org.apache.jackrabbit.oak.spi.state.NodeState;

/**
 * A node of the content in a commit.
 *
 * @param before its state before; missing where it is new
 * @param after its state after; missing where it is gone
 * @param policies the settings at its path
 * @param included what articles show of it by reference
 * @param binding the path of the site whose policy binds it; empty for none
 */
record Spot(String path, NodeState before, NodeState after, Policies policies, NodeState included, String binding) {
    Spot child(String name, NodeState childBefore, NodeState childAfter) {
        String childPath = path + "/" + name;
        Policies own = policies.child(name);
        return new Spot(
                childPath, childBefore, childAfter, own, included.getChildNode(name), own.ask() ? childPath : binding);
    }

    boolean isGuarded() {
        return !binding.isEmpty();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isPublishable() {
        return Published.isPublishable(after);
    }

    boolean wasPublishable() {
        return Published.isPublishable(before);
    }
}
