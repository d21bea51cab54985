package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.repo.Nodes;
import org.herald.spi.Secret;

/** How the secret of a profile lies in the repository: encrypted, in a node of its own that no group sees. */
final class SecretNodes {
    private SecretNodes() {}

    /** One of the things that are kept with it. */
    static Optional<Secret> read(CryptoService crypto, Resource secret, String name) {
        return Optional.ofNullable(secret.getValueMap().get(name, String.class))
                .map(crypto::decrypt)
                .map(Secret::new);
    }

    /** Replaces what a profile has; commits nothing. */
    static void write(CryptoService crypto, Resource profile, Secret secret, Optional<Secret> session)
            throws PersistenceException {
        Resource old = profile.getChild(NN_SECRET);
        if (old != null) {
            profile.getResourceResolver().delete(old);
        }
        Resource fresh =
                Nodes.create(profile, NN_SECRET, NT_FOLDER, Map.of(PN_CIPHERTEXT, crypto.encrypt(secret.reveal())));
        session.ifPresent(s -> fresh.adaptTo(ModifiableValueMap.class).put(PN_SESSION, crypto.encrypt(s.reveal())));
    }
}
