package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Dictionary;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.MailServer.Setup;
import org.herald.Rejection;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.cm.ConfigurationAdmin;

@ExtendWith(SlingContextExtension.class)
class MailSetupTest {
    private static final Setup USUAL = setup("smtp.example.org", 465, "herald");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private ConfigurationAdmin configurations;
    private MailSetup mail;

    @BeforeEach
    void make() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        ((JackrabbitWorkspace) session.getWorkspace())
                .getPrivilegeManager()
                .registerPrivilege(Names.PRIVILEGE_ADMINISTER, false, new String[0]);
        Nodes.obtain(context.resourceResolver(), Names.PROFILES, Names.NT_FOLDER);
        context.resourceResolver().commit();
        configurations = context.getService(ConfigurationAdmin.class);
        mail = new MailSetup(configurations, new Reversing());
        mail.set(context.resourceResolver(), USUAL, new Secret("old"));
    }

    private static Setup setup(String host, int port, String user) {
        return new Setup(host, port, user, "herald@example.org", "https://cms.example");
    }

    private String kept() throws Exception {
        Dictionary<String, Object> values =
                configurations.getConfiguration(Mailer.class.getName(), null).getProperties();
        return values.get("host") + " " + values.get("port") + " " + values.get("user") + " "
                + new Reversing().decrypt(values.get("password").toString());
    }

    private Rejection refused(Setup setup, Secret password) {
        Rejection refused =
                catchThrowableOfType(Rejection.class, () -> mail.set(context.resourceResolver(), setup, password));
        assertThat(refused).isNotNull();
        assertThat(refused.kind()).isEqualTo(Rejection.Kind.INVALID);
        return refused;
    }

    @Test
    void theOldPasswordGoesToNoOtherServerAndForNoOtherUser() throws Exception {
        for (Setup other : new Setup[] {
            setup("mail.elsewhere.example", 465, "herald"),
            setup("smtp.example.org", 2465, "herald"),
            setup("smtp.example.org", 465, "eve")
        }) {
            Rejection refused = refused(other, null);
            assertThat(refused.code()).isEqualTo("password");
            assertThat(refused).hasMessageContaining("enter the password again");
            assertThat(kept()).as("nothing changed").isEqualTo("smtp.example.org 465 herald old");
        }
    }

    @Test
    void theRestMayChangeWithoutIt() throws Exception {
        Setup other = new Setup("SMTP.example.org", 465, "herald", "press@example.org", "https://other.example");
        mail.set(context.resourceResolver(), other, null);
        assertThat(kept()).isEqualTo("SMTP.example.org 465 herald old");
        assertThat(mail.get(context.resourceResolver())).isEqualTo(other);
    }

    @Test
    void anotherServerIsTakenWithAPassword() throws Exception {
        mail.set(context.resourceResolver(), setup("mail.elsewhere.example", 2465, "eve"), new Secret("new"));
        assertThat(kept()).isEqualTo("mail.elsewhere.example 2465 eve new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nRCPT", "x y", "x\0", "x/y", "http://x", "x:25 ", "user@x"})
    void aHostIsANameAndNothingElse(String host) {
        assertThat(refused(setup(host, 465, "herald"), new Secret("new")).code())
                .isEqualTo("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "smtp.bücher.example", "mail_1"})
    void aHostMayBeWrittenAsHostsAre(String host) {
        mail.set(context.resourceResolver(), setup(host, 465, "herald"), new Secret("new"));
        assertThat(mail.get(context.resourceResolver()).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "herald",
                "a@b\r\nBcc: x@y",
                "a@b, c@d",
                "<a@b>",
                "a b@c",
                "a@b\0",
                "a@@b",
                "Herald <a@b.example>"
            })
    void aSenderIsOneAddress(String from) {
        Setup setup = new Setup("smtp.example.org", 465, "herald", from, "https://cms.example");
        assertThat(refused(setup, new Secret("new")).code()).isEqualTo("from");
    }

    @Test
    void whatCannotBeSentIsRefused() {
        assertThat(refused(setup("smtp.example.org", 465, "a\nb"), new Secret("new"))
                        .code())
                .isEqualTo("user");
        assertThat(refused(USUAL, new Secret("a\nb")).code()).isEqualTo("password");
        assertThat(refused(setup("smtp.example.org", 99_999, "herald"), null).code())
                .isEqualTo("port");
    }
}
