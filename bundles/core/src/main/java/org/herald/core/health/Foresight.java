package org.herald.core.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.Finding;
import org.herald.Profile;
import org.herald.Severity;
import org.herald.core.variant.TextLength;
import org.herald.core.workflow.ArticleTimes;
import org.herald.spi.Fact;
import org.herald.spi.Limits;
import org.herald.spi.Reason;

/** What is likely to keep a planned post from being sent at its time. Pure. */
final class Foresight {
    private Foresight() {}

    /**
     * A post that is to come.
     *
     * @param profile empty where it is gone
     * @param installed whether there is a connector for it
     * @param approved whether what has to be approved for it is
     * @param others when the same profile's other posts are planned
     * @param parts what is posted one below the other
     * @param limits what the network takes now; empty where that is not looked at
     */
    record Planned(
            Optional<Profile> profile,
            boolean installed,
            boolean approved,
            Instant at,
            List<Instant> others,
            List<String> parts,
            Optional<Limits> limits) {
        Planned {
            others = List.copyOf(others);
            parts = List.copyOf(parts);
        }
    }

    static List<Finding> of(Planned post, Known known, ArticleTimes article, Instant now) {
        List<Finding> findings = new ArrayList<>();
        profile(post, findings);
        if (findings.isEmpty()) { // of a profile that sends nothing at all it does not matter what else it lacks
            account(post, known, findings);
            ends(post, known, now, findings);
            quota(post, known, now, findings);
            limits(post, findings);
        }
        article(post, article, findings);
        return findings;
    }

    private static void profile(Planned post, List<Finding> findings) {
        if (post.profile().isEmpty()) {
            findings.add(found("PROFILE_GONE", Map.of(), "The profile was deleted: choose another one."));
        } else if (!post.profile().get().enabled()) {
            findings.add(found(
                    "PROFILE_DISABLED",
                    Map.of(),
                    "The profile is disabled: an administrator enables it, or it waits."));
        } else if (!post.profile().get().connected()) {
            findings.add(found(
                    "PROFILE_NOT_CONNECTED", Map.of(), "The profile is not connected: an administrator connects it."));
        } else if (!post.installed()) {
            String network = post.profile().get().network();
            findings.add(found(
                    "NO_CONNECTOR",
                    Map.of("network", network),
                    "No connector for “" + network + "” is installed: an administrator installs it."));
        }
    }

    private static void account(Planned post, Known known, List<Finding> findings) {
        boolean other = known.facts(Fact.SignedIn.class)
                .anyMatch(in -> !post.profile().get().remoteId().isEmpty()
                        && !in.remoteId().equals(post.profile().get().remoteId()));
        boolean refused = known.facts(Fact.Refused.class).anyMatch(no -> no.reason() == Reason.AUTHORISATION);
        if (refused || other || !known.trouble().isEmpty()) {
            findings.add(found(
                    "SIGN_IN_BROKEN",
                    Map.of(),
                    "The profile's sign-in does not work: an administrator connects it again before."));
        }
        known.facts(Fact.Lacks.class)
                .filter(lacks -> lacks.posting() && !lacks.names().isEmpty())
                .forEach(lacks -> findings.add(found(
                        "NOT_ALLOWED",
                        Map.of("names", String.join(", ", lacks.names())),
                        "The network does not let the profile post, for this is not allowed: "
                                + String.join(", ", lacks.names()) + ". An administrator mends that before.")));
    }

    private static void ends(Planned post, Known known, Instant now, List<Finding> findings) {
        known.facts(Fact.Ends.class)
                .filter(ends -> !ends.renewed() && !ends.at().isAfter(post.at()))
                .filter(ends -> ends.what() != Fact.End.DATA_ACCESS)
                .min(Comparator.comparing(Fact.Ends::at))
                .ifPresent(ends -> findings.add(found(
                        ends.what() == Fact.End.VERSION ? "VERSION_ENDS_BEFORE" : "SIGN_IN_ENDS_BEFORE",
                        Map.of("at", ends.at().toString(), "which", ends.which()),
                        Points.ends(ends, now).message() + " That is before this post's time.")));
    }

    /** Counts what is planned in the time of the quota that ends with the post; what was sent in it stands in what is left. */
    private static void quota(Planned post, Known known, Instant now, List<Finding> findings) {
        known.facts(Fact.Quota.class)
                .filter(quota -> quota.what() == Fact.Counted.POSTS)
                .forEach(quota -> {
                    long room = room(quota, known, post.at());
                    Instant begin = post.at().minus(quota.window());
                    long planned = 1
                            + post.others().stream()
                                    .filter(at -> at.isAfter(begin) && at.isAfter(now) && !at.isAfter(post.at()))
                                    .count();
                    if (planned > room) {
                        findings.add(found(
                                "QUOTA_USED_UP",
                                Map.of("planned", Long.toString(planned), "left", Long.toString(room)),
                                "The network takes " + room + " more posts in that time, and this is number " + planned
                                        + ": it will wait. Choose another time."));
                    }
                });
    }

    private static long room(Fact.Quota quota, Known known, Instant at) {
        Instant whole = quota.until()
                .orElseGet(() -> known.checkedAt().orElse(Instant.EPOCH).plus(quota.window()));
        return whole.isAfter(at) ? quota.left() : quota.total();
    }

    private static void limits(Planned post, List<Finding> findings) {
        post.limits().ifPresent(limits -> {
            int most = limits.text().maxLength();
            int longest = post.parts().stream()
                    .mapToInt(part -> TextLength.of(part, limits))
                    .max()
                    .orElse(0);
            if (longest > most) {
                findings.add(found(
                        "LIMITS_CHANGED",
                        Map.of("length", Integer.toString(longest), "max", Integer.toString(most)),
                        "The network takes " + most + " characters now, and this text has " + longest
                                + ": take it back, and share it anew with a shorter one."));
            }
        });
    }

    private static void article(Planned post, ArticleTimes article, List<Finding> findings) {
        if (article.gone()) {
            findings.add(found("ARTICLE_GONE", Map.of(), "The article was deleted: this stays unsent."));
        } else if (article.end().filter(end -> !end.isAfter(post.at())).isPresent()) {
            Instant end = article.end().get();
            findings.add(found(
                    "ARTICLE_ENDS_BEFORE",
                    Map.of("at", end.toString()),
                    "The article is taken off the site on " + Points.time(end) + ", before this post's time."));
        } else if (!article.isShownAt(post.at())) {
            findings.add(found(
                    "ARTICLE_NOT_PUBLIC",
                    Map.of(),
                    "The article will not be public at that time: publish it before, or choose a later time."));
        } else if (!post.approved()) {
            findings.add(found(
                    "NOT_APPROVED", Map.of(), "It is not approved yet: without that it is not sent at its time."));
        }
    }

    private static Finding found(String rule, Map<String, String> values, String message) {
        return new Finding(rule, Severity.WARNS, 0, 0, values, message, "");
    }
}
