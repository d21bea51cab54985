package org.herald.core.workflow;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.plugins.memory.EmptyNodeState;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.DefaultValidator;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.commit.Validator;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The last door, in the repository itself: on a site that asks for approvals, only Herald's own user makes a page public,
 * and where readers see the page that is edited, nobody changes what was approved. Whoever comes another way (a plain
 * POST, a script, WebDAV) is refused with the reason.
 */
@Component(service = EditorProvider.class)
public final class PublicationGuard implements EditorProvider {
    private static final String USER = "herald-service";
    private static final int REFUSED = 1;

    private final Publication publication;

    @Activate
    public PublicationGuard(@Reference Publication publication) {
        this.publication = publication;
    }

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info) {
        return USER.equals(info.getUserId())
                ? null
                : new Guard(new Place(after, "", "", publication.isLive()), Zone.OUTSIDE, false);
    }

    /** What part of the tree a node is in. */
    private enum Zone {
        OUTSIDE,
        CONTENT_ROOT,
        SITE,
        PAGE,
        CONTENT
    }

    /**
     * Where a change is.
     *
     * @param site the site around it; empty outside
     */
    private record Place(NodeState root, String path, String site, boolean live) {
        Place child(String name, NodeState state) {
            String path = this.path + "/" + name;
            boolean isSite = "sling:Site".equals(state.getName(Names.PN_PRIMARY_TYPE));
            return new Place(root, path, isSite ? path : site, live);
        }

        boolean asks() {
            if (site.isEmpty()) {
                return false;
            }
            NodeState settings = root;
            for (String name : (Names.SETTINGS + site).substring(1).split("/")) {
                settings = settings.getChildNode(name);
            }
            return settings.getBoolean(Names.PN_APPROVAL);
        }
    }

    private static final class Guard extends DefaultValidator {
        private final Place place;
        private final Zone zone;
        private final boolean approved;

        /**
         * Guards a node.
         *
         * @param approved whether it is part of what readers see as it was approved
         */
        Guard(Place place, Zone zone, boolean approved) {
            this.place = place;
            this.zone = zone;
            this.approved = approved;
        }

        private Validator child(String name, NodeState before, NodeState after) {
            NodeState state = after.exists() ? after : before;
            Place there = place.child(name, state);
            if (zone == Zone.OUTSIDE) {
                return there.path().equals("/content") ? new Guard(there, Zone.CONTENT_ROOT, false) : null;
            }
            if (zone == Zone.CONTENT) {
                return approved && !name.equals(Names.NN_COMMENTS) ? new Guard(there, zone, true) : null;
            }
            if (zone == Zone.PAGE && name.equals(Names.NN_CONTENT)) {
                boolean seen = before.getBoolean(Names.PN_PUBLISHED) && after.getBoolean(Names.PN_PUBLISHED);
                return new Guard(there, Zone.CONTENT, seen && place.live() && place.asks());
            }
            boolean page = Names.NT_PAGE.equals(state.getName(Names.PN_PRIMARY_TYPE));
            return new Guard(there, page ? Zone.PAGE : Zone.SITE, false);
        }

        @Override
        public Validator childNodeAdded(String name, NodeState after) throws CommitFailedException {
            mayChange(name);
            return child(name, EmptyNodeState.MISSING_NODE, after);
        }

        @Override
        public Validator childNodeChanged(String name, NodeState before, NodeState after) {
            return child(name, before, after);
        }

        @Override
        public Validator childNodeDeleted(String name, NodeState before) throws CommitFailedException {
            mayChange(name);
            return null;
        }

        @Override
        public void propertyAdded(PropertyState after) throws CommitFailedException {
            changed(after);
        }

        @Override
        public void propertyChanged(PropertyState before, PropertyState after) throws CommitFailedException {
            changed(after);
        }

        @Override
        public void propertyDeleted(PropertyState before) throws CommitFailedException {
            mayChange(before.getName());
        }

        private void changed(PropertyState property) throws CommitFailedException {
            boolean publishes = zone == Zone.CONTENT
                    && property.getName().equals(Names.PN_PUBLISHED)
                    && "true".equals(property.getValue(Type.STRING));
            if (publishes && place.path().endsWith("/" + Names.NN_CONTENT) && place.asks()) {
                throw refusal("Herald: this site publishes only what was approved. Submit the page for review (Share,"
                        + " Review).");
            }
            mayChange(property.getName());
        }

        private void mayChange(String name) throws CommitFailedException {
            boolean unseen =
                    Revision.VOLATILE.contains(name) || name.equals(Names.NN_COMMENTS) || name.startsWith("rep:");
            if (approved && !unseen) {
                throw refusal("Herald: readers see this page as it was approved. Begin a new revision first (Share,"
                        + " Review, Revise).");
            }
        }

        private static CommitFailedException refusal(String why) {
            return new CommitFailedException(CommitFailedException.CONSTRAINT, REFUSED, why);
        }
    }
}
