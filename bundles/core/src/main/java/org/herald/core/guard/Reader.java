package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;

/** Whoever sees a node and what is read with it. */
interface Reader {
    /**
     * Notes that something of what is read here is another one.
     *
     * @param guarded whether it lies in a site that asks for approvals
     */
    void touch(boolean guarded);

    /** Decides when all of it was seen. */
    void decide() throws CommitFailedException;
}
