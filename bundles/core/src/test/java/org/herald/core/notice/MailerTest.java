package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.NotificationSettings;
import org.herald.NotificationSettings.Mail;
import org.herald.core.notice.MailTransport.Sent;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class MailerTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Hand clock = new Hand(Instant.parse("2026-11-25T10:00:00Z"));
    private final ExecutorService postman = Executors.newSingleThreadExecutor();
    private final Office office = new Office();
    private final List<SmtpTransport.Server> opened = new ArrayList<>();
    private Repository repository;
    private NotificationStore store;

    @BeforeEach
    void make() throws Exception {
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new NotificationStore(repository, clock);
        JackrabbitSession session =
                (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        User anna = session.getUserManager().createUser("anna", "anna");
        anna.setProperty("email", session.getValueFactory().createValue("anna@example.org"));
        session.save();
        store.choose("anna", new NotificationSettings(Mail.EACH, "en", ZoneId.of("UTC")));
        store.tell("anna", new NotificationStore.NotificationContent("SUBMIT", "", "/content/x", "Bees", "edith", ""));
    }

    @AfterEach
    void stop() {
        postman.shutdownNow();
    }

    private Mailer mailer(String password) {
        return new Mailer(repository, new Reversing(), new Configured(password), clock, postman, (server, now) -> {
            opened.add(server);
            return office;
        });
    }

    private void run(Mailer mailer) throws Exception {
        mailer.run();
        postman.submit(() -> {}).get();
    }

    @Test
    void bringsWhatWaitsToTheServerThatWasConfigured() throws Exception {
        Mailer mailer = mailer(new Reversing().encrypt("secret"));
        run(mailer);
        assertThat(office.taken).containsExactly("anna@example.org");
        assertThat(office.closed).isEqualTo(1);
        SmtpTransport.Server server = opened.get(0);
        assertThat(server.protocol()).isEqualTo(SmtpTransport.TLS);
        assertThat(server.host()).isEqualTo("mail.example.org");
        assertThat(server.password().reveal()).isEqualTo("secret");
        run(mailer);
        assertThat(office.taken).as("each thing is told once").hasSize(1);
    }

    @Test
    void leavesAServerThatTakesNothingAloneForAMinute() throws Exception {
        Mailer mailer = mailer(new Reversing().encrypt("secret"));
        office.mood = () -> Sent.UNREACHABLE;
        run(mailer);
        run(mailer);
        assertThat(opened).hasSize(1);
        clock.move(Duration.ofMinutes(1));
        office.mood = () -> Sent.TAKEN;
        run(mailer);
        assertThat(opened).hasSize(2);
        assertThat(office.taken).containsExactly("anna@example.org");
    }

    @Test
    void aPasswordOfAnotherKeyIsNotSentAnywhereAndStopsNobody() throws Exception {
        Mailer mailer = mailer(new Reversing("another").encrypt("secret"));
        run(mailer);
        clock.move(Duration.ofMinutes(1));
        run(mailer);
        assertThat(opened).isEmpty();
        assertThat(store.of("anna")).as("it stays in the CMS").hasSize(1);
    }

    @Test
    void oneRoundIsUnderwayAtATimeHoweverSlowTheServer() throws Exception {
        Mailer mailer = mailer(new Reversing().encrypt("secret"));
        office.mood = () -> {
            mailer.run();
            mailer.run();
            return Sent.TAKEN;
        };
        run(mailer);
        postman.submit(() -> {}).get();
        assertThat(opened).hasSize(1);
    }

    /** A mail server with a mood. */
    private static final class Office implements MailTransport {
        private final List<String> taken = new ArrayList<>();
        private Supplier<Sent> mood = () -> Sent.TAKEN;
        private int closed;

        @Override
        public Sent send(String address, NotificationEmail letter) {
            Sent sent = mood.get();
            if (sent == Sent.TAKEN) {
                taken.add(address);
            }
            return sent;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private record Configured(String password) implements Mailer.Config {
        @Override
        public String host() {
            return "mail.example.org";
        }

        @Override
        public int port() {
            return 465;
        }

        @Override
        public String user() {
            return "herald";
        }

        @Override
        public String from() {
            return "herald@example.org";
        }

        @Override
        public String cms() {
            return "https://cms.example";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Mailer.Config.class;
        }
    }
}
