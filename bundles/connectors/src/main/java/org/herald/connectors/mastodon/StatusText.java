package org.herald.connectors.mastodon;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * A text as it can be compared: what was sent with what a server of the family shows of it. Servers change spaces, shorten
 * links to what is read of them, and leave out the host of a mention; they change no word and no mark. Pure.
 */
final class StatusText {
    private static final Pattern MENTION = Pattern.compile(
            "(@[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])@" + "([\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)*+(?::[0-9]+)?)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S\\S++");
    /** More marks on one letter than any language has: sorting them takes the square of their number. */
    private static final Pattern HEAP_OF_MARKS = Pattern.compile("\\p{M}{31}");

    private static final Pattern SCHEME = Pattern.compile("(?i)https?://");
    /** What the HTML parser leaves out: soft hyphens and zero-width spaces. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{S}]+|[\\uFE0E\\uFE0F]");

    private StatusText() {}

    /** Whether a server that was sent this text shows it so. Every letter counts, and every mark. */
    static boolean same(String sent, String html) {
        return reads(sent, html) && mentionsTheSame(sent, body(html));
    }

    /** The same, but for the hosts of mentions. */
    static boolean reads(String sent, String html) {
        String wanted = folded(sent);
        Element body = body(html);
        return wanted.equals(folded(body.text())) || wanted.equals(folded(withAddresses(body)));
    }

    /** Whether only punctuation tells them apart, which a server may set in its own way; and so may two texts. */
    static boolean similar(String sent, String html) {
        String wanted = letters(sent);
        Element body = body(html);
        return wanted.equals(letters(body.text())) || wanted.equals(letters(withAddresses(body)));
    }

    /** Whether there is anything to compare. */
    static boolean isComparable(String sent) {
        return !folded(sent).isEmpty();
    }

    private static Element body(String html) {
        return Jsoup.parseBodyFragment(html == null ? "" : html).body();
    }

    /** The text with whole addresses where the server shows a part of them; changes the body. */
    private static String withAddresses(Element body) {
        for (Element link : body.select("a[href^=http]")) {
            String text = link.text().strip();
            if (!text.startsWith("@") && !text.startsWith("#")) {
                link.empty().appendChild(new TextNode(link.attr("href")));
            }
        }
        return body.text();
    }

    /** A name without its host may be somebody else's: the link behind it tells. */
    private static boolean mentionsTheSame(String sent, Element body) {
        String shown = (body.text() + " " + body.select("a[href]").eachAttr("href")).toLowerCase(Locale.ROOT);
        return MENTION.matcher(sent)
                .results()
                .map(mention -> mention.group(2).toLowerCase(Locale.ROOT))
                .distinct()
                .allMatch(shown::contains);
    }

    private static String folded(String text) {
        boolean heaped = HEAP_OF_MARKS.matcher(text).find();
        String composed = heaped ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        String plain = UNSEEN.matcher(composed).replaceAll("");
        String named = MENTION.matcher(plain).replaceAll("$1");
        String linked = ADDRESS.matcher(named)
                .replaceAll(address -> Matcher.quoteReplacement(withoutLastSlash(address.group())));
        return SPACE.matcher(linked).replaceAll(" ").strip();
    }

    private static String withoutLastSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static String letters(String text) {
        return NO_LETTER.matcher(SCHEME.matcher(folded(text)).replaceAll("")).replaceAll("");
    }
}
