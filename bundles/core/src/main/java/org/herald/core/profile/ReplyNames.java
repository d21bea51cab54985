package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profile;
import org.herald.core.repo.Nodes;

/**
 * By which server the replies to a profile's posts are named in the repository. Where an account is the same whatever its
 * server is called, that stays the first one: collected again, a reply is the one that is there, with what was decided.
 */
public final class ReplyNames {
    private ReplyNames() {}

    /** The authority of that server. */
    public static String authority(ResourceResolver resolver, Profile profile) {
        Resource node = resolver.getResource(PROFILES + "/" + profile.id());
        String first = node == null ? "" : Nodes.string(node.getValueMap(), PN_NAMED_BY);
        return first.isEmpty() ? profile.server().getAuthority() : first;
    }

    /** Notes, not committed, what a profile's replies are named by, before it is saved with another server. */
    static void keep(ModifiableValueMap before, Profile profile, Optional<RemoteAccount> account) {
        boolean same = profile.remoteId().equals(Nodes.string(before, PN_REMOTE_ID));
        if (same && account.filter(RemoteAccount::isWorldwide).isPresent()) {
            keep(before, profile.server());
        }
    }

    /** The same for an account that surely stays the one that it is. */
    static void keep(ModifiableValueMap before, URI next) {
        String server = Nodes.string(before, PN_SERVER);
        String first = server.isEmpty() ? "" : URI.create(server).getAuthority();
        if (!first.isEmpty() && !first.equals(next.getAuthority())) {
            before.putIfAbsent(PN_NAMED_BY, first);
        }
    }
}
