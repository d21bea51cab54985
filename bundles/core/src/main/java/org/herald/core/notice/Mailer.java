package org.herald.core.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by e-mail what people are told. There is none until somebody configures it. A thread of its own waits for the mail
 * server, so that a slow one keeps nothing else in the CMS waiting.
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
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    /** For connecting, and for each answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** After a server that did not take what there was. */
    private static final Duration QUIET = Duration.ofMinutes(1);

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

    private final CryptoService crypto;
    private final Config config;
    private final Clock clock;
    private final MailRound round;
    private final ExecutorService postman;
    private final BiFunction<SmtpTransport.Server, Clock, MailTransport> opener;
    private final AtomicBoolean underway = new AtomicBoolean();
    private volatile Instant quietUntil = Instant.EPOCH;

    @Activate
    public Mailer(
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            Config config) {
        this(repository, crypto, config, Clock.systemUTC(), postman(), SmtpTransport::new);
    }

    /** With a clock, a thread and a way to the mail server of its own. */
    Mailer(
            Repository repository,
            CryptoService crypto,
            Config config,
            Clock clock,
            ExecutorService postman,
            BiFunction<SmtpTransport.Server, Clock, MailTransport> opener) {
        this.crypto = crypto;
        this.config = config;
        this.clock = clock;
        this.postman = postman;
        this.opener = opener;
        this.round =
                new MailRound(new Outboxes(repository, clock), user -> address(repository, user), config.cms(), clock);
    }

    private static ExecutorService postman() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "herald-mailer");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void stop() {
        postman.shutdownNow();
    }

    private static Optional<String> address(Repository repository, String user) {
        try (ResourceResolver resolver = repository.open()) {
            return People.address(resolver, user);
        }
    }

    @Override
    public void run() {
        if (!clock.instant().isBefore(quietUntil) && underway.compareAndSet(false, true)) {
            postman.execute(this::goRound);
        }
    }

    private void goRound() {
        try (MailTransport transport = opener.apply(server(), clock)) {
            if (!round.run(transport)) {
                quietUntil = clock.instant().plus(QUIET);
            }
        } catch (RuntimeException e) {
            quietUntil = clock.instant().plus(QUIET);
            LOG.error("E-mail could not be sent; it is tried again", e);
        } finally {
            underway.set(false);
        }
    }

    private SmtpTransport.Server server() {
        return new SmtpTransport.Server(
                SmtpTransport.TLS, config.host(), config.port(), config.user(), password(), config.from(), TIMEOUT);
    }

    private Secret password() {
        try {
            return new Secret(crypto.decrypt(config.password()));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The password of the mail server was encrypted with another key: put HERALD_KEY back, or enter the"
                            + " password again on the screen of profiles",
                    e);
        }
    }
}
