package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Voice;
import org.herald.core.budget.BudgetNodes;
import org.herald.core.repo.Nodes;

/** How a profile lies in the repository. */
final class ProfileNodes {
    private ProfileNodes() {}

    static Profile read(Resource node) {
        ValueMap values = node.getValueMap();
        return Profile.builder()
                .id(node.getName())
                .title(Nodes.string(values, PN_TITLE))
                .network(Nodes.string(values, PN_NETWORK))
                .server(URI.create(Nodes.string(values, PN_SERVER)))
                .handle(Nodes.string(values, PN_HANDLE))
                .remoteId(Nodes.string(values, PN_REMOTE_ID))
                .enabled(values.get(PN_ENABLED, false))
                .connected(values.get(PN_CONNECTED, false))
                .health(Stream.of(PN_HEALTH, PN_COLLECT_HEALTH)
                        .map(name -> Nodes.string(values, name))
                        .filter(health -> !health.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")))
                .sites(Arrays.asList(values.get(PN_SITES, new String[0])))
                .rights(ProfileGrants.read(values))
                .collectEvery(values.get(PN_COLLECT_EVERY, 0))
                .voice(voice(values))
                .rhythm(rhythm(values))
                .avatar(Nodes.string(values, PN_AVATAR))
                .collectedAt(Nodes.instant(values, PN_COLLECTED_AT))
                .budget(BudgetNodes.read(values))
                .build();
    }

    private static Voice voice(ValueMap values) {
        return new Voice(
                Nodes.string(values, PN_LANGUAGE),
                Voice.Tone.valueOf(values.get(PN_TONE, Voice.USUAL.tone().name())),
                Voice.Signature.valueOf(
                        values.get(PN_SIGNATURE, Voice.USUAL.signature().name())));
    }

    private static PostingTimes rhythm(ValueMap values) {
        return new PostingTimes(
                ZoneId.of(values.get(PN_ZONE, PostingTimes.NONE.zone().getId())),
                Arrays.stream(values.get(PN_GOOD_DAYS, new String[0]))
                        .map(DayOfWeek::valueOf)
                        .collect(Collectors.toSet()),
                Arrays.stream(values.get(PN_GOOD_TIMES, new String[0]))
                        .map(LocalTime::parse)
                        .toList());
    }

    /** Writes all but its rights and its secret. */
    static void write(ModifiableValueMap values, Profile profile) {
        values.putAll(Map.of(
                PN_TITLE, profile.title(),
                PN_NETWORK, profile.network(),
                PN_SERVER, profile.server().toString(),
                PN_HANDLE, profile.handle(),
                PN_REMOTE_ID, profile.remoteId(),
                PN_ENABLED, profile.enabled(),
                PN_CONNECTED, profile.connected(),
                PN_COLLECT_EVERY, profile.collectEvery()));
        if (profile.health().isEmpty()) { // else what was noted stays noted, by each call apart
            values.put(PN_HEALTH, "");
            values.put(PN_COLLECT_HEALTH, "");
        }
        values.put(PN_LANGUAGE, profile.voice().language());
        values.put(PN_TONE, profile.voice().tone().name());
        values.put(PN_SIGNATURE, profile.voice().signature().name());
        write(values, profile.rhythm());
        values.put(PN_SITES, profile.sites().toArray(String[]::new));
    }

    private static void write(ModifiableValueMap values, PostingTimes rhythm) {
        values.put(PN_ZONE, rhythm.zone().getId());
        values.put(PN_GOOD_DAYS, rhythm.days().stream().map(DayOfWeek::name).toArray(String[]::new));
        values.put(
                PN_GOOD_TIMES, rhythm.times().stream().map(LocalTime::toString).toArray(String[]::new));
    }
}
