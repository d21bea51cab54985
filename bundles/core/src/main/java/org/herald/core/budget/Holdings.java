package org.herald.core.budget;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Nodes.values;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.VariantState;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.spi.Reason;

/**
 * How places stand in the repository. Each variant holds its own, and is found by their days (UTC); beside, a node of its
 * profile keeps what each month cost, changed in the very commits that change the places. That node holds a random token,
 * too: who takes a place writes it anew, so of two who take the last one at the same moment Oak lets one through.
 */
public final class Holdings {
    private static final String WAITS = "waits";
    private static final String ASKS = "asks";
    /** Another node's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private Holdings() {}

    static String path(String profileId) {
        return BUDGETS + "/" + profileId;
    }

    /** What a variant holds. */
    public static List<Place> of(ValueMap variant) {
        return Place.decode(variant.get(PN_PLACES, new String[0]));
    }

    /**
     * Brings what belongs to a variant's places into line with its new state: where it is certain that something is not
     * on the network, its place is given back.
     *
     * @param before what it held until now
     * @param from its state until now: of a thread that is taken back while it waits, the rest was never sent
     * @param posted how many of its parts are on the network now
     */
    public static void settle(Resource variant, List<Place> before, VariantState from, VariantState state, int posted)
            throws PersistenceException {
        ModifiableValueMap values = values(variant);
        boolean unsent = state == VariantState.REFUSED
                || state == VariantState.QUEUED && posted == 0
                || from == VariantState.QUEUED && state == VariantState.WITHDRAWING;
        List<Place> now = of(values);
        if (unsent && now.size() > posted) {
            now = now.subList(0, posted);
            values.put(PN_PLACES, Place.encode(now));
        }
        String waits = key(variant.getName(), WAITS);
        boolean waited = List.of(values.get(PN_BUDGET, new String[0])).contains(waits);
        Set<String> keys = new LinkedHashSet<>();
        now.forEach(place -> keys.add(key(variant.getName(), day(place.at()))));
        if (Reason.BUDGET.name().equals(Nodes.string(values, PN_REASON))) {
            if (state == VariantState.QUEUED) {
                keys.add(waits);
            } else if (state == VariantState.REFUSED) {
                keys.add(key(variant.getName(), ASKS));
            }
        }
        if (!keys.isEmpty()) {
            values.put(PN_BUDGET, keys.toArray(String[]::new));
        } else if (values.containsKey(PN_BUDGET)) {
            values.remove(PN_BUDGET);
        }
        carry(variant.getResourceResolver(), variant.getName(), before, now);
        boolean leaves = waited && !keys.contains(waits) && state != VariantState.SENDING;
        if (leaves || now.size() < before.size()) { // somebody behind it may go earlier
            wake(variant.getResourceResolver(), variant.getName());
        }
    }

    /** Changes what the months of a profile cost, as far as they are kept, by what became of some places. */
    public static void carry(
            ResourceResolver resolver, String profileId, Collection<Place> before, Collection<Place> after)
            throws PersistenceException {
        Map<YearMonth, BigDecimal> change = new HashMap<>();
        after.forEach(place -> change.merge(month(place.at()), place.cost(), BigDecimal::add));
        before.forEach(place -> change.merge(month(place.at()), place.cost().negate(), BigDecimal::add));
        change.values().removeIf(cost -> cost.signum() == 0);
        Resource node = change.isEmpty() ? null : resolver.getResource(path(profileId));
        if (node == null) {
            return;
        }
        ModifiableValueMap values = values(node);
        change.forEach((month, cost) -> {
            String name = name(month);
            if (values.containsKey(name)) {
                BigDecimal spent = new BigDecimal(Nodes.string(values, name)).add(cost);
                values.put(name, Place.plain(spent).toPlainString());
            }
        });
        values.put(PN_TURN, UUID.randomUUID().toString()); // two who add the same are never one, as Oak would have it
    }

    /**
     * What a month of a profile cost. It is added up once, and kept from then on.
     *
     * @param but a variant that is being changed, or none
     * @param own what that one held until now
     */
    static BigDecimal spent(
            ResourceResolver resolver, String profileId, YearMonth month, String but, List<Place> own, Pricing old) {
        Resource node = resolver.getResource(path(profileId));
        String kept = node == null ? "" : Nodes.string(node.getValueMap(), name(month));
        if (!kept.isEmpty()) {
            return new BigDecimal(kept);
        }
        List<Place> places = new ArrayList<>(own);
        Instant first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant last = month.atEndOfMonth().atStartOfDay(ZoneOffset.UTC).toInstant();
        places.addAll(since(resolver, profileId, first, last, but, old));
        places.removeIf(place -> !month(place.at()).equals(month));
        return Place.cost(places);
    }

    /** What a variant held that an earlier version of Herald sent. */
    @FunctionalInterface
    interface Pricing {
        List<Place> places(ValueMap variant);
    }

    /** Takes a place: who does so at the same moment loses. */
    static void take(ResourceResolver resolver, String profileId) throws PersistenceException {
        values(Nodes.obtain(resolver, path(profileId), NT_FOLDER))
                .put(PN_TURN, UUID.randomUUID().toString());
    }

    /** Keeps what a month cost until now. */
    static void keep(ResourceResolver resolver, String profileId, YearMonth month, BigDecimal spent)
            throws PersistenceException {
        values(Nodes.obtain(resolver, path(profileId), NT_FOLDER)).put(name(month), spent.toPlainString());
    }

    /** The places of a profile's variants since a time, but for one variant: reads their days, however much was before. */
    static List<Place> since(
            ResourceResolver resolver, String profileId, Instant since, Instant now, String but, Pricing old) {
        List<String> keys = day(since)
                .datesUntil(day(now.plus(AHEAD)).plusDays(1))
                .map(day -> key(profileId, day))
                .toList();
        List<Place> places = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>(List.of(but));
        Index.VARIANT_BUDGET
                .anyOf(resolver, keys)
                .filter(node -> read.add(node.getPath()))
                .forEach(node -> places.addAll(of(node.getValueMap())));
        Index.VARIANT_SENT_ON
                .anyOf(resolver, keys)
                .filter(node -> read.add(node.getPath()))
                .map(Resource::getValueMap)
                .filter(values -> !values.containsKey(PN_PLACES))
                .forEach(values -> places.addAll(old.places(values)));
        return places;
    }

    /** The variants of a profile that wait for a place, in the order that they were wanted in. */
    public static List<Resource> waiting(ResourceResolver resolver, String profileId) {
        return marked(resolver, profileId, WAITS);
    }

    /** The variants of a profile that an administrator is asked about, in the order that they were wanted in. */
    public static List<Resource> asking(ResourceResolver resolver, String profileId) {
        return marked(resolver, profileId, ASKS);
    }

    private static List<Resource> marked(ResourceResolver resolver, String profileId, String mark) {
        return Index.VARIANT_BUDGET
                .equalTo(resolver, key(profileId, mark))
                .sorted((one, other) -> Order.of(one).compareTo(Order.of(other)))
                .toList();
    }

    /** Notes that what waits is to be looked at again: a place became free. */
    private static void wake(ResourceResolver resolver, String profileId) {
        Resource node = resolver.getResource(path(profileId));
        if (node != null) {
            values(node).put(PN_WAKE, UUID.randomUUID().toString());
        }
    }

    /** Notes that a profile's budget is another one: what waits, and what somebody is asked about, is looked at again. */
    public static void changed(ResourceResolver resolver, String profileId) throws PersistenceException {
        values(Nodes.obtain(resolver, path(profileId), NT_FOLDER))
                .putAll(Map.of(PN_WAKE, UUID.randomUUID().toString(), PN_CHANGED, true));
    }

    static String key(String profileId, Object mark) {
        return profileId + "/" + mark;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static YearMonth month(Instant at) {
        return YearMonth.from(day(at));
    }

    private static String name(YearMonth month) {
        return PN_SPENT + month;
    }

    /**
     * A profile whose posts are to be looked at again.
     *
     * @param token another one each time that somebody notes it
     * @param changed whether its budget is another one
     */
    public record Awake(String profileId, String token, boolean changed) {}

    /** The profiles whose posts are to be looked at again. */
    public static List<Awake> awake(ResourceResolver resolver) {
        List<Awake> awake = new ArrayList<>();
        Resource folder = resolver.getResource(BUDGETS);
        if (folder != null) {
            for (Resource node : folder.getChildren()) {
                ValueMap values = node.getValueMap();
                if (values.containsKey(PN_WAKE)) {
                    awake.add(new Awake(node.getName(), Nodes.string(values, PN_WAKE), values.get(PN_CHANGED, false)));
                }
            }
        }
        return awake;
    }

    /** Notes that they were looked at, unless it was noted anew since. */
    public static void looked(ResourceResolver resolver, Awake awake) {
        Resource node = resolver.getResource(path(awake.profileId()));
        if (node != null && awake.token().equals(Nodes.string(node.getValueMap(), PN_WAKE))) {
            values(node).remove(PN_WAKE);
            values(node).remove(PN_CHANGED);
        }
    }
}
