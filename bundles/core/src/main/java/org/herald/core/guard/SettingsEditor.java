package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.spi.commit.DefaultEditor;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.state.NodeState;

/** Sees to it that approvals are switched off in Herald's settings alone, where it is known who did. */
final class SettingsEditor extends DefaultEditor {
    private final Commit commit;

    SettingsEditor(Commit commit) {
        this.commit = commit;
    }

    @Override
    public Editor childNodeAdded(String name, NodeState after) {
        return null;
    }

    @Override
    public Editor childNodeChanged(String name, NodeState before, NodeState after) throws CommitFailedException {
        if (Policies.asks(before) && !Policies.asks(after)) {
            throw commit.refuse(Refusal.SETTINGS);
        }
        return this;
    }

    @Override
    public Editor childNodeDeleted(String name, NodeState before) throws CommitFailedException {
        if (Policies.asksAtOrBelow(before)) {
            throw commit.refuse(Refusal.SETTINGS);
        }
        return null;
    }
}
