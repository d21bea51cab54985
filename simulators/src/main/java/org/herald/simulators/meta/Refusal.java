package org.herald.simulators.meta;

import org.herald.simulators.Reply;

/** The network says no to a request that keeps its contract: too soon, too often, a token that ended. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    Refusal(GraphError error) {
        super(error.message(), null, false, false);
        this.reply = error.reply();
    }

    Reply reply() {
        return reply;
    }
}
