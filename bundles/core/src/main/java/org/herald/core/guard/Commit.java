package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;

/**
 * One commit.
 *
 * @param before the repository before it
 * @param after the repository after it
 * @param builder what is written in the end
 * @param user who makes it
 * @param live whether readers see the very pages that are edited
 * @param refusals where it is noted why it is refused
 * @param findings what is known only when all of it was seen
 */
record Commit(
        NodeState before,
        NodeState after,
        NodeBuilder builder,
        String user,
        boolean live,
        GuardRefusals refusals,
        Commit.Findings findings) {
    private static final String HERALD = "herald-service";

    /** What is known only when all of a commit was seen. */
    static final class Findings {
        /** A place at or above a guarded site that is gone; empty for none. */
        String gone = "";
        /** Whether something new is outside of all guarded sites. */
        boolean open;
    }

    boolean isHerald() {
        return HERALD.equals(user);
    }

    /** A node of what is written in the end. */
    NodeBuilder at(String path) {
        NodeBuilder node = builder;
        for (String name : path.substring(1).split("/")) {
            node = node.getChildNode(name);
        }
        return node;
    }

    /** Notes why it is refused, for who made it. */
    CommitFailedException refuse(Refusal why) {
        refusals.note(why.rejection());
        return why.exception();
    }
}
