package org.herald.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Stands before the CMS as a proxy does that speaks https: the CMS has a name of the internet's, which leads here. */
final class TlsDoor implements AutoCloseable {
    /** What the browser and Bluesky's servers take for names of this machine. */
    static final String DOMAIN = ".herald.internal";

    private final SSLServerSocket door;
    private final ExecutorService pipes = Executors.newCachedThreadPool(pipe -> {
        Thread thread = new Thread(pipe, "tls-door");
        thread.setDaemon(true);
        return thread;
    });

    TlsDoor() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(Mailbox.certificate(), Mailbox.STORE_PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            door = (SSLServerSocket)
                    tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        pipes.execute(this::listen);
    }

    /** The CMS's address from outside. */
    String address() {
        return "https://cms" + DOMAIN + ":" + door.getLocalPort();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket outside = door.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), Environment.PORT);
                pipes.execute(() -> pipe(outside, inside));
                pipes.execute(() -> pipe(inside, outside));
            } catch (IOException e) {
                continue; // somebody hung up, or the door was closed
            }
        }
    }

    private static void pipe(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // the other direction ended
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pipes.shutdownNow();
    }
}
