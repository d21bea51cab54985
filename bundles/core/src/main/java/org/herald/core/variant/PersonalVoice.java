package org.herald.core.variant;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.herald.Voice;

/**
 * Who speaks, and how.
 *
 * @param user the name that the person signs in by
 */
public record PersonalVoice(Voice voice, String user) {

    /** What a text must end with, {@code ^EB}, say; empty where nobody signs. */
    public String signature() {
        return voice.signature() == Voice.Signature.INITIALS ? "^" + initials() : "";
    }

    /** The language of the texts: the profile's own, else that of the article. */
    public Locale language(Locale article) {
        return voice.language().isEmpty() ? article : Locale.forLanguageTag(voice.language());
    }

    /** How a person signs: {@code edith.bauer} is EB, {@code edith} is ED. */
    String initials() {
        String[] words = user.split("[^\\p{L}]+");
        String letters = words.length > 1
                ? Arrays.stream(words)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1))
                        .collect(Collectors.joining())
                : user.substring(0, Math.min(2, user.length()));
        return letters.toUpperCase(Locale.ROOT);
    }
}
