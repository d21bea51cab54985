package org.herald.core.workflow;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.plugins.memory.EmptyNodeState;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.DefaultValidator;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.commit.Validator;
import org.apache.jackrabbit.oak.spi.state.ChildNodeEntry;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.Stage;
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
    /** Where Oak's unique index tells the path of an identity. */
    private static final String UUIDS = "/oak:index/uuid/:index/";

    private final Publication publication;

    @Activate
    public PublicationGuard(@Reference Publication publication) {
        this.publication = publication;
    }

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info) {
        return USER.equals(info.getUserId())
                ? null
                : new Guard(new Place(before, after, "", "", publication.isLive()), Zone.OUTSIDE, false, false);
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
    private record Place(NodeState before, NodeState root, String path, String site, boolean live) {
        Place child(String name, NodeState state) {
            String path = this.path + "/" + name;
            boolean isSite = "sling:Site".equals(state.getName(Names.PN_PRIMARY_TYPE));
            return new Place(before, root, path, isSite ? path : site, live);
        }

        /** Tells whether two nodes say the same to a reader, whatever the CMS notes beside. */
        private static boolean isSame(NodeState one, NodeState other) {
            return properties(one).equals(properties(other))
                    && children(one).equals(children(other))
                    && children(one).stream()
                            .allMatch(name -> isSame(one.getChildNode(name), other.getChildNode(name)));
        }

        private static Set<PropertyState> properties(NodeState node) {
            return StreamSupport.stream(node.getProperties().spliterator(), false)
                    .filter(property -> !Revision.VOLATILE.contains(property.getName()))
                    .collect(Collectors.toSet());
        }

        private static Set<String> children(NodeState node) {
            return StreamSupport.stream(node.getChildNodeEntries().spliterator(), false)
                    .map(ChildNodeEntry::getName)
                    .filter(name -> !name.equals(Names.NN_COMMENTS) && !name.startsWith("rep:"))
                    .collect(Collectors.toSet());
        }

        boolean asks() {
            if (site.isEmpty()) {
                return false;
            }
            return at(root, Names.SETTINGS + site).getBoolean(Names.PN_APPROVAL);
        }

        private static NodeState at(NodeState root, String path) {
            NodeState state = root;
            for (String name : path.substring(1).split("/")) {
                state = state.getChildNode(name);
            }
            return state;
        }

        /** Tells whether a page that appears here was public by an approval elsewhere, and says the same. */
        boolean isMoved(NodeState page) {
            String identity = page.getString("jcr:uuid");
            if (identity == null || identity.length() < 2) {
                return false;
            }
            String workflow = Names.WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity;
            PropertyState there = at(before, UUIDS + identity).getProperty("entry");
            return Stage.PUBLISHED.name().equals(at(before, workflow).getString("herald:stage"))
                    && there != null
                    && there.count() == 1
                    && isSame(
                            at(before, there.getValue(Type.STRING, 0) + "/" + Names.NN_CONTENT),
                            page.getChildNode(Names.NN_CONTENT));
        }
    }

    private static final class Guard extends DefaultValidator {
        private final Place place;
        private final Zone zone;
        private final boolean approved;
        private final boolean moved;

        /**
         * Guards a node.
         *
         * @param approved whether it is part of what readers see as it was approved
         * @param moved whether it is a page that was only moved
         */
        Guard(Place place, Zone zone, boolean approved, boolean moved) {
            this.place = place;
            this.zone = zone;
            this.approved = approved;
            this.moved = moved;
        }

        private Validator child(String name, NodeState before, NodeState after) {
            NodeState state = after.exists() ? after : before;
            Place there = place.child(name, state);
            if (zone == Zone.OUTSIDE) {
                return there.path().equals("/content") ? new Guard(there, Zone.CONTENT_ROOT, false, false) : null;
            }
            if (zone == Zone.CONTENT) {
                return approved && !name.equals(Names.NN_COMMENTS) ? new Guard(there, zone, true, false) : null;
            }
            if (zone == Zone.PAGE && name.equals(Names.NN_CONTENT)) {
                if (moved) {
                    return null; // it says what was approved
                }
                boolean seen = before.getBoolean(Names.PN_PUBLISHED) && after.getBoolean(Names.PN_PUBLISHED);
                return new Guard(there, Zone.CONTENT, seen && place.live() && place.asks(), false);
            }
            boolean page = Names.NT_PAGE.equals(state.getName(Names.PN_PRIMARY_TYPE));
            boolean only = page && !before.exists() && there.isMoved(after);
            return new Guard(there, page ? Zone.PAGE : Zone.SITE, false, only);
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
