package org.herald.core.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.herald.Profile;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.herald.core.notice.People;
import org.herald.core.profile.Connectors;
import org.herald.spi.Fact;

/** Tells those who administer profiles that something of them ends. */
final class EndWatch {
    private static final List<String> ADMINS = List.of("herald-admins");

    private final Told told;
    private final Connectors connectors;
    private final Clock clock;

    EndWatch(Told told, Connectors connectors, Clock clock) {
        this.told = told;
        this.connectors = connectors;
        this.clock = clock;
    }

    void look(List<Profile> profiles, Map<String, Known> known) {
        for (Profile profile : profiles) {
            if (profile.enabled() && profile.connected()) {
                known.getOrDefault(profile.id(), Known.NOTHING)
                        .facts(Fact.Ends.class)
                        .filter(ends -> !ends.renewed() && isNear(ends))
                        .forEach(ends -> tell(profile, ends));
            }
        }
    }

    private boolean isNear(Fact.Ends ends) {
        return !ends.at().isAfter(clock.instant().plus(Duration.ofDays(Points.DAYS.get(0))));
    }

    /** A version ends for all profiles of its network at once, and is told once. */
    private void tell(Profile profile, Fact.Ends ends) {
        boolean all = ends.what() == Fact.End.VERSION;
        String subject = (all ? "network " + profile.network() + " " + ends.which() : "profile " + profile.id()) + " "
                + ends.what();
        String title = all ? connectors.title(profile.network()) : profile.title();
        Instant now = clock.instant();
        NotificationContent content = new NotificationContent(
                "ENDS_" + ends.what(),
                "",
                "",
                title,
                "herald",
                Points.ends(ends, now).message());
        told.ends(subject, ends.at(), now, resolver -> People.in(resolver, ADMINS), content);
    }
}
