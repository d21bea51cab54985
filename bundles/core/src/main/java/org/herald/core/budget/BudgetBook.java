package org.herald.core.budget;

import static org.herald.core.repo.Names.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ValueMapDecorator;
import org.herald.Budget;
import org.herald.VariantState;
import org.herald.core.budget.BudgetRules.Ahead;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;

/** What a profile may do and did, as the repository has it. Commits nothing. */
public final class BudgetBook {
    /** The longest day of a zone. */
    private static final Duration DAY = Duration.ofHours(25);

    private BudgetBook() {}

    /**
     * What is said to who wants to do something whose price nobody knows before: that the month's money is spent; empty
     * where there is some, or no limit.
     *
     * @param owed what was charged and is not noted yet
     */
    public static Optional<Verdict.TooDear> allSpent(
            ResourceResolver resolver, String profileId, NetworkTraits traits, BigDecimal owed, Instant now) {
        Terms terms = Terms.of(resolver, profileId, traits);
        return terms.budget()
                .perMonth()
                .map(most -> new Verdict.TooDear(
                        BigDecimal.ZERO,
                        Holdings.spent(resolver, profileId, Holdings.month(now), "", List.of(), old(traits))
                                .add(owed),
                        most,
                        terms.cost().currency()))
                .filter(dear -> dear.spent().compareTo(dear.most()) >= 0);
    }

    /** Notes, in the commit that the resolver is about to make, what was charged for no post of ours. */
    public static void charge(
            ResourceResolver resolver, String profileId, BigDecimal amount, NetworkTraits traits, Instant now)
            throws PersistenceException {
        BigDecimal spent = Holdings.spent(resolver, profileId, Holdings.month(now), "", List.of(), old(traits));
        Holdings.keep(resolver, profileId, Holdings.month(now), Place.plain(spent.add(amount)));
        Holdings.take(resolver, profileId);
    }

    /** What is known of a profile when somebody asks. */
    private record Terms(Budget budget, ZoneId zone, List<PostLimit> limits, Limits.Cost cost) {
        static Terms of(ResourceResolver resolver, String profileId, NetworkTraits traits) {
            Resource profile = resolver.getResource(PROFILES + "/" + profileId);
            ValueMap values = profile == null ? new ValueMapDecorator(Map.of()) : profile.getValueMap();
            Budget budget = BudgetNodes.read(values);
            ZoneId zone = BudgetNodes.zone(values);
            return new Terms(
                    budget,
                    zone,
                    PostLimit.of(budget, zone, traits.published().ceilings()),
                    traits.published().cost());
        }

        /** The earliest time that anything of now depends on. */
        Instant since(Instant now) {
            Duration longest = limits.stream()
                    .map(BudgetRules::within)
                    .filter(within -> within.compareTo(DAY) > 0)
                    .max(Duration::compareTo)
                    .orElse(DAY);
            return now.minus(longest);
        }
    }

    /**
     * Takes places in the commit that the resolver is about to make: who takes the last one at the same moment on another node is refused by the repository, and asks again.
     *
     * @throws NoPlace where there is no place
     */
    public static void take(ResourceResolver resolver, Asked asked, NetworkTraits traits, Instant now)
            throws PersistenceException {
        Terms terms = Terms.of(resolver, asked.profileId(), traits);
        Verdict verdict = verdict(resolver, terms, asked, traits, BigDecimal.ZERO, now);
        if (!(verdict instanceof Verdict.Goes)) {
            throw new NoPlace(verdict, terms.zone());
        }
        boolean charged = Place.cost(asked.wanted()).signum() > 0;
        if (charged) {
            Holdings.keep(resolver, asked.profileId(), Holdings.month(now), spent(resolver, asked, traits, now));
        }
        if (charged || !terms.limits().isEmpty()) {
            Holdings.take(resolver, asked.profileId());
        }
    }

    /**
     * What would be said to a post now.
     *
     * @param promised what others were just promised of the month's money
     */
    public static Verdict verdict(
            ResourceResolver resolver, Asked asked, NetworkTraits traits, BigDecimal promised, Instant now) {
        Terms terms = Terms.of(resolver, asked.profileId(), traits);
        return verdict(resolver, terms, asked, traits, promised, now);
    }

    private static Verdict verdict(
            ResourceResolver resolver,
            Terms terms,
            Asked asked,
            NetworkTraits traits,
            BigDecimal promised,
            Instant now) {
        if (asked.letThrough()) {
            return new Verdict.Goes();
        }
        Optional<Verdict> dear = tooDear(resolver, terms, asked, traits, promised, now);
        if (dear.isPresent()) {
            return dear.get();
        }
        boolean begun = asked.kept() > 0;
        boolean waited = asked.waited() && !begun;
        if (terms.limits().isEmpty() && !waited) {
            return new Verdict.Goes();
        }
        List<Place> held = new ArrayList<>(asked.before());
        held.addAll(Holdings.since(resolver, asked.profileId(), terms.since(now), now, asked.path(), old(traits)));
        List<Ahead> ahead = begun ? List.of() : ahead(resolver, asked, traits);
        return BudgetRules.decide(terms.limits(), held, ahead, asked.wanted(), waited, now);
    }

    private static Optional<Verdict> tooDear(
            ResourceResolver resolver,
            Terms terms,
            Asked asked,
            NetworkTraits traits,
            BigDecimal promised,
            Instant now) {
        BigDecimal cost = Place.cost(asked.wanted());
        if (cost.signum() == 0 || terms.budget().perMonth().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal most = terms.budget().perMonth().get();
        YearMonth month = Holdings.month(now);
        BigDecimal spent = spent(resolver, asked, traits, now)
                .add(promised)
                .subtract(Place.cost(asked.replaced().stream()
                        .filter(place -> Holdings.month(place.at()).equals(month))
                        .toList()));
        return spent.add(cost).compareTo(most) > 0
                ? Optional.of(
                        new Verdict.TooDear(cost, spent, most, terms.cost().currency()))
                : Optional.empty();
    }

    private static BigDecimal spent(ResourceResolver resolver, Asked asked, NetworkTraits traits, Instant now) {
        return Holdings.spent(
                resolver, asked.profileId(), Holdings.month(now), asked.path(), asked.held(), old(traits));
    }

    /** What of the profile waits since earlier. */
    private static List<Ahead> ahead(ResourceResolver resolver, Asked asked, NetworkTraits traits) {
        Order mine = new Order(asked.createdAt(), asked.path());
        return Holdings.waiting(resolver, asked.profileId()).stream()
                .filter(node -> Order.of(node).compareTo(mine) < 0)
                .map(Resource::getValueMap)
                .map(values -> {
                    Instant until = Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH);
                    return new Ahead(until, prices(values).places(traits, 0, until));
                })
                .toList();
    }

    /** What is to be sent, as a variant keeps it. */
    private static Prices prices(ValueMap variant) {
        int descriptions = 0;
        for (String alt : variant.get(PN_MEDIA_ALTS, new String[0])) {
            descriptions += alt.isBlank() ? 0 : 1;
        }
        return new Prices(List.of(variant.get(PN_PARTS, new String[0])), variant.containsKey(PN_ROOT_ID), descriptions);
    }

    /** What an earlier version of Herald sent keeps no places: it counts when it was sent, at today's price. */
    private static Holdings.Pricing old(NetworkTraits traits) {
        return values -> {
            int sent = 1 + values.get(PN_MORE, new String[0]).length;
            List<Place> places = Nodes.instant(values, PN_SENT_AT)
                    .map(at -> prices(values).places(traits, 0, at))
                    .orElse(List.of());
            return places.subList(0, Math.min(sent, places.size()));
        };
    }

    /** What a profile used of its hour, its day and its month. */
    public static Budget.Used used(ResourceResolver resolver, String profileId, NetworkTraits traits, Instant now) {
        Terms terms = Terms.of(resolver, profileId, traits);
        List<Place> held = Holdings.since(resolver, profileId, now.minus(DAY), now, "", old(traits));
        String currency = terms.cost().currency();
        return new Budget.Used(
                used(held, new Window.Rolling(PostLimit.HOUR), now),
                used(held, new Window.Day(terms.zone()), now),
                currency.isEmpty()
                        ? BigDecimal.ZERO
                        : Holdings.spent(resolver, profileId, Holdings.month(now), "", List.of(), old(traits)),
                currency);
    }

    private static int used(List<Place> held, Window window, Instant now) {
        return (int) held.stream()
                .filter(place -> place.kind().isPost())
                .filter(place -> window.frees(place.at()).isAfter(now))
                .count();
    }

    /**
     * What would be said to a post at a time that is to come, as far as that is known: with what is planned until then.
     *
     * @param at when it is to be sent; null for now
     */
    public static Forecast forecast(
            ResourceResolver resolver, String profileId, Prices post, NetworkTraits traits, Instant at, Instant now) {
        Terms terms = Terms.of(resolver, profileId, traits);
        Instant then = at == null ? now : at;
        List<Place> wanted = post.places(traits, 0, then);
        Asked asked = new Asked("", profileId, then, List.of(), 0, wanted, false, false);
        if (at == null) {
            return new Forecast(verdict(resolver, terms, asked, traits, BigDecimal.ZERO, now), terms.zone());
        }
        Optional<Verdict> dear = tooDear(resolver, terms, asked, traits, BigDecimal.ZERO, then);
        if (dear.isPresent() || terms.limits().isEmpty()) {
            return new Forecast(dear.orElse(new Verdict.Goes()), terms.zone());
        }
        List<Place> held =
                new ArrayList<>(Holdings.since(resolver, profileId, terms.since(then), now, "", old(traits)));
        DueIndex.between(resolver, NT_VARIANT, terms.since(then), then)
                .filter(node -> node.getName().equals(profileId))
                .map(Resource::getValueMap)
                .filter(values -> VariantState.PLANNED.name().equals(Nodes.string(values, PN_STATE)))
                .forEach(values -> Nodes.instant(values, PN_NOT_BEFORE)
                        .filter(planned -> !planned.isAfter(then))
                        .ifPresent(planned -> held.addAll(prices(values).places(traits, 0, planned))));
        return new Forecast(BudgetRules.decide(terms.limits(), held, List.of(), wanted, false, then), terms.zone());
    }

    /**
     * What is to be expected.
     *
     * @param zone of the profile's days
     */
    public record Forecast(Verdict verdict, ZoneId zone) {}
}
