package org.herald.rest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.herald.MailServer;
import org.herald.NotificationSettings;
import org.herald.Notifications;
import org.herald.spi.Secret;

/** What people are told, in the CMS and by mail. */
final class NotificationRoutes {
    private static final int MAX_PORT = 65_535;

    private final Notifications notices;
    private final MailServer mail;

    NotificationRoutes(Notifications notices, MailServer mail) {
        this.notices = notices;
        this.mail = mail;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/notices", c -> Reply.ok(notices.of(c.caller()))),
                new Route("POST", "/notices/read", this::readNotices),
                new Route("PUT", "/notices/settings", this::chooseNotices),
                new Route("GET", "/mail", c -> Reply.ok(mail.get(c.caller()))),
                new Route("PUT", "/mail", this::setMail));
    }

    private Reply readNotices(Call call) {
        notices.read(call.caller());
        return Reply.nothing();
    }

    private Reply chooseNotices(Call call) {
        try {
            notices.choose(
                    call.caller(),
                    new NotificationSettings(
                            Call.word(NotificationSettings.Mail.class, "mail", call.required("mail")),
                            call.required("language"),
                            ZoneId.of(call.required("zone"))));
        } catch (DateTimeException e) {
            throw Call.invalid("zone", "Give the zone like Europe/Zurich.");
        }
        return Reply.ok(notices.of(call.caller()));
    }

    private Reply setMail(Call call) {
        String password = call.text("password", "");
        int port = call.number("port", MailServer.Setup.NONE.port());
        if (port < 1 || port > MAX_PORT) {
            throw Call.invalid("port", "The port of a mail server is 1 to " + MAX_PORT + ": 587 as a rule.");
        }
        mail.set(
                call.caller(),
                new MailServer.Setup(
                        call.text("host", "").strip(),
                        port,
                        call.text("user", "").strip(),
                        call.text("from", "").strip(),
                        call.text("cms", "").strip().replaceAll("/+$", "")),
                password.isEmpty() ? null : new Secret(password));
        return Reply.ok(mail.get(call.caller()));
    }
}
