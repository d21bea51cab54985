package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.herald.spi.Capability;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Network;
import org.herald.spi.Publisher;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
    private static final Map<String, Object> TOWN = Map.of(Network.ID, "town");

    private final Connectors connectors = new Connectors();

    /** A service that can do some things. */
    private static Capability able(Class<?>... interfaces) {
        return (Capability)
                Proxy.newProxyInstance(ConnectorsTest.class.getClassLoader(), interfaces, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void aConnectorsServicesTogetherAreWhatItsNetworkCanDo() {
        Capability first = able(Network.class, Publisher.class);
        Capability second = able(Collector.class);
        connectors.bind(first, TOWN);
        connectors.bind(second, TOWN);
        connectors.bind(able(Network.class), Map.of(Network.ID, "stage"));
        assertThat(connectors.capability("town", Publisher.class)).containsSame((Publisher) first);
        assertThat(connectors.capability("town", Collector.class)).containsSame((Collector) second);
        assertThat(connectors.capability("town", Editor.class)).isEmpty();
        assertThat(connectors.capability("stage", Publisher.class)).isEmpty();
        assertThat(connectors.capability("gone", Publisher.class)).isEmpty();
        assertThat(connectors.networks()).hasSize(2);
    }

    /** While a bundle is updated the new service may come before the old one goes. */
    @Test
    void theOneThatCameLastIsAskedAndWhoGoesTakesNobodyElseAway() {
        Capability before = able(Network.class, Publisher.class);
        Capability after = able(Network.class, Publisher.class);
        connectors.bind(before, TOWN);
        connectors.bind(after, TOWN);
        assertThat(connectors.capability("town", Publisher.class)).containsSame((Publisher) after);
        connectors.unbind(before, TOWN);
        assertThat(connectors.capability("town", Publisher.class)).containsSame((Publisher) after);
        connectors.unbind(after, TOWN);
        assertThat(connectors.networks()).isEmpty();
        assertThat(connectors.title("town")).isEqualTo("town");
    }
}
