package org.herald.core.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.herald.core.budget.Verdict.Cause;

/** What is said to people of a budget. */
public final class BudgetWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private BudgetWords() {}

    /** Why a post does not go now, and when it does; what a person can do stands elsewhere. */
    public static String why(Verdict verdict, ZoneId zone) {
        if (verdict instanceof Verdict.Waits waits) {
            return cause(waits.cause()) + " This goes out by itself on " + time(waits.until(), zone) + " (" + zone
                    + ").";
        }
        if (verdict instanceof Verdict.TooDear dear) {
            return "This costs " + money(dear.cost()) + " " + dear.currency() + ", and " + money(dear.spent()) + " of "
                    + money(dear.most()) + " " + dear.currency() + " of this month are spent.";
        }
        if (verdict instanceof Verdict.TooMany many) {
            return "This takes " + many.posts() + " posts, and there may be " + many.most() + " in "
                    + length(many.within()) + ".";
        }
        return "";
    }

    /** Why nothing is read, and when it is. */
    public static String unread(Verdict.TooDear dear, String network) {
        return money(dear.spent()) + " of " + money(dear.most()) + " " + dear.currency()
                + " of this month are spent, and "
                + network + " charges for reading, too. It goes on next month, or when an administrator raises the"
                + " profile's budget.";
    }

    private static String cause(Cause cause) {
        if (!(cause instanceof Cause.Full full)) {
            return "Others of this profile wait since earlier, and what waited goes out one a minute.";
        }
        return switch (full.rule()) {
            case HOUR -> full.left() + " of " + full.most() + " posts are left in this hour.";
            case DAY -> full.left() + " of " + full.most() + " posts are left today.";
            case NETWORK -> "The network takes " + full.most() + " posts in " + length(full.within()) + ", and "
                    + full.left() + " are left.";
        };
    }

    /** The stable word of a finding about it. */
    public static String rule(Verdict verdict) {
        if (verdict instanceof Verdict.Waits waits) {
            return waits.cause() instanceof Cause.Full full
                    ? "budget" + full.rule().name().charAt(0)
                            + full.rule().name().substring(1).toLowerCase(Locale.ROOT)
                    : "budgetTurn";
        }
        return verdict instanceof Verdict.TooDear ? "budgetMonth" : "budgetPosts";
    }

    /** What a translation of it needs. */
    public static Map<String, String> values(Verdict verdict, ZoneId zone) {
        Map<String, String> values = new HashMap<>();
        if (verdict instanceof Verdict.Waits waits) {
            values.put("at", time(waits.until(), zone));
            values.put("zone", zone.getId());
            if (waits.cause() instanceof Cause.Full full) {
                values.put("left", Integer.toString(full.left()));
                values.put("most", Integer.toString(full.most()));
                values.put("hours", hours(full.within()));
            }
        } else if (verdict instanceof Verdict.TooDear dear) {
            values.put("cost", money(dear.cost()));
            values.put("spent", money(dear.spent()));
            values.put("most", money(dear.most()));
            values.put("currency", dear.currency());
        } else if (verdict instanceof Verdict.TooMany many) {
            values.put("posts", Integer.toString(many.posts()));
            values.put("most", Integer.toString(many.most()));
            values.put("hours", hours(many.within()));
        }
        return values;
    }

    private static String time(Instant at, ZoneId zone) {
        Instant whole = at.plusSeconds(59); // never told earlier than it is
        return TIME.format(whole.atZone(zone));
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(Math.max(2, amount.stripTrailingZeros().scale())).toPlainString();
    }

    private static String length(Duration within) {
        if (within.equals(Duration.ofHours(1))) {
            return "an hour";
        }
        return within.toMinutes() % 60 == 0 ? hours(within) + " hours" : within.toMinutes() + " minutes";
    }

    private static String hours(Duration within) {
        return within.toMinutes() % 60 == 0
                ? Long.toString(within.toHours())
                : BigDecimal.valueOf(within.toMinutes())
                        .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
