package org.herald.core.notice;

import java.io.IOException;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.MailServer;
import org.herald.Rejection;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.spi.Secret;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Configures the {@link Mailer}: here, as the CMS's console cannot encrypt a password (its form answers 404). */
@Component(service = {MailServer.class, MailSetup.class})
public final class MailSetup implements MailServer {
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String FROM = "from";
    private static final String CMS = "cms";
    private static final int MAX_PORT = 65_535;
    private static final String ADDRESS = "https?://[^\\s\\p{Cntrl}/?#]+";

    private final ConfigurationAdmin configurations;
    private final CryptoService crypto;

    @Activate
    public MailSetup(
            @Reference ConfigurationAdmin configurations, @Reference(target = "(names=herald)") CryptoService crypto) {
        this.configurations = configurations;
        this.crypto = crypto;
    }

    private static void mustAdminister(ResourceResolver caller) {
        if (!Nodes.may(caller, Names.PROFILES, Names.PRIVILEGE_ADMINISTER)) {
            throw new Rejection(
                    Rejection.Kind.FORBIDDEN,
                    "notAdmin",
                    "Only members of herald-admins set up e-mail: ask an administrator.");
        }
    }

    private Configuration mailer() throws IOException {
        return configurations.getConfiguration(Mailer.class.getName(), null);
    }

    private static String text(Dictionary<String, Object> values, String name) {
        return values == null ? "" : Objects.toString(values.get(name), "");
    }

    @Override
    public Setup get(ResourceResolver caller) {
        mustAdminister(caller);
        try {
            Dictionary<String, Object> mailer = mailer().getProperties();
            return text(mailer, HOST).isEmpty()
                    ? Setup.NONE
                    : new Setup(
                            text(mailer, HOST),
                            (Integer) mailer.get(PORT),
                            text(mailer, USER),
                            text(mailer, FROM),
                            text(mailer, CMS));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read how e-mail is set up", e);
        }
    }

    /** The address of the CMS, whoever asks; empty where no e-mail is set up, or it is no address. */
    public Optional<URI> address() {
        try {
            return Optional.of(text(mailer().getProperties(), CMS))
                    .filter(text -> text.matches(ADDRESS))
                    .map(URI::create);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void set(ResourceResolver caller, Setup setup, Secret password) {
        mustAdminister(caller);
        try {
            if (setup.host().isEmpty()) {
                mailer().delete();
                return;
            }
            check(setup, password);
            Dictionary<String, Object> before = mailer().getProperties();
            String kept = before == null ? "" : text(before, PASSWORD);
            if (password == null) {
                mayKeep(before, kept, setup);
            }
            Dictionary<String, Object> mailer = new Hashtable<>();
            mailer.put(HOST, setup.host());
            mailer.put(PORT, setup.port());
            mailer.put(USER, setup.user());
            mailer.put(PASSWORD, password == null ? kept : crypto.encrypt(password.reveal()));
            mailer.put(FROM, setup.from());
            mailer.put(CMS, setup.cms());
            mailer().update(mailer);
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep how e-mail is set up", e);
        }
    }

    /** A password goes to the server, and for the user, that it was given for, and nowhere else. */
    private static void mayKeep(Dictionary<String, Object> before, String kept, Setup setup) {
        if (kept.isEmpty()) {
            throw new Rejection(Rejection.Kind.INVALID, PASSWORD, "Give the password of the mail server.");
        }
        boolean same = text(before, HOST).equalsIgnoreCase(setup.host())
                && text(before, PORT).equals(String.valueOf(setup.port()))
                && text(before, USER).equals(setup.user());
        if (!same) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    PASSWORD,
                    "Another mail server, port or user: enter the password again, so that the old one is not sent there.");
        }
    }

    private static void check(Setup setup, Secret password) {
        if (!setup.host().matches("[\\p{L}\\p{N}._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?")) {
            throw new Rejection(Rejection.Kind.INVALID, HOST, "Give the mail server's name, like smtp.example.org.");
        }
        if (!isLine(setup.user())) {
            throw new Rejection(Rejection.Kind.INVALID, USER, "Give the mail server's user in one line.");
        }
        if (password != null && !isLine(password.reveal())) {
            throw new Rejection(Rejection.Kind.INVALID, PASSWORD, "Give the mail server's password in one line.");
        }
        if (setup.port() < 1 || setup.port() > MAX_PORT) {
            throw new Rejection(Rejection.Kind.INVALID, "port", "Give the mail server's port, 465 as a rule.");
        }
        if (!setup.from().matches(MailRound.ADDRESS)) {
            throw new Rejection(Rejection.Kind.INVALID, "from", "Give the sender's address, like herald@example.org.");
        }
        if (!setup.cms().matches(ADDRESS)) {
            throw new Rejection(
                    Rejection.Kind.INVALID, "cms", "Give the address of this CMS for links, like https://cms.example.");
        }
    }

    private static boolean isLine(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }
}
