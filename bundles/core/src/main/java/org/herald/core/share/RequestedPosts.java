package org.herald.core.share;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.ShareRequest.PostRequest;
import org.herald.core.share.ShareRecords.Round;

/** What somebody asks to be posted, and when. Pure. */
public final class RequestedPosts {
    private RequestedPosts() {}

    /** What is sent together, the first at first. */
    static List<Round> rounds(List<PostRequest> wanted, List<OutgoingPost> dispatches, Instant now) {
        Map<PublishTime, List<OutgoingPost>> rounds = new LinkedHashMap<>();
        IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparing(i -> !wanted.get(i).when().isNow()))
                .forEach(i -> rounds.computeIfAbsent(wanted.get(i).when(), w -> new ArrayList<>())
                        .add(dispatches.get(i)));
        return rounds.entrySet().stream()
                .map(round ->
                        new Round(round.getKey().isNow() ? null : round.getKey().from(now), round.getValue()))
                .toList();
    }

    /**
     * Refuses what would appear twice: a profile says one thing at one time, and never the same again.
     *
     * @throws Rejection naming what to change
     */
    public static void mustDiffer(List<PostRequest> wanted) {
        Set<List<Object>> moments = new HashSet<>();
        Set<List<Object>> texts = new HashSet<>();
        for (PostRequest one : wanted) {
            if (!moments.add(List.of(one.profileId(), one.when()))) {
                throw new Rejection(Kind.INVALID, "profileTwice", "Each profile can be chosen once for one time.");
            }
            if (!texts.add(List.of(one.profileId(), one.text().strip()))) {
                throw new Rejection(Kind.INVALID, "sameText", "A reminder says it in other words: change its text.");
            }
        }
    }

    /** Refuses times that are over. */
    static void mustBeToCome(List<PostRequest> wanted, Instant now) {
        wanted.stream()
                .map(PostRequest::when)
                .filter(when -> when.at() != null)
                .forEach(when -> mustBeToCome(when.at(), now));
    }

    /** Refuses a time that is over. */
    static void mustBeToCome(Instant at, Instant now) {
        if (!at.isAfter(now)) {
            throw new Rejection(Kind.INVALID, "timePast", "That time is over: choose one that is to come.");
        }
    }
}
