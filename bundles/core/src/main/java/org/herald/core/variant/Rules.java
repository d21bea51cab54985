package org.herald.core.variant;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Finding;
import org.herald.Severity;
import org.herald.spi.Limits;

/** What is wrong with a variant: what the network would refuse, and what the site's gate asks. Pure. */
final class Rules {
    /** Shorter hashtags are words of their own as often as not. */
    private static final int LONG_HASHTAG = 12;
    /** A screen reader says every one of them. */
    private static final int EMOJI_RUN = 4;

    private static final int MOST_OF_A_KIND = 50;

    private static final Pattern LOOKALIKES = Pattern.compile(
            "[\\x{1D400}-\\x{1D7FF}\\uFF21-\\uFF3A\\uFF41-\\uFF5A\\u24B6-\\u24E9\\x{1F130}-\\x{1F149}\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}]+"
                    + "|(?<![\\p{L}\\p{N}\\p{M}_])(?=\\p{L}*\\p{IsLatin})(?=\\p{L}*[\\p{IsCyrillic}\\p{IsGreek}])\\p{L}{2,}+");
    private static final Pattern SHOUTING =
            Pattern.compile("(?<![#@\\p{L}])\\p{Lu}{2,}+(?!\\p{L})(?:[ ,!'’-]++\\p{Lu}{2,}+(?!\\p{L})){2,}+");
    private static final int SHOUTED_LETTERS = 12;
    /** Words that tell nothing about where they lead, in the languages of the screens. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(?:click here|tap here|read more|more here|cliquez ici|cliquer ici|lire la suite"
                    + "|en savoir plus|plus ici)(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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
        surplus("tooManyHashtags", "hashtags", text.hashtags(), rules.maxHashtags(), source, findings);
        surplus("tooManyMentions", "mentions", text.mentions(rules.counting()), rules.maxMentions(), source, findings);
        surplus("tooManyCashtags", "cashtags ($)", text.cashtags(), rules.maxCashtags(), source, findings);
        Matcher placeholder = PLACEHOLDER.matcher(text.text());
        while (placeholder.find()) {
            String name = placeholder.group();
            String message = name + " was not filled in: replace it or take it out.";
            findings.add(warns("placeholder", placeholder.start(), placeholder.end(), Map.of("name", name), message));
        }
        return findings;
    }

    private static void pieces(List<Split.Piece> pieces, Limits limits, String source, List<Finding> findings) {
        pieces.stream().filter(piece -> !TextLength.fits(piece.text(), limits)).forEach(piece -> {
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

    /** What the site's gate asks of a text, whatever the network. */
    static List<Finding> gate(ParsedText text, RuleSeverities gate) {
        List<Finding> findings = new ArrayList<>();
        if (gate.asks("hashtagCase")) {
            hashtagCase(text, gate, findings);
        }
        if (gate.asks("emojiRun")) {
            emojiRun(text, gate, findings);
        }
        if (text.text().codePoints().anyMatch(Rules::mayLookAlike)) {
            matches(
                    text,
                    LOOKALIKES,
                    "lookalike",
                    "is written with signs that only look like letters: screen readers and search do not know them.",
                    gate,
                    findings);
        }
        matches(text, AMBIGUOUS, "ambiguousLink", "does not tell where it leads: name what is there.", gate, findings);
        if (gate.asks("shouting")) {
            shouting(text, gate, findings);
        }
        return findings;
    }

    /** Greek, Cyrillic and the signs of {@link #LOOKALIKES}: without one of them, no word needs to be looked at. */
    private static boolean mayLookAlike(int c) {
        return c >= 0x370 && c <= 0x52F
                || c >= 0x1F00 && c <= 0x1FFF
                || c >= 0x24B6 && c <= 0x24E9
                || c >= 0xFF21 && c <= 0xFF5A
                || c >= 0x1D400 && c <= 0x1D7FF
                || c >= 0x1F130 && c <= 0x1F189;
    }

    private static void hashtagCase(ParsedText text, RuleSeverities gate, List<Finding> findings) {
        for (ParsedText.CountedRange span : text.hashtags()) {
            String body = text.text().substring(span.start() + 1, span.end());
            boolean lower = body.equals(body.toLowerCase(Locale.ROOT)) && !body.equals(body.toUpperCase(Locale.ROOT));
            if (lower && body.codePoints().filter(Character::isLetter).count() >= LONG_HASHTAG) {
                String words = "#" + body;
                findings.add(finding(
                        gate,
                        "hashtagCase",
                        span.start(),
                        span.end(),
                        Map.of("words", words),
                        words + ": write each word in it with a capital, so that screen readers tell them apart."));
            }
        }
    }

    private static void emojiRun(ParsedText text, RuleSeverities gate, List<Finding> findings) {
        int start = 0;
        int begin = 0;
        int run = 0;
        for (int end : text.characters()) {
            boolean emoji = isEmoji(text.text(), start, end);
            if (emoji && run++ == 0) {
                begin = start;
            }
            boolean last = end == text.text().length();
            if (run >= EMOJI_RUN && (!emoji || last)) {
                findings.add(finding(
                        gate,
                        "emojiRun",
                        begin,
                        emoji ? end : start,
                        Map.of("count", run + ""),
                        run + " emoji in a row: a screen reader says each of them. Leave one or two."));
            }
            run = emoji ? run : 0;
            start = end;
        }
    }

    private static boolean isEmoji(String text, int start, int end) {
        int first = text.codePointAt(start);
        return UCharacter.hasBinaryProperty(first, UProperty.EMOJI_PRESENTATION)
                || UCharacter.hasBinaryProperty(first, UProperty.EMOJI) && text.charAt(end - 1) == '\uFE0F';
    }

    private static void shouting(ParsedText text, RuleSeverities gate, List<Finding> findings) {
        Matcher matcher = SHOUTING.matcher(text.text());
        while (matcher.find()) {
            long letters =
                    matcher.group().codePoints().filter(Character::isLetter).count();
            if (letters >= SHOUTED_LETTERS) {
                findings.add(finding(
                        gate,
                        "shouting",
                        matcher.start(),
                        matcher.end(),
                        Map.of("words", matcher.group()),
                        "“" + matcher.group() + "” shouts: write it in small letters."));
            }
        }
    }

    private static void matches(
            ParsedText text,
            Pattern pattern,
            String rule,
            String message,
            RuleSeverities gate,
            List<Finding> findings) {
        if (!gate.asks(rule)) {
            return;
        }
        Matcher matcher = pattern.matcher(text.text());
        while (matcher.find()) {
            Map<String, String> values = Map.of("words", matcher.group());
            findings.add(finding(
                    gate, rule, matcher.start(), matcher.end(), values, "“" + matcher.group() + "” " + message));
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
