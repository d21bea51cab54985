package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.commons.crypto.CryptoService;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Budget;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Voice;
import org.herald.core.budget.Holdings;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Account;
import org.herald.spi.AccountAuthorizer;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SlingContextExtension.class)
class ProfilesServiceTest {
    private static final String SERVER = "https://social.example";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Town town = new Town();
    private final Connectors connectors = new Connectors();
    private ProfileStore store;
    private SignIns signIns;
    private ProfilesService service;

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

    @Test
    void anotherAccountsTokenDoesNotTakeAProfileOver() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        for (String handle : List.of("", "alice", "bob")) {
            Rejection refused = refused(() ->
                    service.update(context.resourceResolver(), alice.id(), request("Taken", handle, "bob-token")));
            assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(refused.code()).isEqualTo("otherAccount");
            assertThat(refused).hasMessageContaining("“Press”").hasMessageContaining("bob");
        }
        assertThat(store.find(alice.id())).as("nothing changed").contains(alice);
        assertThat(whoAmI(alice.id())).isEqualTo("1");
    }

    @Test
    void theSameIdOnAnotherServerIsAnotherAccount() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        Rejection refused = refused(() -> service.update(
                context.resourceResolver(),
                alice.id(),
                request("Press", "town", "https://elsewhere.example", "alice", "alice-token")));
        assertThat(refused.code()).isEqualTo("otherAccount");
        assertThat(store.find(alice.id())).contains(alice);
    }

    @Test
    void aFreshTokenOfTheSameAccountIsTaken() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        Profile after = service.update(
                context.resourceResolver(), alice.id(), request("Press office", "alice", "alice-second-token"));
        assertThat(after.title()).isEqualTo("Press office");
        assertThat(after.remoteId()).isEqualTo(alice.remoteId());
        assertThat(store.account(alice.id()).orElseThrow().secret().reveal()).isEqualTo("alice-second-token");
    }

    @Test
    void anAccountWithAnIdOfTheWholeWorldMayMoveToAnotherServer() {
        Profile dido = create("Dido", "town", SERVER, "dido", "dido-token");
        Profile moved = service.update(
                context.resourceResolver(),
                dido.id(),
                request("Dido", "town", "https://elsewhere.example", "dido", "dido-token"));
        assertThat(moved.server()).isEqualTo(URI.create("https://elsewhere.example"));
        Rejection again = refused(() -> create("Again", "town", "https://third.example", "dido", "dido-token"));
        assertThat(again.code()).isEqualTo("accountExists");
    }

    @Test
    void whatWasLearnedOfAServerIsKeptUntilTheProfileHasAnother() {
        Profile dido = create("Dido", "town", SERVER, "dido", "dido-token");
        store.account(dido.id()).orElseThrow().keepLesson("It counts links in full.");
        assertThat(store.account(dido.id()).orElseThrow().lesson()).isEqualTo("It counts links in full.");
        service.update(context.resourceResolver(), dido.id(), request("Dido says", "dido", "dido-token"));
        assertThat(store.account(dido.id()).orElseThrow().lesson()).isEqualTo("It counts links in full.");
        service.update(
                context.resourceResolver(),
                dido.id(),
                request("Dido", "town", "https://elsewhere.example", "dido", "dido-token"));
        assertThat(store.account(dido.id()).orElseThrow().lesson()).isEmpty();
    }

    @Test
    void aRehearsalHasNoServerToTellApart() {
        Profile stage = create("Stage", "stage", "http://localhost", "alice", "alice-token");
        Profile after = service.update(
                context.resourceResolver(),
                stage.id(),
                request("Stage", "stage", "http://127.0.0.1:8080", "alice", "alice-token"));
        assertThat(after.remoteId()).isEqualTo("1");
    }

    /** A network that is one knows an account by its id, whatever its server is called. */
    @Test
    void anAccountOfANetworkThatIsOneExistsOnceUnderAnyName() {
        connectors.bind(new Traits("one"), Map.of(Network.ID, "one"));
        connectors.bind(town, Map.of(Network.ID, "one"));
        create("Press", "one", "https://api.one.example", "alice", "alice-token");
        Rejection refused = refused(() -> create("Again", "one", "https://one.example", "alice", "alice-token"));
        assertThat(refused.code()).isEqualTo("accountExists");
        assertThat(refused).hasMessageContaining("“Press”");
    }

    @Test
    void aStateThatIsForgedReplayedOrSomebodyElsesEndsNoSignIn() {
        Profile press = service.create(context.resourceResolver(), request("Press", "", null));
        URI back = URI.create("https://cms.example/back");
        String state =
                service.beginCode(context.resourceResolver(), press.id(), back).getQuery();
        signIns.keep(
                "mallorys",
                "mallory",
                new SignIns.SignIn(press.id(), press.server(), back, new Secret("ticket"), List.of()));
        CodeAuthorizer.Grant grant = new CodeAuthorizer.Grant("alice-token");
        for (String forged : List.of("", "forged", "mallorys", state + "x", state.substring(1), "../" + state, "*")) {
            assertThat(refused(() -> service.completeCode(context.resourceResolver(), forged, grant))
                            .code())
                    .as(forged)
                    .isEqualTo("signInOver");
        }
        assertThat(town.asked).as("the code is shown to nobody").isZero();
        service.completeCode(context.resourceResolver(), state, grant);
        assertThat(town.asked).isEqualTo(1);
        assertThat(refused(() -> service.completeCode(context.resourceResolver(), state, grant))
                        .code())
                .as("replayed")
                .isEqualTo("signInOver");
        assertThat(town.asked).isEqualTo(1);
        String abandoned =
                service.beginCode(context.resourceResolver(), press.id(), back).getQuery();
        service.abandonCode(context.resourceResolver(), abandoned);
        assertThat(refused(() -> service.completeCode(context.resourceResolver(), abandoned, grant))
                        .code())
                .isEqualTo("signInOver");
    }

    /** Ticket and code may hold secrets of the server that the person was sent to. */
    @Test
    void whatWasBegunAtOneServerIsShownToNoOther() {
        Profile press = service.create(context.resourceResolver(), request("Press", "", null));
        URI back = URI.create("https://cms.example/back");
        String state =
                service.beginCode(context.resourceResolver(), press.id(), back).getQuery();
        String second =
                service.beginCode(context.resourceResolver(), press.id(), back).getQuery();
        Profiles.SignInEnd end =
                service.completeCode(context.resourceResolver(), second, new CodeAuthorizer.Grant("many"));
        service.update(
                context.resourceResolver(),
                press.id(),
                request("Press", "town", "https://elsewhere.example", "", null));
        CodeAuthorizer.Grant grant = new CodeAuthorizer.Grant("alice-token");
        assertThat(refused(() -> service.completeCode(context.resourceResolver(), state, grant)))
                .returns("signInElsewhere", Rejection::code)
                .hasMessageContaining("“Press”");
        String choice = ((Profiles.SignInEnd.Choice) end).choice();
        assertThat(refused(() -> service.choose(context.resourceResolver(), choice, "1"))
                        .code())
                .isEqualTo("signInElsewhere");
        assertThat(town.asked).as("the code is shown to nobody").isZero();
        assertThat(store.find(press.id()).orElseThrow().connected()).isFalse();
    }

    @Test
    void theCodeFlowOpensNoOtherAccountEither() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        URI to = service.beginCode(context.resourceResolver(), alice.id(), URI.create("https://cms.example/back"));
        Rejection refused = refused(() ->
                service.completeCode(context.resourceResolver(), to.getQuery(), new CodeAuthorizer.Grant("bob-token")));
        assertThat(refused.code()).isEqualTo("otherAccount");
        assertThat(store.find(alice.id())).contains(alice);
        URI again = service.beginCode(context.resourceResolver(), alice.id(), URI.create("https://cms.example/back"));
        assertThat(service.completeCode(
                        context.resourceResolver(), again.getQuery(), new CodeAuthorizer.Grant("alice-third-token")))
                .isInstanceOfSatisfying(
                        Profiles.SignInEnd.Connected.class,
                        end -> assertThat(end.profile().remoteId()).isEqualTo("1"));
    }

    /** By the network's own id where it is known: names change hands. */
    @Test
    void aServerIsFoundByTheAccountWhereTheNetworkWantsIt() {
        List<String> asked = new java.util.ArrayList<>();
        AccountAuthorizer authorizer = (server, account, callback, state) -> {
            asked.add(account);
            return town.begin(server, callback, state);
        };
        Installed.add(connectors, "town", authorizer);
        URI callback = URI.create("https://cms.example/back");
        Profile dido = create("Dido", "town", SERVER, "dido", "dido-token");
        URI to = service.beginCode(context.resourceResolver(), dido.id(), callback);
        Profile fresh = service.create(context.resourceResolver(), request("Press", "alice", null));
        service.beginCode(context.resourceResolver(), fresh.id(), callback);
        assertThat(asked).containsExactly("did:plc:dido", "alice");
        Profiles.SignInEnd end = service.completeCode(
                context.resourceResolver(), to.getQuery(), new CodeAuthorizer.Grant("dido-second-token"));
        assertThat(end).isInstanceOfSatisfying(Profiles.SignInEnd.Connected.class, connected -> assertThat(
                        connected.profile().id())
                .as("the profile stays, and with it what was planned and collected")
                .isEqualTo(dido.id()));
        assertThat(store.account(dido.id()).orElseThrow().secret().reveal()).isEqualTo("dido-second-token");
    }

    @Test
    void aCmsThatIsNotSetUpForASignInSaysWhatToDo() {
        AccountAuthorizer authorizer = (server, account, callback, state) ->
                new CodeAuthorizer.Challenge.NotReady("noPublicAddress", "Enter the address.");
        Installed.add(connectors, "town", authorizer);
        Profile fresh = service.create(context.resourceResolver(), request("Press", "alice", null));
        Rejection refused = refused(() ->
                service.beginCode(context.resourceResolver(), fresh.id(), URI.create("https://cms.example/back")));
        assertThat(refused.code()).isEqualTo("noPublicAddress");
        assertThat(refused).hasMessage("Profile “Press” was not connected: Enter the address.");
    }

    @Test
    void ofSeveralAccountsSomebodyChoosesOneThatWasOffered() {
        Profile press = service.create(context.resourceResolver(), request("Press", "", null));
        URI to = service.beginCode(context.resourceResolver(), press.id(), URI.create("https://cms.example/back"));
        Profiles.SignInEnd end =
                service.completeCode(context.resourceResolver(), to.getQuery(), new CodeAuthorizer.Grant("many"));
        String choice = ((Profiles.SignInEnd.Choice) end).choice();
        assertThat(service.candidates(context.resourceResolver(), choice))
                .isEqualTo(new Profiles.Choices(press.id(), "Press", Town.MANY, "", Map.of()));
        assertThat(refused(() -> service.choose(context.resourceResolver(), choice, "did:plc:dido"))
                        .code())
                .as("not offered")
                .isEqualTo("notOffered");
        assertThat(refused(() -> service.choose(context.resourceResolver(), "forged", "1"))
                        .code())
                .isEqualTo("signInOver");
        create("Other", "town", SERVER, "alice", "alice-token");
        assertThat(refused(() -> service.choose(context.resourceResolver(), choice, "1"))
                        .code())
                .as("another profile has it")
                .isEqualTo("accountExists");
        Profile chosen = service.choose(context.resourceResolver(), choice, "2");
        assertThat(chosen.remoteId()).isEqualTo("2");
        assertThat(chosen.connected()).isTrue();
        assertThat(refused(() -> service.choose(context.resourceResolver(), choice, "2"))
                        .code())
                .as("once")
                .isEqualTo("signInOver");
    }

    @Test
    void whoChoosesSeesWhichAccountsAreConnectedAlreadyAndWhichOneItMustBe() {
        create("Elsewhere", "town", "https://elsewhere.example", "bob", "bob-token");
        create("Town hall", "town", SERVER, "alice", "alice-token");
        Profile press = service.create(context.resourceResolver(), request("Press", "", null));
        assertThat(candidates(press))
                .returns("", Profiles.Choices::own)
                .returns(Map.of("1", "Town hall"), Profiles.Choices::taken);
        Profile bob = create("Bob", "town", SERVER, "bob", "bob-token");
        assertThat(candidates(bob))
                .returns("2", Profiles.Choices::own)
                .as("its own is not taken, and an account of another server is another")
                .returns(Map.of("1", "Town hall"), Profiles.Choices::taken);
    }

    private Profiles.Choices candidates(Profile profile) {
        URI to = service.beginCode(context.resourceResolver(), profile.id(), URI.create("https://cms.example/back"));
        Profiles.SignInEnd end =
                service.completeCode(context.resourceResolver(), to.getQuery(), new CodeAuthorizer.Grant("many"));
        return service.candidates(context.resourceResolver(), ((Profiles.SignInEnd.Choice) end).choice());
    }

    @Test
    void whyACodeFlowFailedIsToldToWhoBeganItWithTheNames() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        URI to = service.beginCode(context.resourceResolver(), alice.id(), URI.create("https://cms.example/back"));
        String state = to.getQuery();
        refused(() -> service.completeCode(context.resourceResolver(), state, new CodeAuthorizer.Grant("bob-token")));
        assertThat(service.refusal(context.resourceResolver(), state)).hasValueSatisfying(refusal -> {
            assertThat(refusal.profile()).isEqualTo(alice.id());
            assertThat(refusal.why())
                    .returns("otherAccount", Rejection::code)
                    .returns(Kind.CONFLICT, Rejection::kind)
                    .returns(
                            Map.of("handle", "bob", "title", "Press", "account", "alice@social.example"),
                            Rejection::values)
                    .hasMessageContaining("bob");
        });
        assertThat(service.refusal(context.resourceResolver(), "forged")).isEmpty();
        assertThat(refused(() -> service.completeCode(
                                context.resourceResolver(), state, new CodeAuthorizer.Grant("alice-token")))
                        .code())
                .as("what is told of it opens nothing")
                .isEqualTo("signInOver");
    }

    @Test
    void aRefusalNamesWhatItsTranslationNames() {
        create("Press", "town", SERVER, "alice", "alice-token");
        assertThat(refused(() -> create("Again", "town", SERVER, "alice", "alice-token"))
                        .values())
                .containsExactly(Map.entry("title", "Press"));
        assertThat(refused(() -> create("Nobody", "town", SERVER, "eve", "eve-token"))
                        .values())
                .isEqualTo(Map.of("title", "Nobody", "why", "No."));
    }

    @Test
    void groupsAreFoundByWhatSomebodyTypedAndNeverAllOfThem() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        var users = ((JackrabbitSession) session).getUserManager();
        for (int i = 0; i < 30; i++) {
            users.createGroup("team-" + i);
        }
        users.createGroup("Communications");
        users.createUser("community-carla", "x");
        users.createGroup("g7")
                .setProperty("profile/displayName", session.getValueFactory().createValue("Youth club"));
        session.save();
        ResourceResolver admin = context.resourceResolver();
        assertThat(service.groups(admin, "com")).extracting(Profiles.Group::id).containsExactly("Communications");
        assertThat(service.groups(admin, "COMM")).extracting(Profiles.Group::id).containsExactly("Communications");
        assertThat(service.groups(admin, "youth")).containsExactly(new Profiles.Group("g7", "Youth club"));
        assertThat(service.groups(admin, "c%s"))
                .as("no sign of the search is left")
                .isEmpty();
        assertThat(service.groups(admin, "team")).hasSize(20);
        assertThat(service.groups(admin, "")).hasSize(20);
        assertThat(service.groups(admin, "'] or [x='")).isEmpty();
        ResourceResolverFactory factory = context.getService(ResourceResolverFactory.class);
        users.createUser("carl", "carl");
        session.save();
        try (ResourceResolver carl = factory.getResourceResolver(
                Map.of(ResourceResolverFactory.USER, "carl", ResourceResolverFactory.PASSWORD, "carl".toCharArray()))) {
            assertThat(refused(() -> service.groups(carl, "team")).kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(refused(() -> service.refusal(carl, "state")).kind()).isEqualTo(Kind.FORBIDDEN);
        }
    }

    @Test
    void aTestSaysWhenTheSecretOpensAnotherAccount() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        assertThat(service.test(context.resourceResolver(), alice.id()).health())
                .isEmpty();
        town.confused = true; // the server hands the token's account out as somebody else's
        assertThat(service.test(context.resourceResolver(), alice.id()).health())
                .contains("another account", "“Press”");
    }

    @Test
    void twoWhoConnectOneAccountAtTheSameMomentMakeOneProfile() throws Exception {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        CyclicBarrier both = new CyclicBarrier(2);
        ProfileStore slow = new ProfileStore(repository, new Meeting(both), Clock.systemUTC());
        ProfilesService busy = new ProfilesService(slow, connectors, null, null, null);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Profile> connect = () -> {
                try (ResourceResolver caller = repository.open()) {
                    return busy.create(caller, request("Press", "alice", "alice-token"));
                }
            };
            long made = 0;
            for (Future<Profile> done : threads.invokeAll(List.of(connect, connect))) {
                try {
                    done.get();
                    made++;
                } catch (ExecutionException e) {
                    assertThat(Persistence.isConflict(e)).as("%s", e).isTrue();
                }
            }
            assertThat(made).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        context.resourceResolver().refresh();
        assertThat(store.listAll()).hasSize(1);
    }

    @Test
    void anAccountWhoseProfileWasDeletedCanBeConnectedAgain() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        service.delete(context.resourceResolver(), alice.id());
        assertThat(create("Again", "town", SERVER, "alice", "alice-token").remoteId())
                .isEqualTo("1");
    }

    /** Encrypts when two are about to: both have looked then, and none has written. */
    private record Meeting(CyclicBarrier both) implements CryptoService {
        @Override
        public String encrypt(String message) {
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return new Reversing().encrypt(message);
        }

        @Override
        public String decrypt(String ciphertext) {
            return new Reversing().decrypt(ciphertext);
        }
    }

    @Test
    void aTestWithTheWrongKeySaysSo() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        ProfileStore other = new ProfileStore(repository, new Reversing("another"), Clock.systemUTC());
        ProfilesService locked = new ProfilesService(other, connectors, null, null, null);
        assertThat(locked.test(context.resourceResolver(), alice.id()).health()).contains("HERALD_KEY", "“Press”");
    }

    /** Each costs milliseconds to open: composing for ten profiles needs none of them. */
    @Test
    void aSecretIsNotOpenedBeforeItIsAskedFor() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        Account account = store.unopened(alice.id()).orElseThrow();
        assertThat(account.remoteId()).isEqualTo("1");
        assertThat(account.server()).isEqualTo(alice.server());
        assertThat(account.secret().reveal()).isEqualTo("alice-token");
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        ProfileStore other = new ProfileStore(repository, new Reversing("another"), Clock.systemUTC());
        Account locked = other.unopened(alice.id()).orElseThrow();
        assertThat(locked.handle()).isEqualTo("alice");
        assertThatThrownBy(locked::secret).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> other.account(alice.id())).isInstanceOf(RuntimeException.class);
        service.delete(context.resourceResolver(), alice.id());
        assertThat(store.unopened(alice.id())).isEmpty();
        assertThatThrownBy(account::secret).hasMessageContaining(alice.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8001",
                "http://127.8.8.8:8001",
                "http://LOCALHOST:8001",
                "http://localhost.:8001",
                "http://[::1]:8001",
                "http://[::ffff:7f00:1]:8001",
                "http://2130706433:8001",
                "http://0.0.0.0:8001",
                "http://snac.localhost:8001",
                "https://localhost:8001"
            })
    void anAccountIsConnectedOnceHoweverItsServerIsWritten(String server) {
        create("Press", "town", "http://localhost:8001", "alice", "alice-token");
        Rejection refused = refused(() -> create("Again", "town", server, "alice", "alice-token"));
        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.code()).isEqualTo("accountExists");
        assertThat(store.listAll()).hasSize(1);
    }

    @Test
    void accountsOfTwoServersMayHaveOneId() {
        create("Press", "town", "http://localhost:8001", "alice", "alice-token");
        create("Other", "town", "http://localhost:8002", "alice", "alice-token");
        create("Third", "town", SERVER, "alice", "alice-token");
        assertThat(store.listAll()).hasSize(3);
        assertThat(refused(() -> create("Again", "town", SERVER + ":443", "alice", "alice-token"))
                        .code())
                .isEqualTo("accountExists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://social.example?x=1",
                "https://social.example#x",
                "https://social.example/path",
                "https://me:pass@social.example",
                "https://social.example:99999",
                "ftp://social.example"
            })
    void aServerIsAnAddressAndNothingElse(String server) {
        Rejection refused = refused(() -> create("Press", "town", server, "alice", "alice-token"));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.code()).isEqualTo("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice\ntoken", "alice\r", "alice\0"})
    void aSecretThatCannotBeSentIsRefusedUnseen(String secret) {
        Rejection refused = refused(() -> create("Press", "town", SERVER, "alice", secret));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.code()).isEqualTo("secret");
        assertThat(refused.getMessage()).doesNotContain("alice");
        assertThat(town.asked).isZero();
    }

    private static ProfileRequest asking(Budget budget) {
        return ProfileRequest.builder()
                .title("Press")
                .network("town")
                .server(URI.create(SERVER))
                .handle("alice")
                .enabled(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .budget(budget)
                .build();
    }

    private static Budget budget(Integer perHour, Integer perDay, String perMonth) {
        return new Budget(
                Optional.ofNullable(perHour),
                Optional.ofNullable(perDay),
                Optional.ofNullable(perMonth).map(BigDecimal::new));
    }

    @Test
    void aBudgetIsKeptUntilSomebodySaysAnother() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        assertThat(alice.budget()).isEqualTo(Budget.NONE);
        Budget some = budget(5, null, "12.5");
        service.update(context.resourceResolver(), alice.id(), asking(some));
        assertThat(store.find(alice.id()).orElseThrow().budget()).isEqualTo(some);
        assertThat(awake()).as("what waits is looked at again").containsExactly(alice.id());
        service.update(context.resourceResolver(), alice.id(), asking(null));
        assertThat(store.find(alice.id()).orElseThrow().budget())
                .as("a program that knows of no budgets lifts none")
                .isEqualTo(some);
        service.update(context.resourceResolver(), alice.id(), asking(Budget.NONE));
        assertThat(store.find(alice.id()).orElseThrow().budget()).isEqualTo(Budget.NONE);
    }

    private List<String> awake() {
        context.resourceResolver().refresh();
        return Holdings.awake(context.resourceResolver()).stream()
                .map(Holdings.Awake::profileId)
                .toList();
    }

    @Test
    void whatIsUsedIsToldToWhoSeesTheProfile() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        assertThat(service.used(context.resourceResolver(), alice.id()))
                .isEqualTo(new Budget.Used(0, 0, BigDecimal.ZERO, ""));
        assertThat(service.used(context.resourceResolver(), "nobody"))
                .as("one that was deleted while a list was read")
                .isEqualTo(new Budget.Used(0, 0, BigDecimal.ZERO, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0,,,perHour",
        "10001,,,perHour",
        ",-1,,perDay",
        ",,-0.01,perMonth",
        ",,0.0001,perMonth",
        ",,1e9,perMonth"
    })
    void aBudgetThatIsNoneIsRefused(Integer perHour, Integer perDay, String perMonth, String code) {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        Rejection refused = refused(() ->
                service.update(context.resourceResolver(), alice.id(), asking(budget(perHour, perDay, perMonth))));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.code()).isEqualTo(code);
    }

    private String whoAmI(String id) {
        return ((Connection.Connected) town.check(store.account(id).orElseThrow())).remoteId();
    }

    private Profile create(String title, String network, String server, String handle, String secret) {
        return service.create(context.resourceResolver(), request(title, network, server, handle, secret));
    }

    private static ProfileRequest request(String title, String handle, String secret) {
        return request(title, "town", SERVER, handle, secret);
    }

    private static ProfileRequest request(String title, String network, String server, String handle, String secret) {
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

    private static Rejection refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Rejection refused = catchThrowableOfType(Rejection.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }

    /** A network whose tokens begin with the account's name, and that never looks at the handle. */
    private static final class Town implements Authorizer, CodeAuthorizer {
        private static final Map<String, String> IDS = Map.of("alice", "1", "bob", "2", "dido", "did:plc:dido");
        private static final List<Connection.Candidate> MANY =
                List.of(new Connection.Candidate("1", "Alice", "Page"), new Connection.Candidate("2", "Bob", "Page"));
        private boolean confused;
        private int asked;

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

    private record Traits(String id) implements Network {
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
