package org.herald.kit.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jetbrains.annotations.NotNull;

/** What of an address says which server is meant: secrets of one are shown to no other. Pure. */
public final class Origin {
    private Origin() {}

    /** Scheme, host and port, in one spelling: the usual port is left out. */
    public static @NotNull URI of(@NotNull URI address) {
        String scheme = Objects.toString(address.getScheme(), "").toLowerCase(Locale.ROOT);
        String host = Objects.toString(address.getHost(), "").toLowerCase(Locale.ROOT);
        int usual = scheme.equals("http") ? 80 : 443;
        boolean plain = address.getPort() < 0 || address.getPort() == usual;
        return URI.create(scheme + "://" + host + (plain ? "" : ":" + address.getPort()));
    }

    /** Whether two addresses are of one server. */
    public static boolean same(@NotNull URI one, @NotNull URI other) {
        return of(one).equals(of(other));
    }
}
