package org.herald.core.profile;

import java.util.Map;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Network;
import org.herald.spi.Publisher;
import org.herald.spi.Responder;

/** Connectors as they are when a network is installed. */
public final class Installed {
    private Installed() {}

    /** Adds whatever a connector can do. */
    public static void add(Connectors connectors, String id, Object connector) {
        Map<String, Object> properties = Map.of(Network.ID, id);
        if (connector instanceof Network network) {
            connectors.bind(network, properties);
        }
        if (connector instanceof Publisher publisher) {
            connectors.bind(publisher, properties);
        }
        if (connector instanceof Responder responder) {
            connectors.bind(responder, properties);
        }
        if (connector instanceof Editor editor) {
            connectors.bind(editor, properties);
        }
        if (connector instanceof Collector collector) {
            connectors.bind(collector, properties);
        }
    }

    /** Takes a connector away. */
    public static void remove(Connectors connectors, String id, Object connector) {
        Map<String, Object> properties = Map.of(Network.ID, id);
        if (connector instanceof Network network) {
            connectors.unbind(network, properties);
        }
        if (connector instanceof Publisher publisher) {
            connectors.unbind(publisher, properties);
        }
        if (connector instanceof Editor editor) {
            connectors.unbind(editor, properties);
        }
    }
}
