package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Voice;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Account;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is told the server that it is of, and no other, whatever is done to the profile and whenever. */
@ExtendWith(SlingContextExtension.class)
class SecretOfAServerTest {
    private static final URI HERE = URI.create("https://here.example");
    private static final URI THERE = URI.create("https://there.example");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private ProfileStore store;

    @BeforeEach
    void make() throws Exception {
        Nodes.obtain(context.resourceResolver(), PROFILES, NT_FOLDER);
        context.resourceResolver().commit();
        store = new ProfileStore(
                new Repository(context.getService(ResourceResolverFactory.class), null),
                new Reversing(),
                Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC));
    }

    /** As somebody saves it who saw it connected; a null secret is none that was entered. */
    private void save(URI server, String secret) {
        Profile profile = Profile.builder()
                .id("press")
                .title("Press")
                .network("town")
                .server(server)
                .handle("press")
                .remoteId("1")
                .enabled(true)
                .connected(true)
                .sites(List.of())
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
        store.save(profile, Optional.empty(), secret == null ? null : new Secret(secret), Optional.empty());
    }

    private Account account() {
        return store.account("press").orElseThrow();
    }

    @Test
    void aProfileWithAnotherServerIsToBeConnectedAgain() {
        save(HERE, "secret");
        save(THERE, null);
        assertThat(store.account("press")).isEmpty();
        assertThat(store.unopened("press")).isEmpty();
        assertThat(store.find("press")).hasValueSatisfying(profile -> {
            assertThat(profile.connected()).isFalse();
            assertThat(profile.health()).contains("“Press”", "another server", "connect it again");
        });
        save(HERE, null);
        assertThat(store.account("press")).as("it was forgotten").isEmpty();
    }

    @Test
    void whatIsSavedOtherwiseKeepsTheSecret() {
        save(HERE, "secret");
        save(HERE, null);
        assertThat(account().secret().reveal()).isEqualTo("secret");
        assertThat(store.find("press").orElseThrow().connected()).isTrue();
    }

    /** Two save at one moment: one the title, as it was, and the other a server with its secret. */
    @Test
    void aServerThatIsWrittenOverTheOneOfTheSecretIsToldNothing() {
        save(HERE, "here");
        save(THERE, "there");
        save(HERE, null);
        assertThat(store.account("press")).isEmpty();
    }

    @Test
    void aSecretThatLiesByAnotherServerIsOpenedForNobody() throws Exception {
        save(HERE, "secret");
        ModifiableValueMap values =
                context.resourceResolver().getResource(PROFILES + "/press").adaptTo(ModifiableValueMap.class);
        values.put(PN_SERVER, THERE.toString());
        context.resourceResolver().commit();
        assertThat(store.account("press")).isEmpty();
        assertThat(store.unopened("press")).isEmpty();
    }

    /** Of earlier versions: of which server a secret is was not noted beside it. */
    @Test
    void anOlderSecretIsOfTheServerThatItsProfileHad() throws Exception {
        save(HERE, "secret");
        context.resourceResolver()
                .getResource(PROFILES + "/press/" + NN_SECRET)
                .adaptTo(ModifiableValueMap.class)
                .remove(PN_SERVER);
        context.resourceResolver().commit();
        assertThat(account().secret().reveal()).isEqualTo("secret");
        save(THERE, null);
        assertThat(store.account("press")).isEmpty();
    }

    /** A call that began before the profile was connected elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"there", "here"})
    void whoStillSpeaksWithTheOldServerIsToldNothingOfTheNew(String secret) {
        save(HERE, "here");
        Account old = account();
        save(THERE, secret);
        assertThat(old.renewSession(new Secret("here"), () -> {
                    throw new AssertionError("nobody is asked for it");
                }))
                .isEmpty();
        old.keepSession(new Secret("a session of here"));
        assertThat(account().session()).isEmpty();
    }

    /** A call that has the profile's name and server, and asks for the secret when it needs it. */
    @Test
    void whoWantsTheOldServersSecretIsNotGivenTheNewOnes() {
        save(HERE, "here");
        Account old = store.unopened("press").orElseThrow();
        assertThat(old.secret().reveal()).isEqualTo("here");
        save(THERE, "there");
        assertThatThrownBy(old::secret).hasMessageContaining("another server");
        assertThatThrownBy(old::session).hasMessageContaining("another server");
        assertThat(old.renewSession(new Secret("there"), () -> {
                    throw new AssertionError("nobody is asked for it");
                }))
                .isEmpty();
        old.keepSession(new Secret("a session of here"));
        old.keepLesson("learned here");
        assertThat(account().session()).isEmpty();
        assertThat(account().lesson()).isEmpty();
        save(HERE, "here again");
        assertThat(old.secret().reveal()).isEqualTo("here again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"there", "here"})
    void whatTheOldServerGivesMeanwhileIsNotKeptForTheNew(String secret) {
        save(HERE, "here");
        Optional<Secret> fresh = account().renewSession(new Secret("here"), () -> {
            save(THERE, secret);
            return Optional.of(new Secret("a session of here"));
        });
        assertThat(fresh).isEmpty();
        assertThat(account().session()).isEmpty();
        assertThat(account().secret().reveal()).isEqualTo(secret);
    }
}
