package org.herald.core.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.NotificationSettings.Mail;
import org.herald.core.notice.MailTransport.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each person what waits to be told. A person whose letter does not get through is set aside for a while, and the
 * others get theirs. What is set aside is known to this object alone: after a restart it is tried anew.
 */
final class MailRound {
    /** What is older is not news any more: it stays in the CMS. */
    static final Duration NEWS = Duration.ofDays(2);
    /** When a digest comes, where its reader is. */
    static final LocalTime MORNING = LocalTime.of(8, 0);
    /** Pauses before the next try; after the last, a refused address gets nothing more of what waited. */
    static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));

    /** What an address is made of: nothing that a mail server could take for a command, or for two addresses. */
    static final String ADDRESS = "[^@\\s\\p{Cntrl}<>(),;:\"\\\\]+@[^@\\s\\p{Cntrl}<>(),;\"\\\\]+";

    private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);

    private final Outboxes outboxes;
    private final Function<String, Optional<String>> addresses;
    private final String cms;
    private final Clock clock;
    private final Map<String, Aside> aside = new HashMap<>();

    /** Somebody whose letters do not get through at present. */
    private record Aside(int tries, Instant until) {}

    MailRound(Outboxes outboxes, Function<String, Optional<String>> addresses, String cms, Clock clock) {
        this.outboxes = outboxes;
        this.addresses = addresses;
        this.cms = cms;
        this.clock = clock;
    }

    /** Goes through all that waits; false when the mail server had better be left alone for a while. */
    boolean run(MailTransport transport) {
        for (Outbox outbox : outboxes.all()) {
            if (isAside(outbox.user())) {
                continue;
            }
            Sent sent = empty(outbox, transport);
            switch (sent) {
                case TAKEN -> aside.remove(outbox.user());
                case REFUSED -> refused(outbox);
                case BROKEN -> setAside(outbox.user());
                default -> LOG.debug("{} is told later", outbox.user());
            }
            if (sent == Sent.BROKEN || sent == Sent.UNREACHABLE) {
                return false;
            }
        }
        return true;
    }

    private boolean isAside(String user) {
        Aside one = aside.get(user);
        return one != null && clock.instant().isBefore(one.until());
    }

    private int setAside(String user) {
        int tries = aside.containsKey(user) ? aside.get(user).tries() + 1 : 1;
        Duration pause = PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
        aside.put(user, new Aside(tries, clock.instant().plus(pause)));
        return tries;
    }

    private void refused(Outbox outbox) {
        if (setAside(outbox.user()) > PAUSES.size()) {
            outboxes.mailed(outbox.user(), outbox.paths(), false);
            LOG.error(
                    "The mail server refuses the address of {}: {} notices stay in the CMS. Correct the user's profile/email",
                    outbox.user(),
                    outbox.paths().size());
        }
    }

    /** Tells somebody what is due; the first letter that does not get through ends it. */
    private Sent empty(Outbox outbox, MailTransport transport) {
        Instant now = clock.instant();
        boolean digest = outbox.settings().mail() == Mail.DIGEST;
        if (digest && now.isBefore(due(outbox))) {
            return Sent.TAKEN;
        }
        Optional<String> address = addresses.apply(outbox.user()).filter(this::isAddress);
        List<Notification> news = outbox.notices().stream()
                .filter(notice -> !notice.read() || !digest)
                .filter(notice -> notice.at().isAfter(now.minus(NEWS)))
                .toList();
        if (outbox.settings().mail() == Mail.NONE || address.isEmpty() || news.isEmpty()) {
            outboxes.mailed(outbox.user(), outbox.paths(), digest);
            return Sent.TAKEN;
        }
        if (digest) {
            Sent sent = transport.send(address.get(), NotificationEmail.of(news, outbox.settings(), cms));
            if (sent == Sent.TAKEN) {
                outboxes.mailed(outbox.user(), outbox.paths(), true);
            }
            return sent;
        }
        return each(outbox, news, address.get(), transport);
    }

    private Sent each(Outbox outbox, List<Notification> news, String address, MailTransport transport) {
        for (int i = 0; i < outbox.notices().size(); i++) {
            Notification notice = outbox.notices().get(i);
            if (news.contains(notice)) {
                Sent sent = transport.send(address, NotificationEmail.of(List.of(notice), outbox.settings(), cms));
                if (sent != Sent.TAKEN) {
                    return sent;
                }
            }
            outboxes.mailed(outbox.user(), List.of(outbox.paths().get(i)), false);
        }
        return Sent.TAKEN;
    }

    /** An address with a line break in it would be a command to the server. */
    private boolean isAddress(String address) {
        boolean right = address.matches(ADDRESS);
        if (!right) {
            LOG.warn("An e-mail address in a user's profile is none: nothing is sent there");
        }
        return right;
    }

    /** The first morning after the last digest, or after the first thing to be told. */
    static Instant due(Outbox outbox) {
        NotificationSettings settings = outbox.settings();
        Instant first = outbox.notices().get(0).at();
        Instant after = outbox.digested().isAfter(first) ? outbox.digested() : first;
        ZonedDateTime there = after.atZone(settings.zone());
        ZonedDateTime morning = there.with(MORNING);
        return (morning.isAfter(there) ? morning : morning.plusDays(1)).toInstant();
    }
}
