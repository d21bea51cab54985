package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.budget.BudgetWords;
import org.herald.core.budget.NoPlace;
import org.herald.core.budget.Verdict;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.People;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Alongside;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.core.share.Whose;
import org.herald.spi.Lookup;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;

/** What an answer of the network makes of a variant. Pure. */
final class Transition {
    /** When a lost answer is looked up; after the last one a person decides. */
    static final Duration[] LOOKUPS = {Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofMinutes(5)};
    /** Posts found absent are sent again this often, then a person decides. */
    static final int MAX_ATTEMPTS = 3;

    private Transition() {}

    /** After a call that was to put the post on the network. */
    static VariantChange sent(DeliveryItem variant, String profile, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Done done) {
            return posted(
                    variant, done.ref(), done.remark().isEmpty() ? "" : about(variant, profile) + done.remark(), now);
        }
        if (outcome instanceof Outcome.Later later) {
            return later(variant, profile, later);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(variant, profile, refused);
        }
        Outcome.Uncertain uncertain = (Outcome.Uncertain) outcome;
        return uncertain(variant, profile, uncertain.why(), 0, now);
    }

    /** A part is on the network: the next one is due, or it was the last. What was said of an earlier part stays said. */
    static VariantChange posted(DeliveryItem variant, RemoteRef ref, String message, Instant now) {
        Map<String, Object> values = new HashMap<>(variant.posted(ref, now));
        String remark = (variant.tries().remark() + " " + message).strip();
        values.put(PN_REMARK, remark);
        values.put(PN_MESSAGE, remark);
        if (variant.part() + 1 == variant.parts()) {
            return new VariantChange(VariantState.SENT, values);
        }
        values.put(PN_ATTEMPTS, 0);
        values.put(PN_LOOKUPS, 0);
        values.put(PN_NOT_BEFORE, Nodes.date(now));
        return new VariantChange(VariantState.QUEUED, values);
    }

    /** There is no place for it in its profile's budget. */
    static VariantChange held(DeliveryItem variant, String profile, NoPlace answer) {
        String why = BudgetWords.why(answer.verdict(), answer.zone());
        if (!(answer.verdict() instanceof Verdict.Waits waits)) {
            return refused(variant, profile, new Outcome.Refused(Reason.BUDGET, why));
        }
        return waits.until().isAfter(variant.deadline())
                ? refused(variant, profile, new Outcome.Refused(Reason.EXPIRED, why + " That is too late for it."))
                : new VariantChange(
                        VariantState.QUEUED,
                        Map.of(
                                PN_REASON, Reason.BUDGET.name(),
                                PN_NOT_BEFORE, Nodes.date(waits.until()),
                                PN_MESSAGE, message(variant, profile, why, "")));
    }

    /** Nothing arrived, and nobody asked for it in vain: it does not count as an attempt. */
    private static VariantChange later(DeliveryItem variant, String profile, Outcome.Later later) {
        if (later.notBefore().isAfter(variant.deadline())) {
            return refused(variant, profile, new Outcome.Refused(Reason.EXPIRED, later.why()));
        }
        int counted = variant.state() == VariantState.SENDING ? 1 : 0; // by the claim
        return new VariantChange(
                VariantState.QUEUED,
                Map.of(
                        PN_ATTEMPTS, Math.max(0, variant.attempts() - counted),
                        PN_NOT_BEFORE, Nodes.date(later.notBefore()),
                        PN_TICKET, later.ticket(),
                        PN_REASON, "",
                        PN_MESSAGE, message(variant, profile, later.why(), "It is tried again by itself.")));
    }

    private static VariantChange refused(DeliveryItem variant, String profile, Outcome.Refused refused) {
        return new VariantChange(
                VariantState.REFUSED,
                Map.of(
                        PN_REASON, refused.reason().name(),
                        PN_MESSAGE, message(variant, profile, refused.why(), remedy(variant, refused.reason()))));
    }

    /** A call whose answer was lost: it is looked up before anything else happens. */
    static VariantChange uncertain(DeliveryItem variant, String profile, String why, int lookups, Instant now) {
        boolean person = lookups >= LOOKUPS.length;
        String remedy = person
                ? "Look at the profile on the network, and say here whether it is there."
                : "Herald looks it up on the network before anything is sent again.";
        return new VariantChange(
                VariantState.UNCERTAIN,
                Map.of(
                        PN_LOOKUPS, lookups,
                        PN_NOT_BEFORE, Nodes.date(person ? DeliveryItem.NEVER : now.plus(LOOKUPS[lookups])),
                        PN_MESSAGE, message(variant, profile, why, remedy)));
    }

    /** After the network was asked whether the post is there. */
    static VariantChange lookedUp(
            DeliveryItem variant, String profile, Lookup lookup, NetworkTraits.Idempotency idempotency, Instant now) {
        if (lookup instanceof Lookup.Present present) {
            return posted(variant, present.ref(), "", now);
        }
        if (lookup instanceof Lookup.Unknown unknown) {
            return uncertain(variant, profile, unknown.why(), variant.lookups() + 1, now);
        }
        return absent(variant, profile, idempotency, now);
    }

    /** A slow server may show a post a little after it took it, so one that keeps no id of ours is asked twice. */
    private static VariantChange absent(
            DeliveryItem variant, String profile, NetworkTraits.Idempotency idempotency, Instant now) {
        boolean certain = idempotency == NetworkTraits.Idempotency.CLIENT_ID || variant.lookups() > 0;
        if (!certain) {
            return uncertain(variant, profile, "The network does not show the post yet.", 1, now);
        }
        if (variant.attempts() >= MAX_ATTEMPTS) {
            return refused(
                    variant,
                    profile,
                    new Outcome.Refused(Reason.SERVER, "The server lost the post " + variant.attempts() + " times."));
        }
        return new VariantChange(
                VariantState.QUEUED,
                Map.of(
                        PN_LOOKUPS, 0,
                        PN_LOOK_SINCE, Nodes.date(Instant.EPOCH),
                        PN_NOT_BEFORE, Nodes.date(now),
                        PN_MESSAGE, message(variant, profile, "The network does not have it.", "It is sent again.")));
    }

    /** What a repository that is lost may have sent is asked for first. */
    static VariantChange lookFirst(DeliveryItem variant, String profile, Instant now) {
        return new VariantChange(
                VariantState.UNCERTAIN,
                Map.of(
                        PN_LOOKUPS, 0,
                        PN_NOT_BEFORE, Nodes.date(now),
                        PN_MESSAGE,
                                message(
                                        variant,
                                        profile,
                                        "The repository was restored, and this may have been sent before.",
                                        "Herald looks it up on the network before anything is sent.")));
    }

    /** As long as nobody can be asked: the question is not counted as one. */
    static VariantChange askedLater(DeliveryItem variant, String profile, String why, Instant notBefore) {
        return notBefore.isAfter(variant.deadline())
                ? uncertain(variant, profile, why, LOOKUPS.length, notBefore)
                : new VariantChange(
                        VariantState.UNCERTAIN,
                        Map.of(
                                PN_NOT_BEFORE, Nodes.date(notBefore),
                                PN_MESSAGE, message(variant, profile, why, "It is looked up as soon as it can be.")));
    }

    /** After a call that was to delete the post. Deleting twice does no harm. */
    static VariantChange deleted(DeliveryItem variant, String profile, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Done) {
            return takenBack(variant, now);
        }
        if (outcome instanceof Outcome.Later later) {
            return deletedLater(variant, profile, later.notBefore(), later.why());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason() == Reason.GONE
                    ? takenBack(variant, now)
                    : stillThere(variant, profile, refused.reason(), refused.why());
        }
        Outcome.Uncertain uncertain = (Outcome.Uncertain) outcome;
        return deletedLater(variant, profile, now.plus(LOOKUPS[1]), uncertain.why());
    }

    private static VariantChange deletedLater(DeliveryItem variant, String profile, Instant notBefore, String why) {
        if (notBefore.isAfter(variant.deadline())) {
            return stillThere(variant, profile, Reason.EXPIRED, why);
        }
        return new VariantChange(
                VariantState.WITHDRAWING,
                Map.of(
                        PN_NOT_BEFORE, Nodes.date(notBefore),
                        PN_MESSAGE, message(variant, profile, why, "It is tried again by itself.")));
    }

    /** What could not be taken back is public, and says so. */
    static VariantChange stillThere(DeliveryItem variant, String profile, Reason reason, String why) {
        String remedy = reason == Reason.AUTHORISATION
                ? remedy(reason)
                : "Take it back again, or delete it on the network itself.";
        return new VariantChange(
                VariantState.SENT,
                Map.of(
                        PN_REASON, reason.name(),
                        PN_MESSAGE, message(variant, profile, "It is still on the network. " + why, remedy)));
    }

    /** The last part is gone: so is the post, or the part above it is next. */
    private static VariantChange takenBack(DeliveryItem variant, Instant now) {
        if (variant.refs().size() < 2) {
            return new VariantChange(VariantState.WITHDRAWN, Map.of(PN_MESSAGE, ""));
        }
        Map<String, Object> values = new HashMap<>(variant.unposted());
        values.put(PN_MESSAGE, "");
        values.put(PN_NOT_BEFORE, Nodes.date(now));
        return new VariantChange(VariantState.WITHDRAWING, values);
    }

    /** What a person is told of a change; empty where nothing came to an end that somebody must know of. */
    static Optional<String> told(VariantChange change) {
        boolean person = change.state() == VariantState.UNCERTAIN
                && Nodes.date(DeliveryItem.NEVER).equals(change.values().get(PN_NOT_BEFORE));
        boolean stays = change.state() == VariantState.SENT
                && !"".equals(change.values().getOrDefault(PN_REASON, ""));
        return change.state() == VariantState.REFUSED || person || stays
                ? Optional.of(String.valueOf(change.values().get(PN_MESSAGE)))
                : Optional.empty();
    }

    /** Tells who waits for it, in the commit that makes the change, where somebody must know of it. */
    static Alongside notice(NotificationStore notices, VariantChange change) {
        return told(change)
                .<Alongside>map(why ->
                        (resolver, whose) -> notices.add(resolver, people(resolver, whose, change), whose.failed(why)))
                .orElse(Alongside.NOTHING);
    }

    /** What goes over a budget is an administrator's to decide, too. */
    private static Set<String> people(ResourceResolver resolver, Whose whose, VariantChange change) {
        Set<String> people = new LinkedHashSet<>(Set.of(whose.by()));
        if (Reason.BUDGET.name().equals(change.values().get(PN_REASON))) {
            people.addAll(People.in(resolver, List.of("herald-admins")));
        }
        return people;
    }

    private static String message(DeliveryItem variant, String profile, String why, String remedy) {
        boolean begun = variant.parts() > 1 && !variant.refs().isEmpty();
        String where = begun ? variant.refs().size() + " of " + variant.parts() + " posts are on the network. " : "";
        return (about(variant, profile) + where + why + " " + remedy).strip();
    }

    private static String about(DeliveryItem variant, String profile) {
        return "Profile “" + profile + "”, article “" + variant.articleTitle() + "”: ";
    }

    /** An answer is changed and sent again; it is no share. */
    private static String remedy(DeliveryItem variant, Reason reason) {
        if (variant.dispatch().reply() == null) {
            return remedy(reason);
        }
        return switch (reason) {
            case CONTENT -> "Change the answer, and send it again.";
            case GONE -> "There is nothing left to answer.";
            case EXPIRED -> "Answer again if it is still wanted.";
            default -> remedy(reason);
        };
    }

    static String remedy(Reason reason) {
        return switch (reason) {
            case AUTHORISATION -> "An administrator must connect the profile again.";
            case CONTENT -> "Change the text or the picture, and share again.";
            case DUPLICATE -> "Look at the profile on the network: it seems to be there.";
            case NOT_SUMMONED -> "Answer on the network itself, by hand.";
            case GONE -> "What it refers to is not on the network any more.";
            case SERVER -> "An administrator should check the server's address.";
            case BUDGET -> "An administrator lets it through here, or raises the profile's budget.";
            case HELD -> "Publish the article, then send this, or not.";
            case EXPIRED -> "Share it again if it is still wanted.";
        };
    }
}
