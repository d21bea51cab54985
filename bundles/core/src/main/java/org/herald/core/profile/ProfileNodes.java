package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Voice;
import org.herald.core.repo.Nodes;

/** How a profile lies in the repository. */
final class ProfileNodes {
    private static final String PN_ZONE = "herald:zone";
    private static final String PN_GOOD_DAYS = "herald:goodDays";
    private static final String PN_GOOD_TIMES = "herald:goodTimes";
    static final String PN_COLLECT_HEALTH = "herald:collectHealth";

    private ProfileNodes() {}

    static Profile read(Resource node) {
        ValueMap values = node.getValueMap();
        return new Profile(
                node.getName(),
                Nodes.string(values, PN_TITLE),
                Nodes.string(values, PN_NETWORK),
                URI.create(Nodes.string(values, PN_SERVER)),
                Nodes.string(values, PN_HANDLE),
                Nodes.string(values, PN_REMOTE_ID),
                values.get(PN_ENABLED, false),
                values.get(PN_CONNECTED, false),
                Stream.of(PN_HEALTH, PN_COLLECT_HEALTH)
                        .map(name -> Nodes.string(values, name))
                        .filter(health -> !health.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                Arrays.asList(values.get(PN_SITES, new String[0])),
                Arrays.asList(values.get(PN_GROUPS, new String[0])),
                values.get(PN_COLLECT_EVERY, 0),
                voice(values),
                rhythm(values),
                Nodes.instant(values, PN_COLLECTED_AT));
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

    static void write(ModifiableValueMap values, PostingTimes rhythm) {
        values.put(PN_ZONE, rhythm.zone().getId());
        values.put(PN_GOOD_DAYS, rhythm.days().stream().map(DayOfWeek::name).toArray(String[]::new));
        values.put(
                PN_GOOD_TIMES, rhythm.times().stream().map(LocalTime::toString).toArray(String[]::new));
    }
}
