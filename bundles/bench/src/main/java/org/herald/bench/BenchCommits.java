package org.herald.bench;

import java.util.concurrent.atomic.LongAdder;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.osgi.service.component.annotations.Component;

/** Counts what Herald's own user writes into the repository. */
@Component(service = {EditorProvider.class, BenchCommits.class})
public final class BenchCommits implements EditorProvider {
    private final LongAdder commits = new LongAdder();

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info) {
        if ("herald-service".equals(info.getUserId())) {
            commits.increment();
        }
        return null;
    }

    long count() {
        return commits.sum();
    }
}
