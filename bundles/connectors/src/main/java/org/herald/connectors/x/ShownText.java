package org.herald.connectors.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.herald.connectors.x.Documents.Text;

/**
 * A text as X gives it back: links shortened to t.co, a link to its pictures at the end, {@code & < >} escaped, and the name
 * of whom it answers in front. Compared with what was sent, and made fit for readers. Pure.
 */
final class ShownText {
    private static final Pattern SCHEME = Pattern.compile("(?i)\\bhttps?://(www\\.)?");
    private static final Pattern LAST_SLASH = Pattern.compile("/(?=\\s|$)");
    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://)?(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}\\S*");
    private static final Pattern NAMES = Pattern.compile("^(?:@\\w{1,15}\\s+)+");
    private static final Pattern SHORTENED = Pattern.compile("https://t\\.co/\\w");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private ShownText() {}

    /**
     * Whether a text that was sent is shown so; every letter and every link counts.
     *
     * @param answers whether it may have names in front that X put there
     */
    static boolean same(String sent, Text shown, boolean answers) {
        return isAmong(folded(sent), folded(plain(shown)), answers);
    }

    /** The same where X writes links in another way, or does not tell what is behind them. */
    static boolean similar(String sent, Text shown, boolean answers) {
        String plain = plain(shown);
        UnaryOperator<String> compared = SHORTENED.matcher(plain).find() ? ShownText::withoutLinks : ShownText::loose;
        return isAmong(compared.apply(sent), compared.apply(plain), answers);
    }

    private static boolean isAmong(String sent, String shown, boolean answers) {
        return sent.equals(shown)
                || answers && sent.equals(folded(NAMES.matcher(shown).replaceFirst("")));
    }

    private static String withoutLinks(String text) {
        return folded(LINK.matcher(composed(text)).replaceAll(" "));
    }

    /** Of a link only its letters and digits. */
    private static String loose(String text) {
        return folded(LINK.matcher(folded(text))
                .replaceAll(
                        link -> NO_LETTER.matcher(link.group()).replaceAll("").toLowerCase(Locale.ROOT)));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String folded(String text) {
        String bare = LAST_SLASH
                .matcher(SCHEME.matcher(composed(text)).replaceAll(""))
                .replaceAll("");
        return SPACE.matcher(bare).replaceAll(" ").strip();
    }

    /** The text with its links in full, without the one to its own pictures. */
    static String plain(Text shown) {
        String text = shown.text();
        for (Url url : urls(shown)) {
            text = text.replace(url.shortened(), url.media() ? "" : url.whole());
        }
        return unescaped(text).stripTrailing();
    }

    private record Url(String shortened, String whole, boolean media) {}

    private static List<Url> urls(Text shown) {
        List<Url> urls = new ArrayList<>();
        if (shown.entities() != null) {
            for (JsonNode url : shown.entities().path("urls")) {
                String whole = url.path("expanded_url").asText("");
                boolean media = url.hasNonNull("media_key") || whole.matches(".*/status/\\d+/(photo|video)/\\d+");
                String shortened = url.path("url").asText("");
                if (!shortened.isEmpty() && !whole.isEmpty()) {
                    urls.add(new Url(shortened, whole, media));
                }
            }
        }
        return urls;
    }

    /** As HTML, with links that can be followed. */
    static String html(Text shown) {
        String html = escaped(unescaped(Objects.toString(shown.text(), "")));
        for (Url url : urls(shown)) {
            String whole = escaped(url.whole());
            String link = url.media() || !url.whole().matches("(?i)https?://.*")
                    ? ""
                    : "<a href=\"" + whole + "\">" + whole + "</a>";
            html = html.replace(url.shortened(), link);
        }
        return html.strip().replace("\n", "<br>");
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Whether an account is named in a text. */
    static boolean names(Text shown, String handle) {
        String bare = handle.replaceFirst("^@", "");
        if (shown.entities() != null) {
            for (JsonNode mention : shown.entities().path("mentions")) {
                if (bare.equalsIgnoreCase(mention.path("username").asText(""))) {
                    return true;
                }
            }
        }
        return false;
    }
}
