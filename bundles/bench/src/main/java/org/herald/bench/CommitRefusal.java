package org.herald.bench;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.osgi.service.component.annotations.Component;

/** Refuses a part of what Herald's own user commits, as a repository does whose store fails. */
@Component(service = {EditorProvider.class, CommitRefusal.class})
public final class CommitRefusal implements EditorProvider {
    private static final int CODE = 9999;
    private volatile double rate;

    /** From now on this part of the commits, 0 to 1, fails. */
    void set(double part) {
        rate = part;
    }

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info)
            throws CommitFailedException {
        if ("herald-service".equals(info.getUserId())
                && ThreadLocalRandom.current().nextDouble() < rate) {
            throw new CommitFailedException(CommitFailedException.OAK, CODE, "the store fails, as it was told");
        }
        return null;
    }
}
