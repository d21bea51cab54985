package org.herald.it;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;

/** A mail server on loopback, with a certificate that the CMS is started to trust. */
final class Mailbox implements AutoCloseable {
    static final int PORT = 3465;
    static final String USER = "herald";
    static final String PASSWORD = "a mail server's secret";
    static final String STORE_PASSWORD = "changeit";
    private static final Path FOLDER = Environment.WORK.resolve("mail");
    private final GreenMail server;

    Mailbox() {
        keys();
        System.setProperty(
                "greenmail.tls.keystore.file", FOLDER.resolve("server.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", STORE_PASSWORD);
        server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", "smtps"));
        server.setUser(USER, PASSWORD);
        server.start();
    }

    /** What the CMS's Java is told, to trust the server. */
    static String javaOptions() {
        keys();
        return "-Djavax.net.ssl.trustStore=" + FOLDER.resolve("trust.p12") + " -Djavax.net.ssl.trustStorePassword="
                + STORE_PASSWORD;
    }

    /** What servers on this machine show; its password is that of the store. */
    static KeyStore certificate() {
        keys();
        try (InputStream in = Files.newInputStream(FOLDER.resolve("server.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, STORE_PASSWORD.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void keys() {
        if (Files.exists(FOLDER.resolve("trust.p12"))) {
            return;
        }
        try {
            Files.createDirectories(FOLDER);
            keytool("-genkeypair -alias mail -keyalg RSA -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1"
                    + " -validity 3650 -storetype PKCS12 -keystore server.p12 -storepass " + STORE_PASSWORD);
            keytool("-exportcert -alias mail -keystore server.p12 -rfc -file mail.pem -storepass " + STORE_PASSWORD);
            keytool("-importcert -noprompt -alias mail -file mail.pem -storetype PKCS12 -keystore trust.p12 -storepass "
                    + STORE_PASSWORD);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void keytool(String arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments.split(" ")));
        try {
            int status = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("keytool ended with " + status);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Subjects and texts of what came for somebody, in its order. */
    List<String> of(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isFor(message, address))
                .map(Mailbox::text)
                .toList();
    }

    private static boolean isFor(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            Object content = message.getContent();
            while (content instanceof jakarta.mail.Multipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return message.getSubject() + "\n" + content;
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
