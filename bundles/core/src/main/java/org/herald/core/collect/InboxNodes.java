package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.core.profile.ReplyNames;
import org.herald.core.repo.Nodes;

/** How the inbox stands in the repository: below its article's identity, by a hash of server and remote id. */
final class InboxNodes {
    private static final String ID = "[0-9a-f-]{36}\\.[0-9a-f]{32}";

    private InboxNodes() {}

    /** The folder of an article's items. */
    static String folder(String article) {
        return INBOX + "/" + article.substring(0, 2) + "/" + article;
    }

    /** The name of an item: collected twice, even at the same moment, it finds the node that is there. */
    static String name(ResourceResolver resolver, Profile profile, String remoteId) {
        return Nodes.nameOf(profile.network(), ReplyNames.authority(resolver, profile), remoteId);
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

    static Rejection unknown() {
        return new Rejection(
                Rejection.Kind.NOT_FOUND,
                "itemUnknown",
                "This reply is not in the inbox any more: load the list again.");
    }

    static ReviewState state(ValueMap values) {
        return ReviewState.valueOf(Nodes.string(values, PN_STATE));
    }

    /** Notes a decision, and by what it is found from now on. */
    static void decide(Map<String, Object> values, ReviewState state) {
        values.put(PN_STATE, state.name());
        values.put(PN_LISTED, state != ReviewState.DELETED);
        values.put(PN_FACETS, InboxFacets.of(state, text(values, PN_NETWORK), text(values, PN_SITE)));
    }

    private static String text(Map<String, Object> values, String name) {
        return values.getOrDefault(name, "").toString();
    }

    /** What happens to an item. */
    enum Happening {
        COLLECTED,
        EDITED,
        DECIDED,
        ANSWERED;

        private String property() {
            return "herald:" + name().toLowerCase(Locale.ROOT) + "In";
        }
    }

    /** How much happened to an item. */
    static long version(ValueMap values) {
        return values.get(PN_MOVES, 0L);
    }

    /**
     * Notes that something happens to an item. Of two things that happen at the same moment one is refused by the
     * repository, also where they concern different values.
     */
    static void happens(Map<String, Object> values, Happening what) {
        long version = ((Number) values.getOrDefault(PN_MOVES, 0L)).longValue() + 1;
        values.put(PN_MOVES, version);
        values.put(what.property(), version);
        values.put(PN_TOUCH, UUID.randomUUID().toString());
    }

    /** Refuses what is decided about something else than was seen, and says what happened since. */
    static void mustBe(ValueMap values, Long seen) {
        if (seen != null && seen != version(values)) {
            throw movedOn(values, seen);
        }
    }

    static Rejection movedOn(ValueMap values, long seen) {
        String who = "“" + Nodes.string(values, PN_AUTHOR_NAME) + "”";
        String what;
        if (values.get(Happening.EDITED.property(), 0L) > seen) {
            what = who + " changed this reply on the network since you read it: read what it says now.";
        } else if (values.get(Happening.ANSWERED.property(), 0L) > seen) {
            what = "Somebody answered " + who + " since you read this: look at that answer first.";
        } else {
            what = "Somebody decided about this reply of " + who + " since you read it, it is "
                    + state(values).name().toLowerCase(Locale.ROOT) + " now: look again.";
        }
        return new Rejection(Rejection.Kind.CONFLICT, "movedOn", what);
    }
}
