package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Profile;
import org.herald.ReviewState;
import org.herald.core.repo.Nodes;

/** How the inbox stands in the repository: below its article's identity, by a hash of server and remote id. */
final class InboxNodes {
    static final String PN_LISTED = "herald:listed";
    private static final String ID = "[0-9a-f-]{36}\\.[0-9a-f]{32}";

    private InboxNodes() {}

    /** The folder of an article's items. */
    static String folder(String article) {
        return INBOX + "/" + article.substring(0, 2) + "/" + article;
    }

    /** The name of an item: collected twice, even at the same moment, it finds the node that is there. */
    static String name(Profile profile, String remoteId) {
        return Nodes.nameOf(profile.network(), profile.server().getAuthority(), remoteId);
    }

    /** The id of an item, as people and programs give it. */
    static String id(Resource node) {
        return node.getParent().getName() + "." + node.getName();
    }

    /** The node of an item; empty when there is none. */
    static Optional<Resource> find(ResourceResolver resolver, String id) {
        if (!id.matches(ID)) {
            return Optional.empty();
        }
        return Optional.ofNullable(resolver.getResource(folder(id.substring(0, 36)) + "/" + id.substring(37)));
    }

    static ReviewState state(ValueMap values) {
        return ReviewState.valueOf(Nodes.string(values, PN_STATE));
    }

    /** Notes a decision, and by what it is found from now on. */
    static void decide(Map<String, Object> values, ReviewState state) {
        values.put(PN_STATE, state.name());
        values.put(PN_LISTED, state != ReviewState.DELETED);
        values.put(PN_FACETS, Facets.of(state, text(values, PN_NETWORK), text(values, PN_SITE)));
    }

    private static String text(Map<String, Object> values, String name) {
        return values.getOrDefault(name, "").toString();
    }

    static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }
}
