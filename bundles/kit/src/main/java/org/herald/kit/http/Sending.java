package org.herald.kit.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * How far a call came. What the exceptions of a client mean is guesswork: a handshake may fail after the request left, and
 * a connection may break before it did. So it is noted in the moment before the first byte of the request is written,
 * when the connection is made and trusted: until then nothing reached the server.
 */
final class Sending {
    private static final String ID = "herald.sending";

    private enum Stage {
        OPEN,
        SENT,
        GIVEN_UP
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);

    void into(HttpContext context) {
        context.setAttribute(ID, this);
    }

    /** Whether the request may have reached the server. */
    boolean isSent() {
        return stage.get() == Stage.SENT;
    }

    /**
     * Nobody waits any more: what was not sent yet never is.
     *
     * @return whether it was sent
     */
    boolean giveUp() {
        return !stage.compareAndSet(Stage.OPEN, Stage.GIVEN_UP) && isSent();
    }

    boolean isGivenUp() {
        return stage.get() == Stage.GIVEN_UP;
    }

    /** Stands before the part of the client that writes the request. */
    static final class Mark implements ExecChainHandler {
        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
                throws IOException, HttpException {
            Sending sending = (Sending) scope.clientContext.getAttribute(ID);
            sending.stage.compareAndSet(Stage.OPEN, Stage.SENT);
            if (sending.isGivenUp()) {
                throw new IOException("nobody waits for this call any more");
            }
            return chain.proceed(request, scope);
        }
    }
}
