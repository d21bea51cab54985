package org.herald.kit.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What a person is told of a call that failed; whether it reached the server is not told by it. Pure. */
final class FailureWords {
    private FailureWords() {}

    /** The answer is longer than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static String of(String host, IOException e) {
        if (e instanceof Destinations.Closed closed) {
            return closed.getMessage();
        }
        if (e instanceof UnknownHostException) {
            return "The name " + host + " is not known.";
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return "No trusted TLS connection to " + host + " can be made.";
        }
        if (e instanceof SSLException) {
            return "The TLS connection to " + host + " failed.";
        }
        if (e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException) {
            return host + " does not accept connections.";
        }
        return e instanceof TooLarge
                ? host + " answered far more than it should."
                : "The connection to " + host + " broke.";
    }
}
