package org.herald.core.variant;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herald.Attachment;
import org.herald.Voice;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;

/** Splits and checks texts of 80 000 characters, of whatever somebody may repeat, and prints those that take longest. */
public final class LongTextsBench {
    private static final int LENGTH = 80_000;
    private static final int WARM = 4_000;
    private static final int RUNS = 3;
    private static final int SHOWN = 10;
    private static final List<String> NETWORKS = List.of("mastodon", "bluesky", "x");
    private static final List<String> PIECES = List.of(
            "The bees came back to the garden, and nobody knows why. ", "(", "[", "«", "(a)", "@", "@a", "@a@b.c ", "#", "#a",
            "#bees ", ".", "a.", "\u200F", "\u202E", "\u200D", "\uD83D\uDC69\u200D", "\uD83D\uDE00", "\u0301", "e\u0301",
            "\u0301\u0323\u0334", "a", "SHOUT! ", " ", "\n", "\n\n", "---\n", "$A ", "1", "漢字", "ก", "\u0430a", "-", "http://",
            "http://a.b/", "http://a.b/((", "https://example.org/a ", "https://example.org/a(b#", "https://example.org/a,",
            "a.co ", "«a.co", "(a.com/", "ñ.ñ(", "n\u0303.co ", "co.uk,", "xn--a.", "://", "${", "\u0915\u094D");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Taken(String what, long millis) {}

    private LongTextsBench() {}

    private static long millis(String text, String network) {
        Article article = new Article(
                "/content/x", "Title", "Lead", "", "", "", Locale.ENGLISH, "/content", "Site",
                Optional.of(URI.create("https://example.org/a.html")), List.of(), List.of(), Map.of());
        NetworkTraits traits = TestTraits.of(
                network, NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, false);
        Composer.Wording wording = new Composer.Wording(text, Attachment.NONE, List.of(), "", true);
        Limits limits = LimitsBook.of(network);
        long begin = THREADS.getCurrentThreadCpuTime(); // whatever else the machine does
        Composer.check(wording, path -> null, article, traits, limits, RuleSeverities.USUAL, new PersonalVoice(Voice.USUAL, "edith"));
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1_000_000;
    }

    /** Prints the ten slowest, in milliseconds of one core, the best of three runs. */
    public static void main(String[] arguments) {
        List<Taken> all = new ArrayList<>();
        for (String piece : PIECES) {
            for (String network : NETWORKS) {
                millis(piece.repeat(WARM / piece.length()), network);
            }
        }
        for (String piece : PIECES) {
            String text = piece.repeat(LENGTH / piece.length());
            for (String network : NETWORKS) {
                long best = Long.MAX_VALUE;
                for (int i = 0; i < RUNS; i++) {
                    best = Math.min(best, millis(text, network));
                }
                all.add(new Taken(network + " " + piece.replaceAll("\\s", "_"), best));
            }
        }
        all.sort(Comparator.comparingLong(Taken::millis).reversed());
        System.out.println(all.size() + " texts of " + LENGTH + " characters, split and checked; the slowest, in ms of one core:");
        all.stream().limit(SHOWN).forEach(taken -> System.out.printf("%6d  %s%n", taken.millis(), taken.what()));
    }
}
