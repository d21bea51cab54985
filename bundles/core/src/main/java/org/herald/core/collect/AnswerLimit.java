package org.herald.core.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.Rejection;

/** How much one person answers: more than anybody reads and writes is a program, or somebody who means harm. */
final class AnswerLimit {
    /** Answers of one person in {@link #TIME}, on this node of a cluster. */
    static final int MOST = 200;

    static final Duration TIME = Duration.ofMinutes(10);

    private final Map<String, Deque<Instant>> answered = new ConcurrentHashMap<>();

    /**
     * Counts an answer.
     *
     * @throws Rejection where there were too many
     */
    void count(String person, Instant now) {
        answered.compute(person, (id, known) -> {
            Deque<Instant> times = known == null ? new ArrayDeque<>() : known;
            while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(TIME))) {
                times.removeFirst();
            }
            if (times.size() >= MOST) {
                throw new Rejection(
                        Rejection.Kind.CONFLICT,
                        "tooManyAnswers",
                        "You answered " + MOST + " times in " + TIME.toMinutes() + " minutes: wait a few minutes.");
            }
            times.addLast(now);
            return times;
        });
    }
}
