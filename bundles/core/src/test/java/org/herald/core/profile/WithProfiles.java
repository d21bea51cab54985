package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Rejection;
import org.herald.Voice;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Profiles on Oak, and a network that knows three accounts. */
@ExtendWith(SlingContextExtension.class)
abstract class WithProfiles {
    static final String SERVER = "https://social.example";
    final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    final Town town = new Town();
    final Connectors connectors = new Connectors();
    ProfileStore store;
    SignIns signIns;
    ProfilesService service;

    @BeforeEach
    void make() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        var privileges = ((JackrabbitWorkspace) session.getWorkspace()).getPrivilegeManager();
        for (String name : List.of(
                Names.PRIVILEGE_ADMINISTER, Names.PRIVILEGE_REVIEW, Names.PRIVILEGE_SHARE, Names.PRIVILEGE_SUBMIT)) {
            privileges.registerPrivilege(name, false, new String[0]);
        }
        Nodes.obtain(context.resourceResolver(), Names.PROFILES, Names.NT_FOLDER);
        context.resourceResolver().commit();
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new ProfileStore(
                repository, new Reversing(), Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC));
        for (String id : List.of("town", "stage")) {
            Map<String, Object> properties = Map.of(Network.ID, id);
            connectors.bind(new Traits(id), properties);
            connectors.bind(town, properties);
        }
        signIns = new SignIns(repository, new Reversing(), store);
        service = new ProfilesService(store, connectors, signIns, null, null);
    }

    String whoAmI(String id) {
        return ((Connection.Connected) town.check(store.account(id).orElseThrow())).remoteId();
    }

    Profile create(String title, String network, String server, String handle, String secret) {
        return service.create(context.resourceResolver(), request(title, network, server, handle, secret));
    }

    static ProfileRequest request(String title, String handle, String secret) {
        return request(title, "town", SERVER, handle, secret);
    }

    static ProfileRequest request(String title, String network, String server, String handle, String secret) {
        return ProfileRequest.builder()
                .title(title)
                .network(network)
                .server(URI.create(server))
                .handle(handle)
                .secret(secret == null ? null : new Secret(secret))
                .enabled(true)
                .collectEvery(5)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
    }

    static Rejection refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Rejection refused = catchThrowableOfType(Rejection.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }

    /** A network whose tokens begin with the account's name, and that never looks at the handle. */
    static final class Town implements Authorizer, CodeAuthorizer {
        static final Map<String, String> IDS = Map.of("alice", "1", "bob", "2", "dido", "did:plc:dido");
        static final List<Connection.Candidate> MANY =
                List.of(new Connection.Candidate("1", "Alice", "Page"), new Connection.Candidate("2", "Bob", "Page"));
        boolean confused;
        int asked;

        @Override
        public Connection signIn(URI server, String handle, Secret secret) {
            asked++;
            String name = confused ? "bob" : secret.reveal().replaceFirst("-.*", "");
            return IDS.containsKey(name)
                    ? new Connection.Connected(IDS.get(name), name, secret, Optional.empty())
                    : new Connection.Denied(Reason.AUTHORISATION, "No.");
        }

        @Override
        public Connection check(Account account) {
            return signIn(account.server(), account.handle(), account.secret());
        }

        @Override
        public Challenge begin(URI server, URI callback, String state) {
            return new Challenge.Redirect(server.resolve("/authorize?" + state), new Secret("ticket"));
        }

        @Override
        public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
            if (grant.code().equals("many")) {
                return new Connection.Choice(MANY, new Secret("choose"));
            }
            return signIn(server, "", new Secret(grant.code()));
        }

        @Override
        public Connection choose(URI server, Secret ticket, String remoteId) {
            assertThat(ticket.reveal()).isEqualTo("choose");
            return signIn(server, "", new Secret(remoteId.equals("1") ? "alice" : "bob"));
        }
    }

    record Traits(String id) implements Network {
        @Override
        public NetworkTraits traits() {
            NetworkTraits traits =
                    TestTraits.of(id, NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, id.equals("stage"));
            return new NetworkTraits(
                    id,
                    traits.title(),
                    id.equals("one") ? "https://api.one.example" : "",
                    traits.secretLabel(),
                    traits.posting(),
                    traits.listening(),
                    traits.published(),
                    traits.rehearsal());
        }
    }
}
