package org.herald.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Profile;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ReplyNames;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles of networks whose connector never asked the server that the profile named. */
@ExtendWith(SlingContextExtension.class)
class ServersUpgradeTest {
    private static final String OLD = "https://www.facebook.com";
    private static final URI API = URI.create("https://graph.example");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Connectors connectors = new Connectors();
    private Repository repository;
    private ProfileStore profiles;

    @BeforeEach
    void open() throws Exception {
        Nodes.obtain(context.resourceResolver(), PROFILES, NT_FOLDER);
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        profiles = new ProfileStore(repository, new Reversing());
    }

    private static Network network(String id) {
        NetworkTraits usual = TestTraits.of(id, NetworkTraits.Idempotency.NONE, NetworkTraits.Cards.BY_SERVER, false);
        NetworkTraits traits = new NetworkTraits(
                id,
                usual.title(),
                API.toString(),
                usual.secretLabel(),
                usual.posting(),
                usual.listening(),
                usual.published(),
                false);
        return () -> traits;
    }

    private void install(String... networks) {
        for (String network : networks) {
            Installed.add(connectors, network, network(network));
        }
    }

    /** As it lies there; the server of its secret is empty where an earlier version kept it. */
    private void profile(String id, String network, String server, String secretOf) throws Exception {
        Nodes.create(
                context.resourceResolver().getResource(PROFILES),
                id,
                "nt:unstructured",
                Map.of(
                        PN_TITLE,
                        "Press",
                        PN_NETWORK,
                        network,
                        PN_SERVER,
                        server,
                        PN_REMOTE_ID,
                        "1",
                        PN_CONNECTED,
                        true));
        Map<String, Object> secret = new HashMap<>(Map.of(PN_CIPHERTEXT, new Reversing().encrypt("token")));
        if (!secretOf.isEmpty()) {
            secret.put(PN_SERVER, secretOf);
        }
        Nodes.create(context.resourceResolver().getResource(PROFILES + "/" + id), NN_SECRET, "nt:unstructured", secret);
        context.resourceResolver().commit();
    }

    private ServersUpgrade upgrade() {
        return new ServersUpgrade(repository, connectors);
    }

    private Profile profile(String id) {
        return profiles.find(id).orElseThrow();
    }

    private String namedBy(String id) {
        context.resourceResolver().refresh();
        return ReplyNames.authority(context.resourceResolver(), profile(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"facebook", "instagram"})
    void theTokenStaysWithTheServerThatItAlwaysWentTo(String network) throws Exception {
        install(network);
        profile("press", network, OLD, "");
        upgrade().run();
        assertThat(profile("press").server()).isEqualTo(API);
        assertThat(profiles.account("press")).hasValueSatisfying(account -> {
            assertThat(account.server()).isEqualTo(API);
            assertThat(account.secret().reveal()).isEqualTo("token");
        });
        assertThat(profile("press").connected()).isTrue();
        assertThat(namedBy("press"))
                .as("replies are found by their old names")
                .isEqualTo(URI.create(OLD).getAuthority());
    }

    @Test
    void whatWasRightAlreadyStaysAsItIs() throws Exception {
        install("facebook");
        profile("press", "facebook", API.toString(), "");
        upgrade().run();
        assertThat(profile("press").server()).isEqualTo(API);
        assertThat(profiles.account("press")).isPresent();
        assertThat(namedBy("press")).isEqualTo(API.getAuthority());
    }

    /** Their connectors asked the profile's server: that was told the token, and no other is. */
    @ParameterizedTest
    @ValueSource(strings = {"threads", "x", "linkedin", "bluesky", "mastodon"})
    void aSecretThatWasToldTheProfilesServerStaysThere(String network) throws Exception {
        install(network);
        profile("press", network, "https://own.example", "");
        upgrade().run();
        assertThat(profile("press").server()).hasHost("own.example");
    }

    @Test
    void aSecretThatSaysWhoseItIsIsToldNobodyElse() throws Exception {
        install("facebook");
        profile("press", "facebook", OLD, OLD);
        upgrade().run();
        assertThat(profile("press").server()).hasToString(OLD);
    }

    @Test
    void aConnectorThatStartsLaterIsWaitedFor() throws Exception {
        install("instagram");
        profile("press", "facebook", OLD, "");
        profile("photos", "instagram", OLD, "");
        ServersUpgrade upgrade = upgrade();
        upgrade.run();
        assertThat(profile("press").server()).hasToString(OLD);
        assertThat(profile("photos").server()).isEqualTo(API);
        install("facebook");
        upgrade.run();
        assertThat(profile("press").server()).isEqualTo(API);
    }

    /** What is begun and ended by a crash goes on with the profiles that are left. */
    @Test
    void anotherStartChangesNothingThatIsNoted() throws Exception {
        install("facebook");
        profile("press", "facebook", OLD, "");
        upgrade().run();
        Connectors moved = new Connectors();
        Installed.add(moved, "facebook", network("facebook"));
        profile("second", "facebook", OLD, "");
        new ServersUpgrade(repository, moved).run();
        assertThat(profile("second").server()).isEqualTo(API);
        assertThat(namedBy("press")).isEqualTo(URI.create(OLD).getAuthority());
    }
}
