package org.herald.core.notice;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.Notice;
import org.herald.NoticeSettings;
import org.herald.NoticeSettings.Mail;
import org.herald.core.notice.NoticeStore.Outbox;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by e-mail what people are told. There is none until somebody configures it. With a library of its own: the mail
 * service of the CMS finds no provider for the API that it is wired to (docs/decisions.md).
 */
@Component(
        service = {Runnable.class, Mailer.class},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "scheduler.period:Long=10",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-mailer"
        })
@Designate(ocd = Mailer.Config.class)
public final class Mailer implements Runnable {
    /** What is older is not news any more: it stays in the CMS. */
    static final Duration NEWS = Duration.ofDays(2);
    /** When a digest comes, where its reader is. */
    static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Where e-mail comes from, and where its links lead. */
    @ObjectClassDefinition(name = "Herald e-mail", description = "Tells people by e-mail what waits for them.")
    @interface Config {
        @AttributeDefinition(name = "Host", description = "The mail server, which speaks SMTP over TLS.")
        String host();

        @AttributeDefinition(name = "Port")
        int port() default 465;

        @AttributeDefinition(name = "User")
        String user();

        @AttributeDefinition(name = "Password", description = "Encrypted: use Herald's screen of profiles.")
        String password();

        @AttributeDefinition(name = "From", description = "The sender's address.")
        String from();

        @AttributeDefinition(name = "CMS", description = "The address of the CMS for links, like https://cms.example.")
        String cms();
    }

    private final NoticeStore store;
    private final Repository repository;
    private final CryptoService crypto;
    private final Config config;
    private final Clock clock = Clock.systemUTC();
    private Instant quietUntil = Instant.EPOCH;

    @Activate
    public Mailer(
            @Reference NoticeStore store,
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            Config config) {
        this.store = store;
        this.repository = repository;
        this.crypto = crypto;
        this.config = config;
    }

    @Override
    public void run() {
        if (clock.instant().isBefore(quietUntil)) {
            return;
        }
        for (Outbox outbox : store.outboxes()) {
            if (!empty(outbox)) {
                quietUntil = clock.instant().plusSeconds(60); // the mail server is not there
                return;
            }
        }
    }

    /** Tells whether the mail server took what there was. */
    private boolean empty(Outbox outbox) {
        Instant now = clock.instant();
        boolean digest = outbox.settings().mail() == Mail.DIGEST;
        if (digest && now.isBefore(due(outbox))) {
            return true;
        }
        Optional<String> address;
        try (ResourceResolver resolver = repository.open()) {
            address = People.address(resolver, outbox.user());
        }
        List<Notice> news = outbox.notices().stream()
                .filter(notice -> !notice.read() || !digest)
                .filter(notice -> notice.at().isAfter(now.minus(NEWS)))
                .toList();
        if (outbox.settings().mail() == Mail.NONE || address.isEmpty() || news.isEmpty()) {
            store.mailed(outbox.user(), outbox.paths(), digest);
            return true;
        }
        if (digest) {
            boolean sent = send(address.get(), Letter.of(news, outbox.settings(), config.cms()));
            if (sent) {
                store.mailed(outbox.user(), outbox.paths(), true);
            }
            return sent;
        }
        return each(outbox, news, address.get());
    }

    private boolean each(Outbox outbox, List<Notice> news, String address) {
        for (int i = 0; i < outbox.notices().size(); i++) {
            Notice notice = outbox.notices().get(i);
            boolean sent = !news.contains(notice)
                    || send(address, Letter.of(List.of(notice), outbox.settings(), config.cms()));
            if (!sent) {
                return false;
            }
            store.mailed(outbox.user(), List.of(outbox.paths().get(i)), false);
        }
        return true;
    }

    /** The first morning after the last digest, or after the first thing to be told. */
    static Instant due(Outbox outbox) {
        NoticeSettings settings = outbox.settings();
        Instant first = outbox.notices().get(0).at();
        Instant after = outbox.digested().isAfter(first) ? outbox.digested() : first;
        ZonedDateTime there = after.atZone(settings.zone());
        ZonedDateTime morning = there.with(MORNING);
        return (morning.isAfter(there) ? morning : morning.plusDays(1)).toInstant();
    }

    private boolean send(String address, Letter letter) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader()); // the library finds its parts by it
        try {
            Session session = Session.getInstance(properties());
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(config.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message, config.user(), crypto.decrypt(config.password()));
            return true;
        } catch (MessagingException e) {
            LOG.error("E-mail to {} could not be sent; it is tried again", address, e);
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtps");
        properties.put("mail.transport.protocol.rfc822", "smtps");
        properties.put("mail.smtps.host", config.host());
        properties.put("mail.smtps.port", String.valueOf(config.port()));
        properties.put("mail.smtps.auth", "true");
        properties.put("mail.smtps.ssl.checkserveridentity", "true");
        for (String phase : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail.smtps." + phase, String.valueOf(TIMEOUT.toMillis()));
        }
        return properties;
    }
}
