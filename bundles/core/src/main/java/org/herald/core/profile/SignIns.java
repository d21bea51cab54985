package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Code flows that were begun and not yet ended; each ends once, by who began it, within ten minutes. */
@Component(service = SignIns.class)
public final class SignIns {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 24;
    private final Repository repository;
    private final CryptoService crypto;
    private final ProfileStore profiles;
    private final SecureRandom random = new SecureRandom();

    record SignIn(String profileId, URI callback, Secret ticket) {}

    @Activate
    public SignIns(
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            @Reference ProfileStore profiles) {
        this.repository = repository;
        this.crypto = crypto;
        this.profiles = profiles;
    }

    String newState() {
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void keep(String state, String user, SignIn signIn) {
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = Nodes.obtain(resolver, SIGN_INS, NT_FOLDER);
            for (Resource old : folder.getChildren()) {
                if (isOver(old.getValueMap())) {
                    resolver.delete(old);
                }
            }
            Nodes.create(
                    folder,
                    Nodes.nameOf(state),
                    NT_FOLDER,
                    Map.of(
                            PN_PROFILE, signIn.profileId(),
                            PN_CALLBACK, signIn.callback().toString(),
                            PN_BY, user,
                            PN_CREATED, Nodes.date(profiles.now()),
                            PN_CIPHERTEXT, crypto.encrypt(signIn.ticket().reveal())));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot keep the sign-in", e);
        }
    }

    Optional<SignIn> take(String state, String user) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(SIGN_INS + "/" + Nodes.nameOf(state));
            if (node == null) {
                return Optional.empty();
            }
            ValueMap values = node.getValueMap();
            if (!user.equals(Nodes.string(values, PN_BY))) {
                return Optional.empty(); // whose it is can still end it
            }
            boolean valid = !isOver(values);
            SignIn signIn = new SignIn(
                    Nodes.string(values, PN_PROFILE),
                    URI.create(Nodes.string(values, PN_CALLBACK)),
                    new Secret(crypto.decrypt(Nodes.string(values, PN_CIPHERTEXT))));
            resolver.delete(node);
            resolver.commit();
            return valid ? Optional.of(signIn) : Optional.empty();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot end the sign-in", e);
        }
    }

    private boolean isOver(ValueMap values) {
        return Nodes.instant(values, PN_CREATED)
                .map(at -> at.plus(LIFETIME).isBefore(profiles.now()))
                .orElse(true);
    }
}
