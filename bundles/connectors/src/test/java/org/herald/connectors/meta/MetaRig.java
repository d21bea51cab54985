package org.herald.connectors.meta;

import java.net.URI;
import java.util.List;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Rig;
import org.herald.simulators.Simulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Secret;

/** What the networks of the Graph API have in common. */
public abstract class MetaRig<S extends GraphSimulator> extends Rig {
    protected final S server;
    protected final Graph graph;
    private final String token;
    private final Account account;

    protected MetaRig(S server, String remoteId, String token) {
        this.server = server;
        this.token = token;
        String uri = server.uri().toString();
        this.graph = Graph.of(uri, uri, "v26.0", GraphSimulator.APP_ID, GraphSimulator.APP_SECRET, "proof");
        this.account = new MemoryAccount(server.uri(), remoteId, new Secret(token));
    }

    /** What people wrote below the account's posts. */
    protected abstract List<String> comments();

    @Override
    public Ways ways() {
        return new Ways(true, true, true, false, true);
    }

    @Override
    public Simulator server() {
        return server;
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public String typed() {
        return "";
    }

    @Override
    public List<String> secrets() {
        return List.of(token, GraphSimulator.APP_SECRET);
    }

    @Override
    public String reading() {
        return "/comments";
    }

    @Override
    public String everything() {
        return texts().toString() + comments();
    }

    @Override
    public void revoke() {
        server.revokeToken(token, 460);
    }

    @Override
    public boolean subscribe(URI hook) {
        boolean taken = server.subscribe(hook, "proof");
        services().stream().filter(Authorizer.class::isInstance).forEach(one -> ((Authorizer) one)
                .signIn(server.uri(), "", new Secret(token)));
        return taken;
    }
}
