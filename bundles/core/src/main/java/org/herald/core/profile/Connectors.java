package org.herald.core.profile;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Network;
import org.herald.spi.Publisher;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The connectors installed now. A capability that a network lacks is a service that is not there. */
@Component(
        service = Connectors.class,
        reference = {
            @Reference(
                    name = "network",
                    service = Network.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "publisher",
                    service = Publisher.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "responder",
                    service = Responder.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "editor",
                    service = Editor.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "collector",
                    service = Collector.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "authorizer",
                    service = Authorizer.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC),
            @Reference(
                    name = "codeAuthorizer",
                    service = CodeAuthorizer.class,
                    bind = "bind",
                    unbind = "unbind",
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC)
        })
public final class Connectors {
    private final Map<String, Network> networks = new ConcurrentHashMap<>();
    private final Map<String, Publisher> publishers = new ConcurrentHashMap<>();
    private final Map<String, Responder> responders = new ConcurrentHashMap<>();
    private final Map<String, Editor> editors = new ConcurrentHashMap<>();
    private final Map<String, Collector> collectors = new ConcurrentHashMap<>();
    private final Map<String, Authorizer> authorizers = new ConcurrentHashMap<>();
    private final Map<String, CodeAuthorizer> codeAuthorizers = new ConcurrentHashMap<>();

    public Collection<Network> networks() {
        return networks.values();
    }

    public Optional<Network> network(String id) {
        return Optional.ofNullable(networks.get(id));
    }

    public Optional<Publisher> publisher(String id) {
        return Optional.ofNullable(publishers.get(id));
    }

    public Optional<Responder> responder(String id) {
        return Optional.ofNullable(responders.get(id));
    }

    public Optional<Editor> editor(String id) {
        return Optional.ofNullable(editors.get(id));
    }

    public Optional<Collector> collector(String id) {
        return Optional.ofNullable(collectors.get(id));
    }

    public Optional<Authorizer> authorizer(String id) {
        return Optional.ofNullable(authorizers.get(id));
    }

    public Optional<CodeAuthorizer> codeAuthorizer(String id) {
        return Optional.ofNullable(codeAuthorizers.get(id));
    }

    /** What a person calls the network; its id while its connector is not installed. */
    public String title(String id) {
        return network(id).map(network -> network.traits().title()).orElse(id);
    }

    private static String id(Map<String, Object> properties) {
        return String.valueOf(properties.get(Network.ID));
    }

    void bind(Network service, Map<String, Object> properties) {
        networks.put(id(properties), service);
    }

    void unbind(Network service, Map<String, Object> properties) {
        networks.remove(id(properties), service);
    }

    void bind(Publisher service, Map<String, Object> properties) {
        publishers.put(id(properties), service);
    }

    void unbind(Publisher service, Map<String, Object> properties) {
        publishers.remove(id(properties), service);
    }

    void bind(Responder service, Map<String, Object> properties) {
        responders.put(id(properties), service);
    }

    void unbind(Responder service, Map<String, Object> properties) {
        responders.remove(id(properties), service);
    }

    void bind(Editor service, Map<String, Object> properties) {
        editors.put(id(properties), service);
    }

    void unbind(Editor service, Map<String, Object> properties) {
        editors.remove(id(properties), service);
    }

    void bind(Collector service, Map<String, Object> properties) {
        collectors.put(id(properties), service);
    }

    void unbind(Collector service, Map<String, Object> properties) {
        collectors.remove(id(properties), service);
    }

    void bind(Authorizer service, Map<String, Object> properties) {
        authorizers.put(id(properties), service);
    }

    void unbind(Authorizer service, Map<String, Object> properties) {
        authorizers.remove(id(properties), service);
    }

    void bind(CodeAuthorizer service, Map<String, Object> properties) {
        codeAuthorizers.put(id(properties), service);
    }

    void unbind(CodeAuthorizer service, Map<String, Object> properties) {
        codeAuthorizers.remove(id(properties), service);
    }
}
