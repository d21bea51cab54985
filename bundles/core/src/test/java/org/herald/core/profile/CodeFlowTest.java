package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.herald.Profile;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.spi.AccountAuthorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Network;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

/** Signing in by the network's own page: whose state it is, which account it opens, and what goes wrong. */
class CodeFlowTest extends WithProfiles {
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

    private Profile ofOneNetwork(String server) {
        Map<String, Object> one = Map.of(Network.ID, "one");
        connectors.bind(new Traits("one"), one);
        connectors.bind(town, one);
        return create("Press", "one", server, "alice", "alice-token");
    }

    private Profile moved(Profile profile, String server) {
        return service.update(
                context.resourceResolver(),
                profile.id(),
                request("Press", profile.network(), server, profile.handle(), null));
    }

    private String repliesOf(Profile profile) {
        context.resourceResolver().refresh();
        return ReplyNames.authority(
                context.resourceResolver(), store.find(profile.id()).orElseThrow());
    }

    /** Its server was wrong, or the network is elsewhere now: the profile gets the right one, and signs in there as before. */
    @Test
    void aProfileOfANetworkThatIsOneGetsAnotherServerAndSignsInThere() {
        Profile press = ofOneNetwork("https://www.one.example");
        Profile moved = moved(press, "https://api.one.example");
        assertThat(moved.server()).hasToString("https://api.one.example");
        assertThat(moved.connected())
                .as("what the other server gave is of no use")
                .isFalse();
        assertThat(store.account(press.id())).isEmpty();
        URI back = URI.create("https://cms.example/back");
        URI bobs = service.beginCode(context.resourceResolver(), press.id(), back);
        assertThat(bobs).hasHost("api.one.example");
        assertThat(refused(() -> service.completeCode(
                                context.resourceResolver(), bobs.getQuery(), new CodeAuthorizer.Grant("bob-token")))
                        .code())
                .isEqualTo("otherAccount");
        URI own = service.beginCode(context.resourceResolver(), press.id(), back);
        service.completeCode(context.resourceResolver(), own.getQuery(), new CodeAuthorizer.Grant("alice-fresh"));
        assertThat(store.account(press.id()).orElseThrow().server()).hasHost("api.one.example");
        assertThat(store.find(press.id()).orElseThrow().connected()).isTrue();
        assertThat(repliesOf(press)).as("what was collected before is known").isEqualTo("www.one.example");
    }

    /** Whoever saves what was seen before somebody corrected the server does not undo that. */
    @Test
    void anyOtherServerNeedsItsSecretThereToo() {
        Profile press = ofOneNetwork("https://api.one.example");
        assertThat(refused(() -> moved(press, "https://www.one.example")).code())
                .isEqualTo("secretNeeded");
        assertThat(store.account(press.id()).orElseThrow().server()).hasHost("api.one.example");
    }

    /** An id says nothing on another server: there it may be anybody's. */
    @Test
    void whereEachServerHasIdsOfItsOwnAnotherOneNeedsItsSecret() {
        Profile alice = create("Press", "town", SERVER, "alice", "alice-token");
        assertThat(refused(() -> moved(alice, "https://elsewhere.example")).code())
                .isEqualTo("secretNeeded");
        assertThat(store.account(alice.id()).orElseThrow().server()).hasToString(SERVER);
        assertThat(repliesOf(alice)).isEqualTo(URI.create(SERVER).getAuthority());
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
}
