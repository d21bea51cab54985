package org.herald.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;

/** What every answer tells beside what was asked, for {@link org.herald.spi.Checkup}. Pure. */
public final class Facts {
    private static final int REFUSED = 4;
    private static final int HUNDREDS = 100;

    private Facts() {}

    /** How the server's clock differs from ours; nothing where it does not say. The answer was made on its way to now. */
    public static List<Fact> clock(Answer answer, Instant now) {
        return answer instanceof Answer.Received received
                ? received
                        .date()
                        .<Fact>map(
                                date -> new Fact.Skew(Duration.ofSeconds(date.getEpochSecond() - now.getEpochSecond())))
                        .stream()
                        .toList()
                : List.of();
    }

    /**
     * How many requests are left, by headers of that form.
     *
     * @param prefix of the names: {@code x-rate-limit-}, followed by limit, remaining and reset
     * @param window the time that it holds for
     */
    public static List<Fact> requests(Answer answer, String prefix, Duration window, Instant now) {
        if (!(answer instanceof Answer.Received received)) {
            return List.of();
        }
        Optional<Long> total = number(received, prefix + "limit");
        Optional<Long> left = number(received, prefix + "remaining");
        if (total.isEmpty() || left.isEmpty() || total.get() <= 0) {
            return List.of();
        }
        Optional<Instant> until =
                received.header(prefix + "reset").flatMap(reset -> HttpErrorMapping.instant(reset, now));
        return List.of(new Fact.Quota(Fact.Counted.REQUESTS, left.get(), total.get(), window, until));
    }

    private static Optional<Long> number(Answer.Received answer, String name) {
        return answer.header(name).filter(text -> text.matches("[0-9]{1,12}")).map(Long::parseLong);
    }

    /** All that is known, in one. */
    @SafeVarargs
    public static List<Fact> all(List<Fact>... facts) {
        List<Fact> all = new ArrayList<>();
        for (List<Fact> some : facts) {
            all.addAll(some);
        }
        return all;
    }

    /** The same, as it is told. */
    @SafeVarargs
    public static Vitals told(List<Fact>... facts) {
        return new Vitals.Told(all(facts));
    }

    /**
     * What an answer means that is not the one hoped for.
     *
     * @param trouble the same in the network's words
     * @param denied the same for a sign-in, with nothing of what a stranger's server said
     * @param known what is known all the same
     */
    public static Vitals trouble(Answer answer, Outcome trouble, Connection.Denied denied, List<Fact> known) {
        boolean asked = answer instanceof Answer.Received received && received.status() / HUNDREDS == REFUSED;
        if (asked && trouble instanceof Outcome.Later later) { // a server in trouble of its own asks for nothing
            return new Vitals.NotNow(later.notBefore(), later.why());
        }
        return told(known, refused(denied));
    }

    /** The same where the answer tells all by its status. */
    public static Vitals trouble(Answer answer, Instant now, List<Fact> known) {
        return trouble(answer, HttpErrorMapping.reading(answer, "", now), HttpErrorMapping.denied(answer, now), known);
    }

    /** That the sign-in does not work, or that nobody can tell. */
    public static List<Fact> refused(Connection.Denied denied) {
        return List.of(new Fact.Refused(
                denied.reason() == Reason.AUTHORISATION ? Reason.AUTHORISATION : Reason.SERVER, denied.why()));
    }
}
