package org.herald.simulators.threads;

import org.herald.simulators.Reply;

/** The network says no to a request that keeps the contract: to a token that ended, say. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    Refused(Reply reply) {
        super("refused", null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
