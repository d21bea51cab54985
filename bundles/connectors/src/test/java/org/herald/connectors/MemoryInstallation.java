package org.herald.connectors;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.spi.Installation;
import org.herald.spi.Secret;

/** A CMS that keeps its secrets in memory. */
public final class MemoryInstallation implements Installation {
    private final Map<String, Secret> secrets = new HashMap<>();
    private boolean locked;
    private URI address;

    /** Null where nobody entered an address. */
    public MemoryInstallation(URI address) {
        this.address = address;
    }

    /** Has another key from now on than the one that the secrets were kept with. */
    public synchronized void lock() {
        locked = true;
    }

    public synchronized void move(URI other) {
        address = other;
    }

    @Override
    public synchronized Optional<URI> address() {
        return Optional.ofNullable(address);
    }

    @Override
    public synchronized Optional<Secret> secret(String name, Supplier<Secret> made) {
        return locked ? Optional.empty() : Optional.of(secrets.computeIfAbsent(name, key -> made.get()));
    }
}
