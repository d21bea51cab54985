package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/**
 * Which profile an account belongs to, written in the commit that connects it: of two who connect one account at the same
 * moment, one loses. What a deleted profile leaves here holds nobody up.
 */
final class AccountClaims {
    private static final String CLAIMS = ROOT + "/accounts";

    private AccountClaims() {}

    /** Claims an account for a profile, not committed. Refuses one that another profile holds. */
    static void claim(ResourceResolver resolver, RemoteAccount account, String profileId) throws PersistenceException {
        String name = Nodes.nameOf(account.network(), account.server(), account.remoteId());
        ModifiableValueMap values =
                Nodes.obtain(resolver, CLAIMS + "/" + name, NT_FOLDER).adaptTo(ModifiableValueMap.class);
        String holder = Nodes.string(values, PN_PROFILE);
        if (holder.equals(profileId)) {
            return;
        }
        Resource other = holder.isEmpty() ? null : resolver.getResource(PROFILES + "/" + holder);
        if (other != null) {
            throw exists(Nodes.string(other.getValueMap(), PN_TITLE));
        }
        values.put(PN_PROFILE, profileId);
    }

    /** An account that is connected already. */
    static Rejection exists(String title) {
        return new Rejection(
                Rejection.Kind.CONFLICT,
                "accountExists",
                "This account is connected already, as profile “" + title + "”: use that one.",
                Map.of("title", title));
    }
}
