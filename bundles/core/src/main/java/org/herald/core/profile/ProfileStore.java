package org.herald.core.profile;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Nodes.values;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.Budget;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Profiles;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.BudgetNodes;
import org.herald.core.budget.Holdings;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Account;
import org.herald.spi.NetworkTraits;
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
    private final SessionRenewals renewals;

    @Activate
    public ProfileStore(@Reference Repository repository, @Reference(target = "(names=herald)") CryptoService crypto) {
        this(repository, crypto, Clock.systemUTC());
    }

    ProfileStore(Repository repository, CryptoService crypto, Clock clock) {
        this.repository = repository;
        this.crypto = crypto;
        this.clock = clock;
        this.renewals = new SessionRenewals(repository, crypto, clock);
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

    /** Groups that a profile can be given to, found by what somebody typed; with Herald's rights. */
    List<Profiles.Group> groups(String text) {
        try (ResourceResolver resolver = repository.open()) {
            return Groups.find(resolver, text);
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

    /** Tells whether somebody may do something as a profile, also as one that is gone. */
    public boolean may(ResourceResolver caller, String id, ProfileAction action) {
        try (ResourceResolver herald = repository.open()) {
            return ProfileAccess.of(herald, caller).may(id, action);
        }
    }

    /** All that somebody may do as a profile; what is bound to its sites, there. */
    List<ProfileAction> may(ResourceResolver caller, String id) {
        try (ResourceResolver herald = repository.open()) {
            return ProfileAccess.of(herald, caller).all(id);
        }
    }

    /** Reads one with Herald's rights, for somebody who may do something as it; empty where that person may not. */
    public Optional<Profile> allowed(ResourceResolver caller, String id, ProfileAction action) {
        try (ResourceResolver herald = repository.open()) {
            return find(herald, id)
                    .filter(profile -> ProfileAccess.of(herald, caller).may(id, action));
        }
    }

    /** The profiles that somebody may do something as, by title. */
    public List<Profile> allowed(ResourceResolver caller, ProfileAction action) {
        try (ResourceResolver herald = repository.open()) {
            ProfileAccess access = ProfileAccess.of(herald, caller);
            return list(herald).stream()
                    .filter(profile -> access.may(profile.id(), action))
                    .toList();
        }
    }

    /** All that is asked of a profile to write for it, read at once. */
    public Optional<Pen> pen(ResourceResolver caller, String id) {
        try (ResourceResolver herald = repository.open()) {
            return Optional.ofNullable(node(herald, id))
                    .map(node -> Pen.of(node, this::account, ProfileAccess.of(herald, caller)));
        }
    }

    private static Resource node(ResourceResolver resolver, String id) {
        return id.matches("[a-z0-9-]{1,64}") ? resolver.getResource(PROFILES + "/" + id) : null;
    }

    /** Opens the account of a profile; empty when it has no secret, or one of another server. */
    public Optional<Account> account(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            Resource secret = node == null ? null : SecretNodes.of(node).orElse(null);
            if (secret == null) {
                return Optional.empty();
            }
            Profile profile = ProfileNodes.read(node);
            return Optional.of(new StoredAccount(
                    id,
                    profile.server(),
                    profile.handle(),
                    profile.remoteId(),
                    SecretNodes.read(crypto, secret, PN_CIPHERTEXT).orElseThrow(),
                    SecretNodes.read(crypto, secret, PN_SESSION),
                    Nodes.string(node.getValueMap(), PN_LESSON),
                    new StoredAccount.Keeper(
                            session -> keepSession(profile, session),
                            lesson -> change(id, changed -> values(changed).put(PN_LESSON, lesson)),
                            (stale, renewal) -> renewals.of(profile.id(), profile.server(), stale, renewal))));
        }
    }

    /** The same for what needs no secret, of which none is opened before it is asked for; empty when it has none. */
    public Optional<Account> unopened(String id) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, id);
            return node == null ? Optional.empty() : UnopenedAccount.of(node, ProfileNodes.read(node), this::account);
        }
    }

    private void keepSession(Profile profile, Secret session) {
        String server = profile.server().toString();
        change(profile.id(), node -> SecretNodes.of(node)
                .filter(secret -> SecretNodes.belongs(secret, server))
                .ifPresent(secret -> values(secret).put(PN_SESSION, crypto.encrypt(session.reveal()))));
    }

    /**
     * Makes or replaces a profile. A null secret keeps the one there is, unless that is of another server: then the profile
     * is to be connected again. An account that another holds is refused.
     */
    void save(Profile profile, Optional<RemoteAccount> account, Secret secret, Optional<Secret> session) {
        try (ResourceResolver resolver = repository.open()) {
            if (account.isPresent()) {
                AccountClaims.claim(resolver, account.get(), profile.id());
            }
            Resource node = Nodes.obtain(resolver, PROFILES + "/" + profile.id(), NT_PROFILE);
            ModifiableValueMap values = values(node);
            values.putIfAbsent(PN_CREATED, Nodes.date(clock.instant()));
            String before = Nodes.string(values, PN_SERVER);
            ReplyNames.keep(values, profile, account);
            if (!profile.server().toString().equals(before)) {
                values.put(PN_LESSON, ""); // another server, of which nothing was learned
            }
            boolean sameDays = profile.rhythm().zone().getId().equals(Nodes.string(values, PN_ZONE));
            ProfileNodes.write(values, profile);
            if (!profile.budget().equals(BudgetNodes.read(values)) || !sameDays) {
                BudgetNodes.write(values, profile.budget());
                Holdings.changed(resolver, profile.id());
            }
            if (secret != null) {
                SecretNodes.write(crypto, node, profile.server(), secret, session);
                values.put(PN_CONNECTED_AT, Nodes.date(clock.instant()));
            } else if (SecretNodes.forgetOf(node, before, profile.server())) {
                values.put(PN_CONNECTED, false);
                values.put(PN_HEALTH, ProfileRules.moved(profile));
            }
            ProfileGrants.write(node, values, profile.rights());
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot save profile " + profile.id(), e);
        }
    }

    /** Forgets one; who saw what it said, where it was kept for some, is not forgotten. */
    void delete(String id) {
        Persistence.retry("delete profile " + id, () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = node(resolver, id);
                if (node != null) {
                    ProfileGrants.close(values(node.getParent()), node);
                    resolver.delete(node);
                    resolver.commit();
                }
                return null;
            }
        });
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

    /** What a profile used of its budget. */
    Budget.Used used(Profile profile, NetworkTraits traits) {
        try (ResourceResolver resolver = repository.open()) {
            return BudgetBook.used(resolver, profile.id(), traits, clock.instant());
        }
    }

    private interface ProfileEdit {
        void to(Resource node);
    }

    /** Two calls of one profile may record what they learned at one moment. */
    private void change(String id, ProfileEdit change) {
        Persistence.retry("change profile " + id, () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = node(resolver, id);
                if (node != null) { // else deleted meanwhile: nothing to record on it
                    change.to(node);
                }
                if (resolver.hasChanges()) {
                    resolver.commit();
                }
                return null;
            }
        });
    }
}
