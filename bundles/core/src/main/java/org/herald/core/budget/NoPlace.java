package org.herald.core.budget;

import java.time.ZoneId;

/** It gets no place. */
public final class NoPlace extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;
    private final transient ZoneId zone;

    NoPlace(Verdict verdict, ZoneId zone) {
        super("the budget has no place for it");
        this.verdict = verdict;
        this.zone = zone;
    }

    /** What is said to it. */
    public Verdict verdict() {
        return verdict;
    }

    /** The zone of the profile's days. */
    public ZoneId zone() {
        return zone;
    }
}
