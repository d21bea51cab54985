package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.plugins.memory.EmptyNodeState;
import org.apache.jackrabbit.oak.spi.commit.DefaultEditor;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/** Looks in a page's content for readers' comments alone, where nothing else is guarded. */
final class CommentsEditor extends DefaultEditor {
    private final Commit commit;
    private final Spot content;

    CommentsEditor(Commit commit, Spot content) {
        this.commit = commit;
        this.content = content;
    }

    @Override
    public Editor childNodeAdded(String name, NodeState after) throws CommitFailedException {
        return look(content.child(name, EmptyNodeState.MISSING_NODE, after));
    }

    @Override
    public Editor childNodeChanged(String name, NodeState before, NodeState after) throws CommitFailedException {
        return look(content.child(name, before, after));
    }

    @Override
    public Editor childNodeDeleted(String name, NodeState before) throws CommitFailedException {
        return look(content.child(name, before, EmptyNodeState.MISSING_NODE));
    }

    private Editor look(Spot child) throws CommitFailedException {
        isKept(commit, content, child);
        return null;
    }

    /**
     * Sees to it that nobody but Herald writes readers' comments. What comes with a page that moves is kept; a copy
     * takes none along; and where a version is restored they stay as they are.
     *
     * @return whether the child holds readers' comments, so that nothing more is to be looked for in it
     */
    static boolean isKept(Commit commit, Spot content, Spot child) throws CommitFailedException {
        boolean comments = isComments(content, child, child.before()) || isComments(content, child, child.after());
        if (!comments) {
            return false;
        }
        if (commit.isHerald()) {
            return true;
        }
        if (child.before().exists() || content.before().exists()) {
            if (!RestoredContent.isIt(commit, content, child)) {
                throw commit.refuse(Refusal.READERS_WORDS);
            }
            RestoredContent.keep(commit, content, child);
            return true;
        }
        String page = content.path().substring(0, content.path().lastIndexOf('/'));
        NodeState now = Policies.at(commit.after(), page);
        String place = ApprovalRecords.place(commit.before(), now);
        boolean moved = !place.isEmpty()
                && Policies.at(commit.before(), place)
                        .getChildNode(Names.NN_CONTENT)
                        .getChildNode(Names.NN_COMMENTS)
                        .equals(child.after());
        if (!moved) {
            commit.at(child.path()).remove();
        }
        return true;
    }

    private static boolean isComments(Spot content, Spot child, NodeState state) {
        return Unseen.isComments(content.name(), child.name(), state.getName(Names.PN_PRIMARY_TYPE));
    }
}
