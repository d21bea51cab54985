package org.herald.connectors.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Little text, the markup of a post's commentary (Microsoft Learn, little Text Format): all that has a meaning there must
 * be escaped, else LinkedIn cuts the text at it and says that all is well. Pure.
 */
final class LittleText {
    private static final Pattern RESERVED = Pattern.compile("[\\\\|{}@\\[\\]()<>#*_~]");
    /** An address, in which nothing is a hashtag, or a hashtag: letters and digits, a letter among them. */
    private static final Pattern SPECIAL = Pattern.compile("https?://\\S++"
            + "|(?<![\\p{L}\\p{M}\\p{Nd}_&/#])#((?=[\\p{M}\\p{Nd}]*+\\p{L})[\\p{L}\\p{M}\\p{Nd}]++)(?!_)");

    private static final Pattern ELEMENT = Pattern.compile(
            "\\{hashtag\\|\\\\?#\\|((?:[^\\\\}]|\\\\.)++)\\}" // a hashtag's template
                    + "|@\\[((?:[^\\\\\\]]|\\\\.)++)\\]\\(urn:[^)]*+\\)" // a mention
                    + "|\\\\(.)",
            Pattern.DOTALL);

    private LittleText() {}

    /** Writes a text so that readers see exactly it; its hashtags can be clicked. */
    static String of(String text) {
        Matcher special = SPECIAL.matcher(text);
        StringBuilder little = new StringBuilder();
        int from = 0;
        while (special.find()) {
            little.append(escaped(text.substring(from, special.start())));
            String word = special.group(1);
            little.append(word == null ? escaped(special.group()) : "{hashtag|\\#|" + word + "}");
            from = special.end();
        }
        return little.append(escaped(text.substring(from))).toString();
    }

    private static String escaped(String text) {
        return RESERVED.matcher(text).replaceAll("\\\\$0");
    }

    /** What readers see of a text that LinkedIn gives back. */
    static String plain(String little) {
        return ELEMENT.matcher(little).replaceAll(element -> {
            String escaped = element.group(3);
            if (escaped != null) {
                return Matcher.quoteReplacement(escaped);
            }
            String word = element.group(1);
            return Matcher.quoteReplacement(plain(word != null ? "#" + word : element.group(2)));
        });
    }
}
