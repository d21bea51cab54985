package org.herald.simulators.x;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Reply;

/** What was charged (docs.x.com, "X API pay-per-usage pricing and credits", of August 2026). */
final class Charges {
    static final BigDecimal POST = new BigDecimal("0.015");
    static final BigDecimal POST_WITH_LINK = new BigDecimal("0.200");
    static final BigDecimal SUMMONED = new BigDecimal("0.010");
    static final BigDecimal READ = new BigDecimal("0.005");
    static final BigDecimal OWN_READ = new BigDecimal("0.001");
    static final BigDecimal USER = new BigDecimal("0.010");
    static final BigDecimal METADATA = new BigDecimal("0.005");
    static final BigDecimal MANAGE = new BigDecimal("0.005");

    private final Clock clock;
    private final Set<String> today = new HashSet<>();
    private LocalDate day;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal cap;
    private int statusWhenCapped = 429;
    private BigDecimal credits;

    Charges(Clock clock) {
        this.clock = clock;
    }

    BigDecimal spent() {
        return spent;
    }

    /** Sets what may be spent at most, and with which status more is refused; null for as much as one likes. */
    void cap(BigDecimal most, int status) {
        cap = most;
        statusWhenCapped = status;
    }

    /** Sets what is left to spend; null for enough. */
    void credits(BigDecimal left) {
        credits = left;
    }

    /** What is said instead of doing what is charged; empty where it can be paid. */
    Optional<Reply> refusal(BigDecimal cost) {
        if (credits != null && credits.compareTo(cost) < 0) {
            return Optional.of(Problems.creditsDepleted());
        }
        return cap != null && spent.add(cost).compareTo(cap) > 0
                ? Optional.of(Problems.usageCapped(statusWhenCapped))
                : Optional.empty();
    }

    void charge(BigDecimal cost) {
        spent = spent.add(cost);
        credits = credits == null ? null : credits.subtract(cost);
    }

    /** What is read twice on a day (UTC) is charged once. */
    void read(Collection<String> resources, BigDecimal each) {
        LocalDate now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!now.equals(day)) {
            day = now;
            today.clear();
        }
        resources.stream().filter(today::add).forEach(resource -> charge(each));
    }
}
