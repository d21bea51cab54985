package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.plugins.memory.EmptyNodeState;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.DefaultEditor;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The last door, in the repository itself: on a site that asks for approvals, only what was approved is public. It judges
 * as the CMS does what is public, whoever commits, by whatever way (a plain POST, a script, WebDAV), and in whatever
 * order: what counts is the state that a commit would leave. Who is refused is told the reason.
 *
 * <p>On a renderer it keeps out: what arrives there was published by an author.
 */
@Component(service = EditorProvider.class)
public final class PublicationGuard implements EditorProvider {
    private final PublicationManagerFactory cms;
    private final GuardRefusals refusals;

    @Activate
    public PublicationGuard(
            @Reference(target = "(!(herald.gate=true))") PublicationManagerFactory cms,
            @Reference GuardRefusals refusals) {
        this.cms = cms;
        this.refusals = refusals;
    }

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info) {
        if (cms.getInstanceType() == INSTANCE_TYPE.RENDERER) {
            return null;
        }
        boolean live = cms.getPublicationMode() == PUBLICATION_MODE.STANDALONE;
        return new Root(new Commit(before, after, builder, info.getUserId(), live, refusals, new Commit.Findings()));
    }

    /** Leads to the content and to the settings; nothing else is guarded. */
    private static final class Root extends DefaultEditor {
        private final Commit commit;

        Root(Commit commit) {
            this.commit = commit;
        }

        @Override
        public Editor childNodeAdded(String name, NodeState after) {
            return childNodeChanged(name, EmptyNodeState.MISSING_NODE, after);
        }

        @Override
        public Editor childNodeChanged(String name, NodeState before, NodeState after) {
            if (name.equals("content")) {
                return ContentEditor.of(commit, name, before, after);
            }
            if (name.equals("static")
                    && Policies.at(commit.before(), Names.INCLUDED + "/static").exists()) {
                return ContentEditor.of(commit, name, before, after);
            }
            return name.equals("conf") && !commit.isHerald() ? new Conf(commit) : null;
        }

        @Override
        public Editor childNodeDeleted(String name, NodeState before) throws CommitFailedException {
            return name.equals("conf")
                    ? new Conf(commit).childNodeDeleted("herald", before.getChildNode("herald"))
                    : null;
        }
    }

    private static final class Conf extends DefaultEditor {
        private final Commit commit;

        Conf(Commit commit) {
            this.commit = commit;
        }

        @Override
        public Editor childNodeChanged(String name, NodeState before, NodeState after) {
            return name.equals("herald") ? new SettingsEditor(commit) : null;
        }

        @Override
        public Editor childNodeDeleted(String name, NodeState before) throws CommitFailedException {
            return name.equals("herald") ? new SettingsEditor(commit).childNodeDeleted(name, before) : null;
        }
    }
}
