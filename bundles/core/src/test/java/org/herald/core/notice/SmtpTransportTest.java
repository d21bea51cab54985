package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.core.notice.MailTransport.Sent;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmtpTransportTest {
    private static final NotificationEmail LETTER = new NotificationEmail("Bees: “Ça va”", "Read it.\n");
    private Office office;

    @BeforeEach
    void open() throws IOException {
        office = new Office();
    }

    @AfterEach
    void close() throws IOException {
        office.socket.close();
    }

    private SmtpTransport transport() {
        return new SmtpTransport(
                new SmtpTransport.Server(
                        "smtp",
                        "127.0.0.1",
                        office.socket.getLocalPort(),
                        "herald",
                        new Secret("secret"),
                        "herald@example.org",
                        Duration.ofSeconds(1)),
                Clock.systemUTC());
    }

    @Test
    void bringsSeveralLettersOverOneConnection() {
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("anna@example.org", LETTER)).isEqualTo(Sent.TAKEN);
            assertThat(transport.send("carl@example.org", LETTER)).isEqualTo(Sent.TAKEN);
        }
        assertThat(office.lines("RCPT TO")).hasSize(2);
        assertThat(office.lines("AUTH")).hasSize(1);
        assertThat(office.lines("Auto-Submitted")).isNotEmpty();
    }

    @Test
    void tellsAnAddressThatIsRefusedFromAServerThatIs() {
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("unknown@example.org", LETTER)).isEqualTo(Sent.REFUSED);
            assertThat(transport.send("anna@example.org", LETTER))
                    .as("the next")
                    .isEqualTo(Sent.TAKEN);
        }
    }

    @Test
    void aSenderThatTheServerDoesNotTakeIsNobodysAddress() {
        office.senders = false;
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("anna@example.org", LETTER)).isEqualTo(Sent.UNREACHABLE);
        }
    }

    @Test
    void aLetterThatBreaksTheConnectionLeavesAWayForTheNext() {
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("break@example.org", LETTER)).isEqualTo(Sent.BROKEN);
            assertThat(transport.send("anna@example.org", LETTER)).isEqualTo(Sent.TAKEN);
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftAfterItsTime() {
        Instant before = Instant.now();
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("silent@example.org", LETTER)).isEqualTo(Sent.BROKEN);
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServerThatLetsNobodyInIsNotToBeReached() throws IOException {
        office.open = false;
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("anna@example.org", LETTER)).isEqualTo(Sent.UNREACHABLE);
        }
        office.socket.close();
        try (SmtpTransport transport = transport()) {
            assertThat(transport.send("anna@example.org", LETTER)).isEqualTo(Sent.UNREACHABLE);
        }
    }

    /** As much of a mail server as is needed; how it takes a letter depends on whom it is for. */
    private static final class Office {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean open = true;
        private volatile boolean senders = true;

        Office() throws IOException {
            Thread thread = new Thread(this::serve, "office");
            thread.setDaemon(true);
            thread.start();
        }

        List<String> lines(String start) {
            return heard.stream().filter(line -> line.startsWith(start)).toList();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    talk(client);
                } catch (IOException e) {
                    heard.add("broken: " + e.getMessage());
                }
            }
        }

        private void talk(Socket client) throws IOException {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 office");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (data) {
                    data = !line.equals(".");
                    if (!data) {
                        say(client, "250 taken");
                    }
                } else if (line.contains("break@")) {
                    return;
                } else if (!line.contains("silent@")) {
                    data = line.equals("DATA");
                    say(client, answer(line));
                }
            }
        }

        private String answer(String line) {
            if (line.startsWith("EHLO")) {
                return "250-office\r\n250 AUTH PLAIN";
            }
            if (line.startsWith("AUTH")) {
                return open ? "235 welcome" : "535 go away";
            }
            if (line.startsWith("MAIL") && !senders) {
                return "553 not from there";
            }
            if (line.startsWith("RCPT") && line.contains("unknown@")) {
                return "550 nobody of that name";
            }
            return line.equals("DATA") ? "354 go on" : "250 well";
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
