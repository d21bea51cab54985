package org.herald.spi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jetbrains.annotations.NotNull;

/** A request that a network made. */
public final class Push {
    private final String method;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> query;
    private final byte[] body;

    /**
     * Takes it as it came.
     *
     * @param headers the first value of each
     * @param query the first value of each parameter, decoded
     * @param body its bytes, as they were signed
     */
    public Push(
            @NotNull String method,
            @NotNull Map<String, String> headers,
            @NotNull Map<String, String> query,
            byte[] body) {
        this.method = method;
        this.headers.putAll(headers);
        this.query = Map.copyOf(query);
        this.body = body.clone();
    }

    /** GET or POST. */
    public @NotNull String method() {
        return method;
    }

    /** A header, whatever the case of its name. */
    public @NotNull Optional<String> header(@NotNull String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A parameter of the query. */
    public @NotNull Optional<String> query(@NotNull String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The bytes of the body, a copy. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public @NotNull String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
