package org.herald.core.variant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Finding;
import org.herald.Severity;
import org.herald.spi.Limits;

/** What is wrong with a variant: what the network would refuse, and what the site's gate asks. Pure. */
final class Rules {
    private static final int MOST_OF_A_KIND = 50;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}\\s]{0,100}\\}");

    private Rules() {}

    /** Everything that is wrong, what blocks first. */
    static List<Finding> check(Candidate candidate, Limits limits, RuleSeverities gate) {
        List<Finding> findings = new ArrayList<>(text(candidate.text(), candidate.pieces(), limits));
        link(candidate, limits, findings);
        comment(candidate, limits, findings);
        MediaRules.check(candidate, limits, gate, findings);
        VoiceRules.check(candidate, gate, findings);
        findings.addAll(candidate.text().gated(gate));
        few(findings);
        findings.sort(java.util.Comparator.comparing(Finding::severity).thenComparing(Finding::start));
        return findings;
    }

    /** Nobody reads the hundredth finding of a kind: the first ones stay. */
    private static void few(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        findings.removeIf(finding -> seen.merge(finding.rule(), 1, Integer::sum) > MOST_OF_A_KIND);
    }

    /** What a network would refuse of the text alone, as one post. */
    static List<Finding> text(ParsedText text, Limits limits) {
        return text(text, List.of(), limits);
    }

    /** What a network would refuse of the text alone, as so many posts. */
    private static List<Finding> text(ParsedText text, List<Split.Piece> pieces, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        Limits.Text rules = limits.text();
        String source = limits.source() + ", " + limits.asOf();
        int all = text.text().length();
        if (text.text().isBlank()) {
            findings.add(blocks("empty", 0, all, Map.of(), "The text is empty: write what shall appear.", ""));
        }
        if (pieces.size() > 1) {
            pieces(pieces, limits, source, findings);
        } else {
            length(text, rules, source, findings);
        }
        surplus("tooManyHashtags", "hashtags", text.hashtags(), rules.tags().maxHashtags(), source, findings);
        surplus(
                "tooManyMentions",
                "mentions",
                text.mentions(rules.counting()),
                rules.tags().maxMentions(),
                source,
                findings);
        surplus("tooManyCashtags", "cashtags ($)", text.cashtags(), rules.tags().maxCashtags(), source, findings);
        surplus(
                "tooManyLinks",
                "different links",
                text.differentLinks(),
                rules.tags().maxLinks(),
                source,
                findings);
        Matcher placeholder = PLACEHOLDER.matcher(text.text());
        while (placeholder.find()) {
            String name = placeholder.group();
            String message = name + " was not filled in: replace it or take it out.";
            findings.add(warns("placeholder", placeholder.start(), placeholder.end(), Map.of("name", name), message));
        }
        return findings;
    }

    private static void pieces(List<Split.Piece> pieces, Limits limits, String source, List<Finding> findings) {
        pieces.stream()
                .filter(piece -> !TextLength.fits(piece.reading(), limits))
                .forEach(piece -> {
                    String message = "A link, hashtag or mention here is longer than a post: shorten it.";
                    findings.add(blocks("pieceTooLong", piece.start(), piece.end(), Map.of(), message, source));
                });
        if (pieces.size() > Split.MOST) {
            int start = pieces.get(Split.MOST).start();
            int end = pieces.get(pieces.size() - 1).end();
            Map<String, String> values = Map.of("count", pieces.size() + "", "max", Split.MOST + "");
            String message = "These are " + pieces.size() + " posts, and nobody reads more than " + Split.MOST
                    + ": shorten it and link to the article.";
            findings.add(blocks("threadTooLong", start, end, values, message, ""));
        }
    }

    private static void length(ParsedText text, Limits.Text rules, String source, List<Finding> findings) {
        int all = text.text().length();
        int length = TextLength.of(text, rules);
        if (length > rules.maxLength()) {
            int over = length - rules.maxLength();
            Map<String, String> values = Map.of("over", over + "", "max", rules.maxLength() + "");
            String message = "The text is " + over + " too long: shorten it.";
            findings.add(blocks("tooLong", TextLength.end(text, rules), all, values, message, source));
        }
        if (rules.maxBytes() > 0 && text.bytes() > rules.maxBytes()) {
            String message = "The text takes more than " + rules.maxBytes() + " bytes: use fewer emoji or shorten it.";
            findings.add(blocks("tooManyBytes", 0, all, Map.of("max", rules.maxBytes() + ""), message, source));
        }
    }

    private static void surplus(
            String rule,
            String what,
            List<ParsedText.CountedRange> spans,
            int max,
            String source,
            List<Finding> findings) {
        if (max > 0 && spans.size() > max) {
            Map<String, String> values = Map.of("max", max + "", "count", spans.size() + "");
            String message = "There are " + spans.size() + " " + what + ", " + max + " are allowed: take some out.";
            int end = spans.get(spans.size() - 1).end();
            findings.add(blocks(rule, spans.get(max).start(), end, values, message, source));
        }
    }

    private static void link(Candidate candidate, Limits limits, List<Finding> findings) {
        String text = candidate.text().text();
        if (candidate.link().isEmpty()) {
            findings.add(warns(
                    "noPublicUrl",
                    0,
                    0,
                    Map.of(),
                    "The site has no public address: set its URL, so that readers find the article."));
        } else if (!text.contains(candidate.link())
                && !candidate.comment().contains(candidate.link())
                && !candidate.linkOnCard()) {
            findings.add(warns("linkMissing", 0, 0, Map.of(), "The link to the article is not in the text."));
        } else if (text.contains(candidate.link()) && !limits.text().linksWork()) {
            int start = text.indexOf(candidate.link());
            findings.add(warns(
                    "linkDead",
                    start,
                    start + candidate.link().length(),
                    Map.of(),
                    "Readers of this network cannot follow a link in the text: say where to find the article."));
        }
    }

    private static void comment(Candidate candidate, Limits limits, List<Finding> findings) {
        int max = limits.text().maxComment();
        int over = candidate.comment().length() - max;
        String source = limits.source() + ", " + limits.asOf();
        if (candidate.comment().isBlank()) {
            return;
        }
        if (max == 0) {
            findings.add(blocks(
                    "commentNotTaken", 0, 0, Map.of(), "This network has no first comments: leave it empty.", source));
        } else if (over > 0) {
            String message = "The first comment is " + over + " too long: shorten it.";
            findings.add(blocks("commentTooLong", 0, 0, Map.of("over", over + ""), message, source));
        }
    }

    static Finding blocks(String rule, int start, int end, Map<String, String> values, String message, String source) {
        return new Finding(rule, Severity.BLOCKS, start, end, values, message, source);
    }

    static Finding warns(String rule, int start, int end, Map<String, String> values, String message) {
        return new Finding(rule, Severity.WARNS, start, end, values, message, "");
    }

    static Finding finding(
            RuleSeverities gate, String rule, int start, int end, Map<String, String> values, String message) {
        return new Finding(rule, gate.severity(rule), start, end, values, message, "");
    }
}
