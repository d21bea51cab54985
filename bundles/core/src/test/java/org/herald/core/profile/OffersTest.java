package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.Profiles.Offer;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Onboarding;
import org.herald.spi.Requirements;
import org.herald.spi.Requirements.Ask;
import org.junit.jupiter.api.Test;

class OffersTest {
    private final Connectors connectors = new Connectors();

    private void install(String id, String server, String secret) {
        install(id, server, secret, false);
    }

    private void install(String id, String server, String secret, boolean rehearsal) {
        NetworkTraits traits =
                TestTraits.of(id, NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, rehearsal);
        NetworkTraits whole = new NetworkTraits(
                id,
                traits.title(),
                server,
                secret,
                traits.posting(),
                traits.listening(),
                traits.published(),
                traits.rehearsal());
        connectors.bind((Network) () -> whole, Map.of(Network.ID, id));
    }

    private Requirements asked(String id) {
        return Offers.of(connectors).stream()
                .filter(offer -> offer.traits().id().equals(id))
                .map(Offer::requirements)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConnectorThatSaysNothingAsksForWhatItsTraitsName() {
        install("many", "", "Token");
        install("one", "https://one.example", "Token");
        install("none", "https://none.example", "");
        install("open", "", "");
        install("stage", "", "", true);
        assertThat(asked("stage").asks()).as("it stays on this CMS").isEmpty();
        assertThat(asked("many").asks()).containsExactlyInAnyOrder(Ask.SERVER, Ask.HANDLE, Ask.SECRET);
        assertThat(asked("one").asks()).containsExactlyInAnyOrder(Ask.HANDLE, Ask.SECRET);
        assertThat(asked("none").asks()).isEmpty();
        assertThat(asked("open").asks()).containsExactly(Ask.SERVER);
        assertThat(asked("one").app()).isEmpty();
    }

    @Test
    void aConnectorThatSaysWhatItLacksIsAskedEachTime() {
        install("town", "https://town.example", "Token");
        List<String> missing = new java.util.ArrayList<>(List.of("clientId"));
        connectors.bind(
                (Onboarding) () -> new Requirements(
                        Set.of(Ask.SECRET),
                        "Ask the mayor.",
                        Optional.empty(),
                        Optional.of(new Requirements.App(
                                "town.Pid", missing, "Make an app.", URI.create("https://town.example/apps")))),
                Map.of(Network.ID, "town"));
        assertThat(asked("town").app().orElseThrow().missing()).containsExactly("clientId");
        missing.clear();
        assertThat(asked("town").app().orElseThrow().missing()).isEmpty();
    }
}
