package org.herald.core.repo;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that came from outside, as they may be shown. Pure. */
public final class WebAddress {
    private static final int MAX = 2000;
    private static final Pattern PARTS =
            Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?([^/?#@:\\s]+)(?::([0-9]{1,5}))?([/?#].*)?", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?\\.?");
    private static final String PLAIN = "-._~:/?#[]@!$&'()*+,;=";

    private WebAddress() {}

    /**
     * Builds an address of the web anew from its parts: what stands between them, credentials among it, is left out, and
     * what no address holds is encoded.
     *
     * @return empty where it is none
     */
    public static Optional<String> of(String remote) {
        Matcher parts = PARTS.matcher(remote.strip());
        if (remote.length() > MAX || !parts.matches()) {
            return Optional.empty();
        }
        return host(parts.group(2)).map(host -> {
            String port = parts.group(3) == null ? "" : ":" + parts.group(3);
            String rest = parts.group(4) == null ? "" : encode(parts.group(4));
            return parts.group(1).toLowerCase(Locale.ROOT) + "://" + host + port + rest;
        });
    }

    private static Optional<String> host(String name) {
        try {
            return Optional.of(IDN.toASCII(name).toLowerCase(Locale.ROOT))
                    .filter(host -> HOST.matcher(host).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(String rest) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            boolean escape = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            if (escape || isPlain(c)) {
                encoded.append((char) c);
            } else {
                encoded.append(String.format("%%%02X", c));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0 && c != 0;
    }

    private static boolean isHex(byte c) {
        return Character.digit(c, 16) >= 0;
    }

    /** What may be shown as a link: an address of the web, or a path on this server. Null and all else is none. */
    public static Optional<URI> shown(URI remote) {
        if (remote == null) {
            return Optional.empty();
        }
        boolean here = remote.getScheme() == null
                && remote.getRawAuthority() == null
                && remote.getRawPath() != null
                && remote.getRawPath().startsWith("/");
        return here ? Optional.of(remote) : of(remote.toString()).map(URI::create);
    }
}
