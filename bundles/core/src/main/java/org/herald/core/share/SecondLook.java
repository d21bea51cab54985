package org.herald.core.share;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.Doubt;
import org.herald.Doubt.Why;

/** What a person looks at a second time before it is shared: the sign of a wrong account. Pure. */
final class SecondLook {
    /** Who said nothing for so long was forgotten, or is used by mistake. */
    static final Duration LONG = Duration.ofDays(30);
    /** More at once than this. */
    static final int MANY = 5;

    private SecondLook() {}

    /**
     * Who is to speak.
     *
     * @param sites the sites that the profile is bound to; empty for all
     * @param spokeFor the sites that it spoke for lately; empty where it said nothing, or nobody knows
     * @param last when it spoke last; empty where it never did
     * @param since from when on there is the profile; empty where an earlier version of Herald made it
     */
    record Speaker(
            String id,
            String title,
            List<String> sites,
            Set<String> spokeFor,
            Optional<Instant> last,
            Optional<Instant> since) {
        /** Copies the lists. */
        Speaker {
            sites = List.copyOf(sites);
            spokeFor = Set.copyOf(spokeFor);
        }

        private boolean isOfAnother(String site) {
            boolean bound = !sites.isEmpty() && !sites.contains(site);
            boolean foreign = sites.isEmpty() && !spokeFor.isEmpty() && !spokeFor.contains(site);
            return bound || foreign;
        }

        private Optional<Duration> silence(Instant now) {
            return last.or(() -> since)
                    .map(then -> Duration.between(then, now))
                    .filter(silent -> silent.compareTo(LONG) > 0);
        }
    }

    /**
     * Looks at what is to be shared.
     *
     * @param speakers the profiles, each once
     * @param site the path of the article's site
     * @param siteTitle as people call it
     */
    static List<Doubt> of(List<Speaker> speakers, String site, String siteTitle, Instant now) {
        List<Doubt> doubts = new ArrayList<>();
        for (Speaker speaker : speakers) {
            if (speaker.isOfAnother(site)) {
                doubts.add(doubt(
                        Why.OTHER_SITE,
                        speaker,
                        "site",
                        siteTitle,
                        "“" + speaker.title() + "” is a profile of other sites, not of “" + siteTitle + "”."));
            }
            speaker.silence(now)
                    .map(silent -> Long.toString(silent.toDays()))
                    .ifPresent(days -> doubts.add(doubt(
                            Why.LONG_UNUSED,
                            speaker,
                            "days",
                            days,
                            "Nothing was said as “" + speaker.title() + "” for " + days + " days.")));
        }
        if (speakers.size() > MANY) {
            String count = Integer.toString(speakers.size());
            doubts.add(new Doubt(
                    Why.MANY,
                    Why.MANY + "/" + count,
                    "",
                    Map.of("count", count),
                    "It goes out as " + count + " profiles at once."));
        }
        return doubts;
    }

    private static Doubt doubt(Why why, Speaker speaker, String name, String value, String message) {
        return new Doubt(
                why, why + "/" + speaker.id(), speaker.id(), Map.of("profile", speaker.title(), name, value), message);
    }
}
