package org.herald.core.profile;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Nodes.values;

import java.net.URI;
import java.util.Set;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.Nodes;

/**
 * What earlier versions kept as the server of a profile whose connector asked the API that was configured for it, whatever
 * that server was. A secret is told the server that it is of, and no other: of these that is the API.
 */
public final class EarlierServers {
    private static final Set<String> ASKED_THE_API = Set.of("facebook", "instagram");

    private EarlierServers() {}

    /** Whether it is not noted yet which server a profile's secret is of. */
    public static boolean isUnknown(Resource profile) {
        Resource secret = profile.getChild(NN_SECRET);
        return secret != null
                && ASKED_THE_API.contains(Nodes.string(profile.getValueMap(), PN_NETWORK))
                && Nodes.string(secret.getValueMap(), PN_SERVER).isEmpty();
    }

    /** Gives such a profile, and its secret, the API as their server; commits nothing. */
    public static void bring(Resource profile, URI api) {
        ModifiableValueMap values = values(profile);
        ReplyNames.keep(values, api);
        values.put(PN_SERVER, api.toString());
        values(profile.getChild(NN_SECRET)).put(PN_SERVER, api.toString());
    }
}
