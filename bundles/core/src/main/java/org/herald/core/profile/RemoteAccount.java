package org.herald.core.profile;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;

/**
 * Which account on a network it is, however its server's address is written. Two are equal when posts of both stand
 * under one name. Pure: asks no name server.
 *
 * @param server host and port; empty where the id says everything by itself
 */
record RemoteAccount(String network, String server, String remoteId) {
    private static final String LOOPBACK = "localhost";

    /**
     * Reads one.
     *
     * @param one whether the network is one, so that there are no servers to tell apart
     */
    static RemoteAccount of(String network, boolean one, URI server, String remoteId) {
        boolean worldwide = one || remoteId.startsWith("did:"); // W3C: a DID names an account on any server
        return new RemoteAccount(network, worldwide ? "" : place(server), remoteId);
    }

    /** Whether it is the same account whatever its server is called. */
    boolean isWorldwide() {
        return server.isEmpty();
    }

    /** Host and port as one of their many spellings: http and https of one host are the same server. */
    private static String place(URI server) {
        String host = host(Objects.toString(server.getHost(), "").toLowerCase(Locale.ROOT));
        int usual = "http".equalsIgnoreCase(server.getScheme()) ? 80 : 443;
        boolean plain = server.getPort() < 0 || server.getPort() == usual;
        return plain ? host : host + ":" + server.getPort();
    }

    private static String host(String written) {
        String host = written.replaceFirst("\\.$", "");
        if (host.equals(LOOPBACK) || host.endsWith("." + LOOPBACK)) {
            return LOOPBACK;
        }
        if (!host.matches("[0-9.]+|\\[.*]")) {
            return host;
        }
        try {
            InetAddress address = InetAddress.getByName(host); // a number: nobody is asked
            return address.isLoopbackAddress() || address.isAnyLocalAddress() ? LOOPBACK : address.getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
