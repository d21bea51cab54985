package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.repo.Nodes;
import org.herald.spi.Secret;

/**
 * How the secret of a profile lies in the repository: encrypted, in a node of its own that no group sees. It is the secret
 * of one server, and no other is ever told it.
 */
final class SecretNodes {
    private SecretNodes() {}

    /** One of the things that are kept with it. */
    static Optional<Secret> read(CryptoService crypto, Resource secret, String name) {
        return Optional.ofNullable(secret.getValueMap().get(name, String.class))
                .map(crypto::decrypt)
                .map(Secret::new);
    }

    /** The node of a profile's secret; empty where it has none, or one of another server than it has. */
    static Optional<Resource> of(Resource profile) {
        String server = Nodes.string(profile.getValueMap(), PN_SERVER);
        return Optional.ofNullable(profile.getChild(NN_SECRET)).filter(secret -> belongs(secret, server));
    }

    /** Whether a server may be told a secret. Which one it is of was not noted once: then it is that of its profile. */
    static boolean belongs(Resource secret, String server) {
        String noted = Nodes.string(secret.getValueMap(), PN_SERVER);
        String own = noted.isEmpty() ? Nodes.string(secret.getParent().getValueMap(), PN_SERVER) : noted;
        return own.isEmpty() || URI.create(own).equals(URI.create(server));
    }

    /** Forgets the secret of a profile where that was given another server; commits nothing. Tells whether it did. */
    static boolean forgetOf(Resource profile, String before, URI server) throws PersistenceException {
        Resource secret = profile.getChild(NN_SECRET);
        if (secret == null) {
            return false;
        }
        String noted = Nodes.string(secret.getValueMap(), PN_SERVER);
        if (URI.create(noted.isEmpty() ? before : noted).equals(server)) {
            return false;
        }
        profile.getResourceResolver().delete(secret);
        return true;
    }

    /** Replaces what a profile has; commits nothing. */
    static void write(CryptoService crypto, Resource profile, URI server, Secret secret, Optional<Secret> session)
            throws PersistenceException {
        Resource old = profile.getChild(NN_SECRET);
        if (old != null) {
            profile.getResourceResolver().delete(old);
        }
        Resource fresh = Nodes.create(
                profile,
                NN_SECRET,
                NT_FOLDER,
                Map.of(PN_CIPHERTEXT, crypto.encrypt(secret.reveal()), PN_SERVER, server.toString()));
        session.ifPresent(s -> fresh.adaptTo(ModifiableValueMap.class).put(PN_SESSION, crypto.encrypt(s.reveal())));
    }
}
