package org.herald.core.guard;

import java.util.stream.StreamSupport;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/**
 * The settings at a path, before and after a commit. A policy binds by its path: whatever type the node there has, and
 * whatever sites lie below it.
 */
record Policies(NodeState before, NodeState after) {
    /** Those of the whole repository. */
    static Policies root(NodeState before, NodeState after) {
        return new Policies(at(before, Names.SETTINGS), at(after, Names.SETTINGS));
    }

    static NodeState at(NodeState root, String path) {
        NodeState state = root;
        for (String name : path.substring(1).split("/")) {
            state = state.getChildNode(name);
        }
        return state;
    }

    Policies child(String name) {
        return new Policies(before.getChildNode(name), after.getChildNode(name));
    }

    boolean ask() {
        return asks(before) || asks(after);
    }

    /** Tells whether a site at or below this path asks for approvals. */
    boolean askAtOrBelow() {
        return asksAtOrBelow(before) || asksAtOrBelow(after);
    }

    static boolean asks(NodeState settings) {
        PropertyState approval = settings.getProperty(Names.PN_APPROVAL);
        return approval != null && !approval.isArray() && "true".equalsIgnoreCase(approval.getValue(Type.STRING));
    }

    static boolean asksAtOrBelow(NodeState settings) {
        return asks(settings)
                || StreamSupport.stream(settings.getChildNodeEntries().spliterator(), false)
                        .anyMatch(entry -> asksAtOrBelow(entry.getNodeState()));
    }

    /** The path of the site whose policy binds a path: the innermost that asks for approvals; empty for none. */
    static String binding(NodeState root, String path) {
        NodeState settings = at(root, Names.SETTINGS);
        String found = "";
        int end = 0;
        for (String name : path.substring(1).split("/")) {
            settings = settings.getChildNode(name);
            end += 1 + name.length();
            if (asks(settings)) {
                found = path.substring(0, end);
            }
        }
        return found;
    }
}
