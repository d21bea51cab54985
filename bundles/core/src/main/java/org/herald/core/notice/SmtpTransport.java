package org.herald.core.notice;

import com.sun.mail.smtp.SMTPSendFailedException;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.herald.spi.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a mail server, opened for the first letter. With a library of its own: the mail service of the CMS
 * finds no provider for the API that it is wired to (docs/decisions.md).
 */
final class SmtpTransport implements MailTransport, AutoCloseable {
    /** SMTP over TLS. */
    static final String TLS = "smtps";

    private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

    private final Server server;
    private final Clock clock;
    private final Session session;
    private Transport connection;

    /**
     * Where it goes.
     *
     * @param protocol {@link #TLS}, but in tests
     * @param timeout for connecting, and for each answer
     */
    record Server(
            String protocol, String host, int port, String user, Secret password, String from, Duration timeout) {}

    SmtpTransport(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties());
    }

    @Override
    public Sent send(String address, NotificationEmail letter) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader()); // the library finds its parts by it
        try {
            return connect() ? deliver(address, letter) : Sent.UNREACHABLE;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean connect() {
        if (connection != null) {
            return true;
        }
        try {
            Transport fresh = session.getTransport(server.protocol());
            fresh.connect(
                    server.host(),
                    server.port(),
                    server.user(),
                    server.password().reveal());
            connection = fresh;
            return true;
        } catch (MessagingException e) {
            LOG.error("The mail server {} is not to be reached; it is tried again", server.host(), e);
            return false;
        }
    }

    private Sent deliver(String address, NotificationEmail letter) {
        try {
            MimeMessage message = message(address, letter);
            connection.sendMessage(message, message.getAllRecipients());
            return Sent.TAKEN;
        } catch (SendFailedException e) {
            return failed(address, e);
        } catch (MessagingException e) {
            LOG.error("E-mail to {} did not get through; it is tried again", address, e);
            close();
            return Sent.BROKEN;
        }
    }

    private Sent failed(String address, SendFailedException e) {
        LOG.warn("E-mail to {} was not taken: {}", address, e.getMessage());
        if (connection.isConnected()) {
            boolean sender = e instanceof SMTPSendFailedException failed
                    && failed.getCommand().startsWith("MAIL");
            return sender ? Sent.UNREACHABLE : Sent.REFUSED;
        }
        close();
        return Sent.BROKEN;
    }

    private MimeMessage message(String address, NotificationEmail letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(address)});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        return message;
    }

    private Properties properties() {
        String prefix = "mail." + server.protocol() + ".";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", server.protocol());
        properties.put(prefix + "auth", "true");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        for (String phase : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put(prefix + phase, String.valueOf(server.timeout().toMillis()));
        }
        return properties;
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (MessagingException e) {
                LOG.debug("The mail server did not part well", e);
            }
            connection = null;
        }
    }
}
