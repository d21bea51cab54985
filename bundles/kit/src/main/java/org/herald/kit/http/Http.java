package org.herald.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sends requests. Connects only where {@link Destinations} allows, follows no redirect, reads no endless answer, throws
 * nothing for what networks do.
 */
@Component(service = Http.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpConfig.class)
public final class Http {
    /** More at once to one server, or to all, are waited for. */
    private static final int MOST_TO_ONE = 20;

    private static final int MOST = 200;
    /** A connection that nobody used for so long is closed. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private static final String STOPPING = "The CMS is stopping.";

    /** What the client's own threads are doing. */
    private final ThreadLocal<Sending> current = new ThreadLocal<>();

    private final Destinations destinations;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final int maxAnswer;
    /** Keeps connections for further requests. */
    private final CloseableHttpClient keeping;
    /** Makes one for each. */
    private final CloseableHttpClient fresh;

    private final ExecutorService calls = Executors.newCachedThreadPool(call -> {
        Thread thread = new Thread(call, "herald-http");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Http(HttpConfig config, @Reference Destinations destinations) {
        this(
                Duration.ofSeconds(config.connectTimeout()),
                Duration.ofSeconds(config.answerTimeout()),
                config.maxAnswer(),
                destinations);
    }

    /** For tests that cannot wait. */
    public Http(Duration connectTimeout, Duration timeout, int maxAnswer, Destinations destinations) {
        this.destinations = destinations;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.maxAnswer = Math.min(maxAnswer, Integer.MAX_VALUE - 1);
        this.keeping = builder().build();
        this.fresh = builder()
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    /** Knows of no cookies, no passwords, no packed answers, and no other protocol than it was asked to speak. */
    private HttpClientBuilder builder() {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setSocketTimeout(Timeout.of(timeout))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build();
        RequestConfig request = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                .setResponseTimeout(Timeout.of(timeout))
                .setProtocolUpgradeEnabled(false)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Checked())
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnPerRoute(MOST_TO_ONE)
                        .setMaxConnTotal(MOST)
                        .build())
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sending", new Sending.Mark())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .setDefaultRequestConfig(request)
                .evictIdleConnections(IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
    }

    /** Lets go of all connections. */
    @Deactivate
    public void close() {
        calls.shutdownNow();
        keeping.close(CloseMode.IMMEDIATE);
        fresh.close(CloseMode.IMMEDIATE);
    }

    /** How long a whole answer may take, at most. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Sends a request and waits for the whole answer. What changes something goes over a connection of its own: one
     * kept from an earlier request may be closed by the server at the very moment it is used again, and then nobody
     * knows whether the request arrived. Reading is repeated over a fresh one.
     */
    public Answer send(Request request) {
        return send(request, timeout);
    }

    /** The same for those who cannot wait so long; nobody waits longer than is configured. */
    public Answer send(Request request, Duration patience) {
        Duration wait = patience.compareTo(timeout) < 0 ? patience : timeout;
        String within = host(request) + " did not answer within " + wait.toSeconds() + " seconds.";
        Sending sending = new Sending();
        HttpUriRequestBase call = null;
        try {
            destinations.check(request.uri());
            HttpUriRequestBase made = call(request);
            call = made;
            return calls.submit(() -> exchange(request, made, sending)).get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            return ended(sending, FailureWords.of(host(request), e));
        } catch (TimeoutException e) {
            return cancelled(call, sending, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cancelled(call, sending, STOPPING);
        } catch (RejectedExecutionException e) {
            return new Answer.NotSent(STOPPING);
        } catch (ExecutionException e) {
            throw new IllegalStateException("unexpected failure of a request", e.getCause());
        }
    }

    private static Answer cancelled(HttpUriRequestBase call, Sending sending, String why) {
        boolean sent = sending.giveUp();
        call.cancel();
        return sent ? new Answer.Lost(why) : new Answer.NotSent(why);
    }

    private static Answer ended(Sending sending, String why) {
        return sending.isSent() ? new Answer.Lost(why) : new Answer.NotSent(why);
    }

    private static HttpUriRequestBase call(Request request) {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(call::setHeader);
        if (!request.reads()) {
            call.setHeader("Connection", "close");
            call.setEntity(request.body().entity());
        }
        return call;
    }

    private Answer exchange(Request request, HttpUriRequestBase call, Sending sending) {
        HttpContext context = HttpClientContext.create();
        sending.into(context);
        current.set(sending);
        try {
            Answer.Received received = request.reads()
                    ? read(call, context)
                    : fresh.execute(call, context, response -> received(response, call));
            // else it was the proxy that answered, and did not let it through
            return sending.isSent()
                    ? received
                    : new Answer.NotSent("The proxy does not let Herald through to " + host(request) + " (HTTP "
                            + received.status() + ").");
        } catch (IOException e) {
            return ended(sending, FailureWords.of(host(request), e));
        } catch (IllegalStateException e) { // the client was closed at that moment: the configuration changed
            return ended(sending, STOPPING);
        } finally {
            current.remove();
        }
    }

    /** A connection that was kept may be closed by the server as it is used again, and so may all of them. */
    private Answer.Received read(HttpUriRequestBase call, HttpContext context) throws IOException {
        try {
            return keeping.execute(call, context, response -> received(response, call));
        } catch (NoHttpResponseException | SocketException e) {
            if (e instanceof ConnectException || call.isCancelled()) {
                throw e;
            }
            call.reset();
            return fresh.execute(call, context, response -> received(response, call));
        }
    }

    private Answer.Received received(ClassicHttpResponse response, HttpUriRequestBase call) throws IOException {
        byte[] body = body(response.getEntity(), call);
        return new Answer.Received(
                response.getCode(),
                name -> Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue),
                body);
    }

    private byte[] body(HttpEntity entity, HttpUriRequestBase call) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes(maxAnswer + 1);
            if (body.length > maxAnswer) {
                call.cancel(); // closing it would read the rest
                throw new FailureWords.TooLarge();
            }
            return body;
        }
    }

    /** Asks for each name once; the connection is made to what was said then. */
    private final class Checked implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = destinations.resolve(host);
            if (current.get().isGivenUp()) { // else it would be connected to, and the connection lie about
                throw new UnknownHostException(host);
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static String host(Request request) {
        return request.uri().getAuthority();
    }
}
