package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.Profile;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Account;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and writes profiles. Secrets leave it only inside an {@link Account}. */
@Component(service = ProfileStore.class)
public final class ProfileStore {
    private final Repository repository;
    private final CryptoService crypto;
    private final Clock clock;

    @Activate
    public ProfileStore(@Reference Repository repository, @Reference(target = "(names=herald)") CryptoService crypto) {
        this(repository, crypto, Clock.systemUTC());
    }

    ProfileStore(Repository repository, CryptoService crypto, Clock clock) {
        this.repository = repository;
        this.crypto = crypto;
        this.clock = clock;
    }

    /** The profiles that the resolver may see, by title. */
    public List<Profile> list(ResourceResolver resolver) {
        Resource folder = resolver.getResource(PROFILES);
        if (folder == null) {
            return List.of();
        }
        return StreamSupport.stream(folder.getChildren().spliterator(), false)
                .filter(node -> NT_PROFILE.equals(node.getValueMap().get("jcr:primaryType", "")))
                .map(ProfileNodes::read)
                .sorted(Comparator.comparing(Profile::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** All profiles, with Herald's rights. */
    public List<Profile> listAll() {
        try (ResourceResolver resolver = repository.open()) {
            return list(resolver);
        }
    }

    /** Reads one with the resolver's rights. */
    public Optional<Profile> find(ResourceResolver resolver, String id) {
        return Optional.ofNullable(node(resolver, id)).map(ProfileNodes::read);
    }

    /** Reads one with Herald's rights. */
    public Optional<Profile> find(String id) {
        try (ResourceResolver resolver = repository.open()) {
            return find(resolver, id);
        }
    }

    private static Resource node(ResourceResolver resolver, String id) {
        return id.matches("[a-z0-9-]{1,64}") ? resolver.getResource(PROFILES + "/" + id) : null;
    }

    /** Opens the account of a profile; empty when it has no secret. */
    public Optional<Account> account(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            Resource secret = node == null ? null : node.getChild(NN_SECRET);
            if (secret == null) {
                return Optional.empty();
            }
            Profile profile = ProfileNodes.read(node);
            return Optional.of(new StoredAccount(
                    id,
                    profile.server(),
                    profile.handle(),
                    profile.remoteId(),
                    decrypt(secret, PN_CIPHERTEXT).orElseThrow(),
                    decrypt(secret, PN_SESSION),
                    Nodes.string(node.getValueMap(), PN_LESSON),
                    new StoredAccount.Keeper(
                            session -> keepSession(id, session),
                            lesson -> change(id, changed -> values(changed).put(PN_LESSON, lesson)))));
        }
    }

    /** The same for what needs no secret, of which none is opened before it is asked for; empty when it has none. */
    public Optional<Account> unopened(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            return node == null || node.getChild(NN_SECRET) == null
                    ? Optional.empty()
                    : Optional.of(new UnopenedAccount(
                            ProfileNodes.read(node), Nodes.string(node.getValueMap(), PN_LESSON), () -> account(id)
                                    .orElseThrow(() -> new IllegalStateException("profile " + id + " is gone"))));
        }
    }

    private Optional<Secret> decrypt(Resource secret, String name) {
        return Optional.ofNullable(secret.getValueMap().get(name, String.class))
                .map(crypto::decrypt)
                .map(Secret::new);
    }

    private void keepSession(String id, Secret session) {
        change(id, node -> {
            Resource secret = node.getChild(NN_SECRET);
            if (secret != null) {
                values(secret).put(PN_SESSION, crypto.encrypt(session.reveal()));
            }
        });
    }

    /** Makes or replaces a profile. A null secret keeps the one there is; an account that another holds is refused. */
    void save(Profile profile, Optional<RemoteAccount> account, Secret secret, Optional<Secret> session) {
        try (ResourceResolver resolver = repository.open()) {
            if (account.isPresent()) {
                AccountClaims.claim(resolver, account.get(), profile.id());
            }
            Resource node = Nodes.obtain(resolver, PROFILES + "/" + profile.id(), NT_PROFILE);
            ModifiableValueMap values = values(node);
            if (!profile.server().toString().equals(Nodes.string(values, PN_SERVER))) {
                values.put(PN_LESSON, ""); // another server, of which nothing was learned
            }
            values.putAll(Map.of(
                    PN_TITLE, profile.title(),
                    PN_NETWORK, profile.network(),
                    PN_SERVER, profile.server().toString(),
                    PN_HANDLE, profile.handle(),
                    PN_REMOTE_ID, profile.remoteId(),
                    PN_ENABLED, profile.enabled(),
                    PN_CONNECTED, profile.connected(),
                    PN_COLLECT_EVERY, profile.collectEvery()));
            if (profile.health().isEmpty()) { // else what was noted stays noted, by each call apart
                values.put(PN_HEALTH, "");
                values.put(PN_COLLECT_HEALTH, "");
            }
            values.put(PN_LANGUAGE, profile.voice().language());
            values.put(PN_TONE, profile.voice().tone().name());
            values.put(PN_SIGNATURE, profile.voice().signature().name());
            ProfileNodes.write(values, profile.rhythm());
            values.put(PN_SITES, profile.sites().toArray(String[]::new));
            values.put(PN_GROUPS, profile.groups().toArray(String[]::new));
            if (secret != null) {
                writeSecret(node, secret, session);
            }
            ProfileRights.apply(resolver, node.getPath(), profile.groups());
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot save profile " + profile.id(), e);
        }
    }

    private void writeSecret(Resource node, Secret secret, Optional<Secret> session) throws PersistenceException {
        Resource old = node.getChild(NN_SECRET);
        if (old != null) {
            node.getResourceResolver().delete(old);
        }
        Resource fresh =
                Nodes.create(node, NN_SECRET, NT_FOLDER, Map.of(PN_CIPHERTEXT, crypto.encrypt(secret.reveal())));
        session.ifPresent(s -> values(fresh).put(PN_SESSION, crypto.encrypt(s.reveal())));
    }

    void delete(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            if (node != null) {
                resolver.delete(node);
                resolver.commit();
            }
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot delete profile " + id, e);
        }
    }

    /** Records how the account fared; the empty string when it works. Writes only what changed. */
    public void health(String id, String health) {
        change(id, node -> {
            if (!health.equals(Nodes.string(node.getValueMap(), PN_HEALTH))) {
                values(node).put(PN_HEALTH, health);
            }
        });
    }

    /**
     * Records how collecting fared; the empty string when it works. What another call found out stays: a thread that can
     * be read says nothing of a token that was refused.
     */
    public void collectHealth(String id, String health) {
        change(id, node -> {
            if (!health.equals(Nodes.string(node.getValueMap(), PN_COLLECT_HEALTH))) {
                values(node).put(PN_COLLECT_HEALTH, health);
            }
        });
    }

    /** Where the last collection stopped. */
    public String cursor(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            return node == null ? "" : Nodes.string(node.getValueMap(), PN_CURSOR);
        }
    }

    /** Records a collection that came to its end. */
    public void collected(String id, String cursor, Instant at) {
        change(id, node -> {
            ModifiableValueMap values = values(node);
            values.put(PN_CURSOR, cursor);
            values.put(PN_COLLECTED_AT, Nodes.date(at));
        });
    }

    /** The present, by the clock that the store was given. */
    Instant now() {
        return clock.instant();
    }

    private interface ProfileEdit {
        void to(Resource node);
    }

    private void change(String id, ProfileEdit change) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            if (node == null) {
                return; // deleted meanwhile: nothing to record on it
            }
            change.to(node);
            if (resolver.hasChanges()) {
                resolver.commit();
            }
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot change profile " + id, e);
        }
    }

    private static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }
}
