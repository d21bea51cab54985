package org.herald.core.variant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.herald.Finding;
import org.herald.spi.Proofreader;

/** What a proofreader finds, as findings; links, hashtags, mentions and signatures are no words of a language. */
public final class Spelling {
    private static final int MOST = 20;
    private static final int SUGGESTIONS = 3;

    private Spelling() {}

    /** Reads a text, unless the site does not want to be told. */
    public static List<Finding> findings(String text, Locale language, RuleSeverities gate, Proofreader reader) {
        if (!gate.asks("spelling") || text.isBlank()) {
            return List.of();
        }
        ParsedText reading = new ParsedText(text);
        return reader.read(text, language).stream()
                .filter(mistake -> !isName(reading, mistake))
                .limit(MOST)
                .map(mistake -> finding(text, mistake, gate))
                .toList();
    }

    private static boolean isName(ParsedText reading, Proofreader.Mistake mistake) {
        boolean signature = mistake.start() > 0 && reading.text().charAt(mistake.start() - 1) == '^';
        return signature
                || reading.isInside(mistake.start() + 1)
                || reading.isInside(mistake.end() - 1)
                || reading.isInside(mistake.start());
    }

    private static Finding finding(String text, Proofreader.Mistake mistake, RuleSeverities gate) {
        String words = text.substring(mistake.start(), mistake.end());
        List<String> few = mistake.instead()
                .subList(0, Math.min(SUGGESTIONS, mistake.instead().size()));
        String instead = String.join(", ", few);
        return Rules.finding(
                gate,
                "spelling",
                mistake.start(),
                mistake.end(),
                Map.of("words", words, "instead", instead, "why", mistake.why()),
                "“" + words + "”: " + mistake.why() + (instead.isEmpty() ? "" : " Perhaps: " + instead + "."));
    }
}
