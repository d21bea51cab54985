package org.herald.core.budget;

import static org.herald.core.repo.Names.*;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Budget;
import org.herald.PostingTimes;

/** How a budget stands in its profile. */
public final class BudgetNodes {
    private BudgetNodes() {}

    /** Reads it; an old profile has none. */
    public static Budget read(ValueMap profile) {
        return new Budget(
                Optional.ofNullable(profile.get(PN_PER_HOUR, Integer.class)),
                Optional.ofNullable(profile.get(PN_PER_DAY, Integer.class)),
                Optional.ofNullable(profile.get(PN_PER_MONTH, String.class)).map(BigDecimal::new));
    }

    /** Writes it. */
    public static void write(ModifiableValueMap profile, Budget budget) {
        Map<String, Object> said = Stream.of(
                        Map.entry(PN_PER_HOUR, budget.perHour()),
                        Map.entry(PN_PER_DAY, budget.perDay()),
                        Map.entry(PN_PER_MONTH, budget.perMonth().map(BigDecimal::toPlainString)))
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get()));
        Stream.of(PN_PER_HOUR, PN_PER_DAY, PN_PER_MONTH)
                .filter(name -> !said.containsKey(name))
                .forEach(profile::remove);
        profile.putAll(said);
    }

    /** The zone of a profile's days. */
    static ZoneId zone(ValueMap profile) {
        return ZoneId.of(profile.get(PN_ZONE, PostingTimes.NONE.zone().getId()));
    }
}
