package org.herald.connectors.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Sends requests. Follows no redirect, reads no endless answer, throws nothing for what networks do. */
@Component(service = Http.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpConfig.class)
public final class Http {
    private static final int DELETE = 0x7F;
    private static final String AGENT = "Herald/0.1 (Apache Sling CMS)";
    private final Duration connectTimeout;
    private final HttpClient reading;
    private final Duration timeout;
    private final int maxAnswer;

    @Activate
    public Http(HttpConfig config) {
        this(
                Duration.ofSeconds(config.connectTimeout()),
                Duration.ofSeconds(config.answerTimeout()),
                config.maxAnswer());
    }

    /** For tests that cannot wait. */
    public Http(Duration connectTimeout, Duration timeout, int maxAnswer) {
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.maxAnswer = maxAnswer;
        this.reading = client();
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** How long a whole answer may take, at most. */
    public Duration timeout() {
        return timeout;
    }

    /** Starts a request. Cleartext speaks HTTP/1.1: some servers stumble over the offer to upgrade. */
    public static HttpRequest.Builder to(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("User-Agent", AGENT).header("Accept", "application/json");
        return "http".equals(uri.getScheme()) ? request.version(HttpClient.Version.HTTP_1_1) : request;
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

    /** Signs a request with a token; never tells the token in an exception. */
    public static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException("a token with characters that no header can hold");
        }
        return request.header("Authorization", "Bearer " + token);
    }

    /**
     * Sends a request and waits for the whole answer. What changes something goes over a connection of its own: one
     * kept from an earlier request may be closed by the server at the very moment it is used again, and then nobody
     * knows whether the request arrived. Reading is simply repeated by the client.
     */
    public Answer send(HttpRequest request) {
        return send(request, timeout);
    }

    /** The same for those who cannot wait so long; nobody waits longer than is configured. */
    public Answer send(HttpRequest request, Duration patience) {
        Duration wait = patience.compareTo(timeout) < 0 ? patience : timeout;
        HttpClient client = "GET".equals(request.method()) ? reading : client();
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, info -> new CappedBody(maxAnswer));
        try {
            HttpResponse<byte[]> response = sent.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Received(response.statusCode(), response.headers()::firstValue, response.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.Lost(host(request) + " did not answer within " + wait.toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            return failure(request, e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Lost("The CMS is stopping.");
        }
    }

    private static Answer failure(HttpRequest request, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return new Answer.NotSent("The name " + host(request) + " is not known.");
            }
            if (t instanceof SSLHandshakeException) {
                return new Answer.NotSent("No trusted TLS connection to " + host(request) + " can be made.");
            }
            if (t instanceof SSLException) { // also breaks after the request was sent: then it may have arrived
                return new Answer.Lost("The TLS connection to " + host(request) + " failed.");
            }
            if (t instanceof CappedBody.TooLarge) {
                return new Answer.Lost(host(request) + " answered far more than it should.");
            }
        }
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return new Answer.NotSent(host(request) + " does not accept connections.");
        }
        if (cause instanceof IOException) {
            return new Answer.Lost("The connection to " + host(request) + " broke.");
        }
        throw new IllegalStateException("unexpected failure of a request", cause);
    }

    private static String host(HttpRequest request) {
        return request.uri().getAuthority();
    }
}
