package org.herald.simulators;

/**
 * A request breaks the vendor's contract. It is answered as the vendor answers it, and remembered: a connector that
 * keeps the contract leaves none behind.
 */
public final class Violation extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    /**
     * @param what what is wrong, for whoever wrote the request
     * @param reply what the vendor answers
     */
    public Violation(String what, Reply reply) {
        super(what, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
