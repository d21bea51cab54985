package org.herald.core.health;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Fact;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one writer of what networks said of their accounts; {@link Told} writes beside it who was told what. */
@Component(service = HealthStore.class)
public final class HealthStore {
    private static final String ACCOUNTS = HEALTH + "/accounts";

    private final Repository repository;

    @Activate
    public HealthStore(@Reference Repository repository) {
        this.repository = repository;
    }

    /** What is known of one profile. */
    Known of(String profileId) {
        try (ResourceResolver resolver = repository.open()) {
            return read(resolver, profileId);
        }
    }

    /** What is known of some, read at once. */
    Map<String, Known> of(Set<String> profiles) {
        try (ResourceResolver resolver = repository.open()) {
            return profiles.stream().collect(Collectors.toMap(Function.identity(), id -> read(resolver, id)));
        }
    }

    private static Known read(ResourceResolver resolver, String profileId) {
        Resource profile = resolver.getResource(PROFILES + "/" + profileId);
        if (profile == null) {
            return Known.NOTHING;
        }
        ValueMap own = profile.getValueMap();
        Resource node = resolver.getResource(ACCOUNTS + "/" + profileId);
        ValueMap values = node == null ? ValueMap.EMPTY : node.getValueMap();
        Optional<Instant> connected = Nodes.instant(own, PN_CONNECTED_AT);
        Optional<Instant> tried = since(connected, values, PN_AT);
        Optional<Instant> checked = since(connected, values, PN_CHECKED_AT);
        Instant collect = Optional.ofNullable(resolver.getResource(COLLECT + "/" + profileId))
                .flatMap(rounds -> Nodes.instant(rounds.getValueMap(), PN_NOT_BEFORE))
                .orElse(Instant.EPOCH);
        Instant notBefore =
                tried.flatMap(at -> Nodes.instant(values, PN_NOT_BEFORE)).orElse(Instant.EPOCH);
        return new Known(
                checked.isPresent()
                        ? FactText.read(values.get(PN_FACTS, new String[0]))
                        : connected.map(at -> signedIn(own)).orElse(List.of()),
                tried,
                checked.or(() -> connected),
                since(connected, values, PN_SUCCEEDED_AT).or(() -> connected),
                collect.isAfter(notBefore) ? collect : notBefore,
                tried.isPresent() ? Nodes.string(values, PN_MESSAGE) : "",
                Nodes.string(own, PN_HEALTH),
                Nodes.string(own, PN_COLLECT_HEALTH));
    }

    /** Who was connected just now was seen to sign in. */
    private static List<Fact> signedIn(ValueMap profile) {
        return List.of(new Fact.SignedIn(Nodes.string(profile, PN_REMOTE_ID)));
    }

    /** What was found out of another sign-in is over. */
    private static Optional<Instant> since(Optional<Instant> connected, ValueMap values, String name) {
        return Nodes.instant(values, name).filter(at -> !at.isBefore(connected.orElse(Instant.EPOCH)));
    }

    /**
     * Keeps what a network said.
     *
     * @param at when it was asked
     * @param remoteId the account that the profile is
     */
    void keep(String profileId, String remoteId, Vitals vitals, Instant at) {
        Persistence.retry("keep how profile " + profileId + " fares", () -> {
            try (ResourceResolver resolver = repository.open()) {
                if (resolver.getResource(PROFILES + "/" + profileId) != null) { // else deleted meanwhile
                    write(Nodes.obtain(resolver, ACCOUNTS + "/" + profileId, NT_FOLDER), remoteId, vitals, at);
                    resolver.commit();
                }
                return null;
            }
        });
    }

    private static void write(Resource node, String remoteId, Vitals vitals, Instant at) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        values.put(PN_AT, Nodes.date(at));
        if (vitals instanceof Vitals.NotNow later) {
            values.put(PN_NOT_BEFORE, Nodes.date(later.notBefore()));
            values.put(PN_MESSAGE, later.why());
            return; // what was known is known still
        }
        Vitals.Told told = (Vitals.Told) vitals;
        values.remove(PN_NOT_BEFORE);
        values.put(PN_MESSAGE, "");
        values.put(PN_CHECKED_AT, Nodes.date(at));
        values.put(PN_FACTS, FactText.write(told.facts()));
        boolean works = told.facts().stream()
                .anyMatch(fact -> fact instanceof Fact.SignedIn in
                        && (remoteId.isEmpty() || in.remoteId().equals(remoteId)));
        if (works) {
            values.put(PN_SUCCEEDED_AT, Nodes.date(at));
        }
    }

    /** Forgets profiles that are not there any more. */
    void forgetAllBut(Set<String> profiles) {
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = resolver.getResource(ACCOUNTS);
            if (folder == null) {
                return;
            }
            for (Resource node : folder.getChildren()) {
                if (!profiles.contains(node.getName())) {
                    resolver.delete(node);
                }
            }
            if (resolver.hasChanges()) {
                resolver.commit();
            }
        } catch (PersistenceException e) {
            if (!Persistence.isConflict(e)) {
                throw new IllegalStateException("cannot forget profiles that are gone", e);
            } // another node does the same
        }
    }
}
