package org.herald.core.variant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.herald.Finding;
import org.herald.Voice.Tone;

/** Whether a text speaks as its profile does: its language, its tone, its signature. Pure. */
final class VoiceRules {
    private VoiceRules() {}

    static void check(Candidate candidate, RuleSeverities gate, List<Finding> findings) {
        signature(candidate.text().text(), candidate.signature(), findings);
        if (gate.asks("language")) {
            language(candidate.text(), candidate.language(), gate, findings);
        }
        if (gate.asks("tone")) {
            tone(candidate.text(), candidate.language(), candidate.tone(), gate, findings);
        }
    }

    /** A signature stands at the end, or before the link and the hashtags there. */
    static void signature(String text, String signature, List<Finding> findings) {
        if (!signature.isEmpty()
                && !text.isBlank()
                && !text.matches("(?s).*\\Q" + signature + "\\E(?![\\p{L}\\p{N}]).*")) {
            findings.add(Rules.blocks(
                    "signatureMissing",
                    0,
                    0,
                    Map.of("signature", signature),
                    "Whoever writes for this profile signs: end with " + signature + ".",
                    ""));
        }
    }

    private static void language(ParsedText text, Locale wanted, RuleSeverities gate, List<Finding> findings) {
        LanguageDetector.other(text.languages(), wanted).ifPresent(other -> {
            String is = Locale.forLanguageTag(other).getDisplayLanguage(Locale.ENGLISH);
            String should = wanted.getDisplayLanguage(Locale.ENGLISH);
            findings.add(Rules.finding(
                    gate,
                    "language",
                    0,
                    0,
                    Map.of("is", other, "should", wanted.getLanguage()),
                    "This reads like " + is + ", and the readers of this profile speak " + should + "."));
        });
    }

    private static void tone(ParsedText text, Locale language, Tone tone, RuleSeverities gate, List<Finding> findings) {
        LanguageDetector.outOfTone(tone, language).ifPresent(words -> {
            for (ParsedText.CountedRange span : text.matches(words)) {
                String word = text.text().substring(span.start(), span.end());
                findings.add(Rules.finding(
                        gate,
                        "tone",
                        span.start(),
                        span.end(),
                        Map.of("words", word, "tone", tone.name()),
                        "“" + word + "” is too " + (tone == Tone.FORMAL ? "familiar" : "formal")
                                + " for this profile: address its readers as it always does."));
            }
        });
    }
}
