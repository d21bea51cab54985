package org.herald.core.profile;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.spi.Capability;
import org.herald.spi.Network;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The connectors installed now, and what each can do. */
@Component(service = Connectors.class)
public final class Connectors {
    /** By the id of the network; of two that offer the same, the one that came last is asked. */
    private final Map<String, List<Capability>> capabilities = new ConcurrentHashMap<>();

    /** What a network can do; empty where it cannot, or its connector is not installed. */
    public <T extends Capability> Optional<T> capability(String network, Class<T> type) {
        return capabilities.getOrDefault(network, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The networks that are installed. */
    public Collection<Network> networks() {
        return capabilities.keySet().stream()
                .flatMap(id -> network(id).stream())
                .toList();
    }

    /** What describes a network; empty while its connector is not installed. */
    public Optional<Network> network(String id) {
        return capability(id, Network.class);
    }

    /** Where a network is that has an address of its own; empty where it has many, or its connector is not installed. */
    public Optional<URI> home(String id) {
        return network(id)
                .map(network -> network.traits().defaultServer().replaceFirst("/+$", ""))
                .filter(server -> !server.isEmpty())
                .map(URI::create);
    }

    /** What a person calls the network; its id while its connector is not installed. */
    public String title(String id) {
        return network(id).map(network -> network.traits().title()).orElse(id);
    }

    @Reference(
            name = "capability",
            unbind = "unbind",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(Capability capability, Map<String, Object> properties) {
        capabilities
                .computeIfAbsent(id(properties), id -> new CopyOnWriteArrayList<>())
                .add(0, capability);
    }

    void unbind(Capability capability, Map<String, Object> properties) {
        capabilities.getOrDefault(id(properties), List.of()).removeIf(one -> one == capability);
    }

    private static String id(Map<String, Object> properties) {
        return String.valueOf(properties.get(Network.ID));
    }
}
