package org.herald.core.variant;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Finding;

/** What a site may ask of its texts for those who read them otherwise than with their eyes, or at a glance. Pure. */
final class SiteRules {
    /** Shorter hashtags are words of their own as often as not. */
    private static final int LONG_HASHTAG = 12;
    /** A screen reader says every one of them. */
    private static final int EMOJI_RUN = 4;

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

    private SiteRules() {}

    /** What the site's gate asks of a text, whatever the network. */
    static List<Finding> of(ParsedText text, RuleSeverities gate) {
        List<Finding> findings = new ArrayList<>();
        if (gate.asks("hashtagCase")) {
            hashtagCase(text, gate, findings);
        }
        if (gate.asks("emojiRun")) {
            emojiRun(text, gate, findings);
        }
        if (text.text().codePoints().anyMatch(SiteRules::mayLookAlike)) {
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
                findings.add(Rules.finding(
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
                findings.add(Rules.finding(
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
                findings.add(Rules.finding(
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
            findings.add(Rules.finding(
                    gate, rule, matcher.start(), matcher.end(), values, "“" + matcher.group() + "” " + message));
        }
    }
}
