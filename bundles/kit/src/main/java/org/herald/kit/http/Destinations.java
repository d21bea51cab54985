package org.herald.kit.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Where Herald connects to: the public internet by https, and what an administrator allows. A name is resolved once, by
 * {@link #resolve}, and the connection is made to what that said.
 */
@Component(service = Destinations.class)
@Designate(ocd = DestinationsConfig.class)
public final class Destinations {
    /**
     * What is no part of the public internet: IANA's registries of special-purpose addresses (IPv4 and IPv6, as of
     * October 2025). Of IPv6 only 2000::/3 is given out at all.
     */
    private static final List<AddressBlock> CLOSED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "168.63.129.16/32", // not special to IANA: what Azure tells a machine of itself
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/3",
                    "4000::/2",
                    "8000::/1",
                    "2001::/23",
                    "2001:db8::/32",
                    "2620:4f:8000::/48",
                    "3fff::/20")
            .map(AddressBlock::of)
            .toList();
    /** IPv4 within IPv6: translated (RFC 6052) and tunnelled (RFC 3056). The address within is judged. */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");

    private static final AddressBlock TUNNELLED = AddressBlock.of("2002::/16");
    private static final int TRANSLATED_AT = 12;
    private static final int TUNNELLED_AT = 2;
    private static final int IPV4 = 4;
    private static final int MAX_PORT = 65_535;

    private static final Pattern PLAIN_IPV4 = Pattern.compile(AddressBlock.IPV4);
    /** Read by some as an address, by each in another way: 010.1, 0x7f.1, 2130706433. */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private final boolean loopback;
    private final List<String> names;
    private final List<AddressBlock> blocks;
    private final Names dns;

    /** Finds the addresses of a name. */
    interface Names {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    /** Herald does not connect there. */
    static final class Closed extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private Closed(String why) {
            super(why);
        }

        static Closed isNotPublic(String host) {
            return new Closed("Herald does not connect to “" + host
                    + "”: it is not on the public internet. An administrator can allow it.");
        }

        static Closed isNotSecure(String host) {
            return new Closed("Herald connects by https only, and “" + host + "” was to be reached without it.");
        }
    }

    @Activate
    public Destinations(DestinationsConfig config) {
        this(config.loopback(), List.of(config.allowed()), InetAddress::getAllByName);
    }

    Destinations(boolean loopback, List<String> allowed, Names dns) {
        this.loopback = loopback;
        this.dns = dns;
        List<String> wanted = allowed.stream()
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .filter(one -> !one.isEmpty())
                .toList();
        this.blocks = wanted.stream()
                .filter(AddressBlock::isOne)
                .map(AddressBlock::of)
                .toList();
        this.names = wanted.stream().filter(one -> !AddressBlock.isOne(one)).toList();
    }

    /** The usual ones; with this machine, for who develops or tests. */
    public static Destinations withLoopback() {
        return new Destinations(true, List.of(), InetAddress::getAllByName);
    }

    /**
     * Looks at what an address says before anybody is asked.
     *
     * @throws Closed where nothing is connected to
     */
    void check(URI uri) throws Closed {
        String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        boolean here = isHere(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        boolean clear = "http".equalsIgnoreCase(uri.getScheme()) && loopback && here;
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean closed = here && !loopback && !names.contains(host);
        if (!clear && !secure) {
            throw Closed.isNotSecure(host);
        }
        if (host.isEmpty() || uri.getRawUserInfo() != null || uri.getPort() > MAX_PORT || closed) {
            throw Closed.isNotPublic(host);
        }
        boolean plain = PLAIN_IPV4.matcher(host).matches();
        if (NUMERIC.matcher(host).matches() && !plain || host.indexOf('%') >= 0) {
            throw Closed.isNotPublic(host);
        }
        if (plain || host.startsWith("[")) { // a proxy would not ask for its address
            mustBeOpen(host, literal(host));
        }
    }

    private static boolean isHere(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.") && PLAIN_IPV4.matcher(host).matches()
                || host.equals("[::1]");
    }

    /**
     * The addresses of a host, each of which may be connected to: where one may not, none is.
     *
     * @throws Closed where nothing is connected to
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = dns.of(host);
        mustBeOpen(host, addresses);
        return addresses;
    }

    private void mustBeOpen(String host, InetAddress... addresses) throws Closed {
        boolean named = names.contains(host.toLowerCase(Locale.ROOT));
        for (InetAddress address : addresses) {
            if (!named && !isOpen(address)) {
                throw Closed.isNotPublic(host);
            }
        }
    }

    private static InetAddress literal(String host) throws Closed {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw Closed.isNotPublic(host);
        }
    }

    private boolean isOpen(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (blocks.stream().anyMatch(block -> block.contains(bytes)) || loopback && address.isLoopbackAddress()) {
            return true;
        }
        if (TRANSLATED.contains(bytes)) {
            return isOpen(within(bytes, TRANSLATED_AT));
        }
        if (TUNNELLED.contains(bytes)) {
            return isOpen(within(bytes, TUNNELLED_AT));
        }
        return CLOSED.stream().noneMatch(block -> block.contains(bytes));
    }

    private static InetAddress within(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + IPV4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
