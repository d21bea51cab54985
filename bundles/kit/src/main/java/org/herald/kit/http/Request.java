package org.herald.kit.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** A request, as a value: each method returns another one. */
public final class Request {
    private static final String AGENT = "Herald/0.1 (Apache Sling CMS)";
    private static final int DELETE = 0x7F;
    private static final byte[] NOTHING = new byte[0];

    /** What it carries, made as it is sent. */
    interface Body {
        HttpEntity entity();
    }

    private final URI uri;
    private final String method;
    private final Map<String, String> headers;
    private final Body body;

    private Request(URI uri, String method, Map<String, String> headers, Body body) {
        this.uri = uri;
        this.method = method;
        this.headers = headers;
        this.body = body;
    }

    /** A reading request to an address. */
    public static Request to(URI uri) {
        return new Request(uri, "GET", Map.of("User-Agent", AGENT, "Accept", "application/json"), null);
    }

    /** The same with a header. */
    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(uri, method, more, body);
    }

    /**
     * Whether a token can stand in a header: what cannot is refused before, for the HTTP client would put it into the
     * message of an exception, and so into a log.
     */
    public static boolean isToken(String token) {
        return token != null
                && !token.isEmpty()
                && token.chars().allMatch(character -> character > ' ' && character < DELETE);
    }

    /** The same signed with a token; never tells the token in an exception. */
    public Request bearer(String token) {
        return authorization("Bearer", token);
    }

    /** The same signed with a token by another scheme; never tells the token in an exception. */
    public Request authorization(String scheme, String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("a token with characters that no header can hold");
        }
        return header("Authorization", scheme + " " + token);
    }

    /** The same signed with a token that a key is bound to (RFC 9449, 7.1), whose proof is a header of its own. */
    public Request bound(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("a token with characters that no header can hold");
        }
        return header("Authorization", "DPoP " + token);
    }

    /** The same by another method, with an empty body. */
    public Request by(String other) {
        return new Request(uri, other, headers, bytes(NOTHING));
    }

    /** The same by another method, with a body. */
    public Request by(String other, String type, byte[] content) {
        return by(other, type, bytes(content.clone()));
    }

    Request by(String other, String type, Body content) {
        return new Request(uri, other, header("Content-Type", type).headers, content);
    }

    private static Body bytes(byte[] content) {
        return () -> new ByteArrayEntity(content, null);
    }

    /** The same by another method, with a body of text. */
    public Request by(String other, String type, String content) {
        return by(other, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Where it goes. */
    public URI uri() {
        return uri;
    }

    /** By which method, in capitals. */
    public String method() {
        return method;
    }

    boolean reads() {
        return body == null;
    }

    Map<String, String> headers() {
        return headers;
    }

    Body body() {
        return body;
    }
}
