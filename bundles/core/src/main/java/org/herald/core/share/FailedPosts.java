package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.VariantState;
import org.herald.core.repo.Backwards;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** What did not arrive, found by who wanted it and the day of that. */
final class FailedPosts {
    /** Another node's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private FailedPosts() {}

    /** Notes among whose failed posts a variant is found, as long as it is one. */
    static void list(ModifiableValueMap values, ValueMap share, VariantState state) {
        if (state == VariantState.REFUSED || state == VariantState.UNCERTAIN) {
            LocalDate day = at(share).atZone(ZoneOffset.UTC).toLocalDate();
            values.put(PN_FAILED_ON, key(Nodes.string(share, PN_BY), day));
        } else {
            values.remove(PN_FAILED_ON);
        }
    }

    private static String key(String user, LocalDate day) {
        return user + " " + day;
    }

    private static Instant at(ValueMap share) {
        return Nodes.instant(share, PN_AT).orElse(Instant.EPOCH);
    }

    /** The shares of a person with a variant that failed, newest first. */
    static List<Resource> of(ResourceResolver resolver, String user, Instant now, int most) {
        return Backwards.through(resolver.getResource(SHARES), now.plus(AHEAD))
                .map(days ->
                        days.newest(most, share -> at(share.getValueMap()), some -> wantedOn(resolver, user, some)))
                .orElse(List.of());
    }

    private static Stream<Resource> wantedOn(ResourceResolver resolver, String user, List<LocalDate> days) {
        Map<String, Resource> shares = new LinkedHashMap<>();
        Index.VARIANT_FAILED_ON
                .anyOf(resolver, days.stream().map(day -> key(user, day)).toList())
                .map(Resource::getParent)
                .forEach(share -> shares.put(share.getPath(), share));
        return shares.values().stream();
    }
}
