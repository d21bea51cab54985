package org.herald.core.profile;

import java.util.Map;
import org.herald.spi.Capability;
import org.herald.spi.Network;

/** Connectors as they are when a network is installed. */
public final class Installed {
    private Installed() {}

    /** Adds whatever a connector can do. */
    public static void add(Connectors connectors, String id, Capability connector) {
        connectors.bind(connector, Map.of(Network.ID, id));
    }

    /** Takes a connector away. */
    public static void remove(Connectors connectors, String id, Capability connector) {
        connectors.unbind(connector, Map.of(Network.ID, id));
    }
}
