package org.herald.core.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.herald.Profile;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Account;
import org.herald.spi.Checkup;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Vitals;

/** Profiles on a make-believe network, written as Herald writes them, and all that looks after their health. */
final class Ward {
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    static final String TOWN = "town";

    final Hand clock = new Hand();
    final Town town = new Town();
    final Connectors connectors = new Connectors();
    final Repository repository;
    final ProfileStore profiles;
    final HealthStore store;
    final NotificationStore notices;
    final Told told;
    final Checks checks;

    Ward(SlingContext context) throws Exception {
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        profiles = new ProfileStore(repository, new Reversing());
        store = new HealthStore(repository);
        notices = new NotificationStore(repository);
        told = new Told(repository, notices);
        checks = new Checks(profiles, connectors, store, clock);
        Installed.add(connectors, TOWN, town);
    }

    /** Ada and Ben are Herald's administrators. */
    void administrators() throws Exception {
        try (ResourceResolver resolver = repository.open()) {
            UserManager users = ((JackrabbitSession) Nodes.session(resolver)).getUserManager();
            Group admins = users.getAuthorizable("herald-admins") instanceof Group there
                    ? there
                    : users.createGroup("herald-admins");
            admins.addMember(users.createUser("ada", "x"));
            admins.addMember(users.createUser("ben", "x"));
            resolver.commit();
        }
    }

    HealthClock healthClock() {
        return new HealthClock(profiles, checks, store, told, connectors, clock);
    }

    Profile profile(String id) throws PersistenceException {
        return profile(id, Map.of());
    }

    Profile profile(String id, Map<String, Object> more) throws PersistenceException {
        Map<String, Object> values = new HashMap<>();
        values.put(Names.PN_TITLE, "Press " + id);
        values.put(Names.PN_NETWORK, TOWN);
        values.put(Names.PN_SERVER, "https://" + id + ".example");
        values.put(Names.PN_HANDLE, "press");
        values.put(Names.PN_REMOTE_ID, "1");
        values.put(Names.PN_ENABLED, true);
        values.put(Names.PN_CONNECTED, true);
        values.putAll(more);
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, Names.PROFILES + "/" + id, Names.NT_PROFILE);
            node.adaptTo(ModifiableValueMap.class).putAll(values);
            if (node.getChild(Names.NN_SECRET) == null) {
                Nodes.create(
                        node,
                        Names.NN_SECRET,
                        Names.NT_FOLDER,
                        Map.of(Names.PN_CIPHERTEXT, new Reversing().encrypt("token")));
            }
            resolver.commit();
        }
        return profiles.find(id).orElseThrow();
    }

    void set(String path, String name, Object value) throws PersistenceException {
        try (ResourceResolver resolver = repository.open()) {
            resolver.getResource(path).adaptTo(ModifiableValueMap.class).put(name, value);
            resolver.commit();
        }
    }

    /** What somebody was told, by the kinds of the notices. */
    List<Map<String, Object>> told(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return below(resolver.getResource(Names.NOTICES))
                    .filter(node -> node.getValueMap().containsKey(Names.PN_WHAT))
                    .filter(node -> user.equals(
                            node.getParent().getParent().getValueMap().get(Names.PN_BY, "")))
                    .<Map<String, Object>>map(node -> new HashMap<>(node.getValueMap()))
                    .toList();
        }
    }

    private static Stream<Resource> below(Resource node) {
        return node == null
                ? Stream.empty()
                : StreamSupport.stream(node.getChildren().spliterator(), false)
                        .flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }

    /** Says what it is told to, and remembers who was asked about. */
    static final class Town implements Network, Checkup {
        final List<String> asked = new ArrayList<>();
        Function<Account, Vitals> says = account -> new Vitals.Told(List.of(new Fact.SignedIn("1")));

        @Override
        public synchronized Vitals check(Account account) {
            asked.add(account.profileId());
            return says.apply(account);
        }

        @Override
        public NetworkTraits traits() {
            return TestTraits.of(TOWN, NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, false);
        }

        void tells(Fact... facts) {
            says = account -> new Vitals.Told(List.of(facts));
        }
    }

    /** A clock that a test moves by hand. */
    static final class Hand extends Clock {
        private Instant now = NOW;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
