package org.herald.core.variant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.herald.Voice.Tone;

/** Which language a text is in, and how it addresses its readers. */
final class LanguageDetector {
    /** OpenNLP's own model of 183 languages; told apart are those that teams write in by mistake. */
    private static final String MODEL = "/langdetect-183.bin";

    private static final Map<String, String> KNOWN =
            Map.of("eng", "en", "fra", "fr", "deu", "de", "spa", "es", "ita", "it", "nld", "nl", "por", "pt");
    /** Fewer letters say too little. */
    private static final int FEW_LETTERS = 25;

    private static final int ENOUGH = 400;
    /** How much likelier another language must be before anybody is told. */
    private static final double SURE = 1.25;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    /** Words that an address of the other tone is made of. */
    private static final Map<String, Pattern> FAMILIAR_WORDS = Map.of(
            "fr", Pattern.compile("\\b(?:tu|toi|te|ton|ta|tes)\\b|\\bt['’](?=\\p{L})", FLAGS),
            "de", Pattern.compile("\\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\\b", FLAGS),
            "es", Pattern.compile("\\b(?:tú|tu|tus|ti|contigo|vosotros|vuestr[oa]s?)\\b", FLAGS),
            "en", Pattern.compile("\\b(?:gonna|wanna|gotta|hey|yeah|guys|folks|lol|omg|ain['’]t|y['’]all)\\b", FLAGS));

    private static final Map<String, Pattern> FORMAL_WORDS = Map.of(
            "fr", Pattern.compile("\\b(?:vous|votre|vos|veuillez)\\b", FLAGS),
            "de", Pattern.compile("(?<=[\\p{Ll},] )(?:Sie|Ihnen|Ihre?[mnrs]?)\\b"),
            "es", Pattern.compile("\\b(?:usted|ustedes)\\b", FLAGS),
            "en", Pattern.compile("\\b(?:dear sir|dear madam|kindly|hereby|sincerely|pursuant)\\b", FLAGS));

    private LanguageDetector() {}

    /** The model is read at first use: a site that asks for no language never loads it. */
    private static final class Model {
        static final LanguageDetectorModel READ = read();

        private static LanguageDetectorModel read() {
            try (InputStream stream = LanguageDetectorME.class.getResourceAsStream(MODEL)) {
                return new LanguageDetectorModel(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("the model of languages", e);
            }
        }
    }

    /** How likely each known language is; empty where a text says too little. */
    static Map<String, Double> likelihoods(String text) {
        if (text.codePoints().filter(Character::isLetter).count() < FEW_LETTERS) {
            return Map.of();
        }
        Language[] told =
                new LanguageDetectorME(Model.READ).predictLanguages(text.substring(0, Math.min(ENOUGH, text.length())));
        return Arrays.stream(told)
                .filter(language -> KNOWN.containsKey(language.getLang()))
                .collect(Collectors.toMap(language -> KNOWN.get(language.getLang()), Language::getConfidence));
    }

    /** The language that a text is in, if that is clearly not the one wanted. */
    static Optional<String> other(Map<String, Double> likelihoods, Locale wanted) {
        Double own = likelihoods.get(wanted.getLanguage());
        return own == null
                ? Optional.empty()
                : likelihoods.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .filter(likeliest -> likeliest.getValue() > own * SURE)
                        .map(Map.Entry::getKey);
    }

    /** The words that a tone does not use in a language. */
    static Optional<Pattern> outOfTone(Tone tone, Locale language) {
        return switch (tone) {
            case ANY -> Optional.empty();
            case FORMAL -> Optional.ofNullable(FAMILIAR_WORDS.get(language.getLanguage()));
            case FAMILIAR -> Optional.ofNullable(FORMAL_WORDS.get(language.getLanguage()));
        };
    }
}
