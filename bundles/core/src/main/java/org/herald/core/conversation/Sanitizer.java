package org.herald.core.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.core.repo.WebAddress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/** Makes harmless what came from outside. Pure. */
public final class Sanitizer {
    /** What is written of a text changes with it: what an earlier one left is sanitised anew. Raise it with each change. */
    public static final int VERSION = 1;

    /** Longer texts are cut: no network here lets a person write more, and a page must stay a page. */
    static final int MAX_TEXT = 10_000;
    /** Markup beyond this is not even parsed. */
    private static final int MAX_HTML = 200_000;

    private static final int MAX_NAME = 100;
    private static final int MAX_LINE = 1500;
    private static final int MAX_NESTED = 8;
    private static final Set<String> NESTING = Set.of("blockquote", "ul", "ol");
    /** Controls, and the bidirectional overrides and isolates that make text read differently than it is. */
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF\\uFFF9-\\uFFFB]");

    /** The same, as the serialiser writes what came in as a reference. */
    private static final Pattern CONTROL_REFERENCE = Pattern.compile("&#x(0?[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f]);");

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "em", "strong", "b", "i", "blockquote", "ul", "ol", "li", "code", "pre", "a")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https")
            .addEnforcedAttribute("a", "rel", "ugc nofollow noopener");

    private Sanitizer() {}

    /** Keeps paragraphs, emphasis, lists and safe links; everything else becomes its text or goes. */
    public static String html(String remote) {
        String cut = strip(remote.length() > MAX_HTML ? remote.substring(0, MAX_HTML) : remote);
        Document.OutputSettings plain = new Document.OutputSettings()
                .prettyPrint(false)
                .charset("UTF-8")
                .escapeMode(Entities.EscapeMode.xhtml);
        Document clean = Jsoup.parseBodyFragment(Jsoup.clean(cut, "", ALLOWED, plain));
        clean.outputSettings(plain);
        shorten(clean.body());
        flatten(clean.body());
        clean.body().select("pre").forEach(Sanitizer::begin);
        clean.body().select("a[href]").forEach(Sanitizer::rebuild);
        clean.body().select("a:not([href])").unwrap();
        return CONTROL_REFERENCE.matcher(strip(clean.body().html())).replaceAll("");
    }

    /** An address is built anew, not only looked at: what is none any more is no link. */
    private static void rebuild(Element link) {
        WebAddress.of(link.attr("href"))
                .ifPresentOrElse(address -> link.attr("href", address), () -> link.removeAttr("href"));
    }

    /** A line break at the beginning is dropped by whoever reads it: a second one would be at the next time. */
    private static void begin(Element block) {
        while (block.childNodeSize() > 0
                && block.childNode(0) instanceof TextNode text
                && (text.getWholeText().isEmpty() || text.getWholeText().charAt(0) == '\n')) {
            String rest = text.getWholeText().replaceFirst("^\n+", "");
            if (rest.isEmpty()) {
                text.remove();
            } else {
                text.text(rest);
            }
        }
    }

    /** Quotes and lists within each other beyond what a page is wide enough for become their text. */
    private static void flatten(Element body) {
        List<Element> deep = new ArrayList<>();
        int[] depth = {0};
        body.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int level) {
                if (isNesting(node) && ++depth[0] > MAX_NESTED) {
                    deep.add((Element) node);
                }
            }

            @Override
            public void tail(Node node, int level) {
                if (isNesting(node)) {
                    depth[0]--;
                }
            }
        });
        deep.forEach(Element::unwrap);
        body.select("li:not(ul > li, ol > li)").unwrap(); // a browser would make another list of it
    }

    private static boolean isNesting(Node node) {
        return node instanceof Element element && NESTING.contains(element.normalName());
    }

    private static void shorten(Element body) {
        int[] left = {MAX_TEXT};
        body.traverse((Node node, int depth) -> {
            if (node instanceof TextNode text) {
                String whole = text.getWholeText();
                if (whole.length() > left[0]) {
                    text.text(left[0] > 0 ? whole.substring(0, left[0]) + "…" : "");
                }
                left[0] = Math.max(0, left[0] - whole.length());
            }
        });
    }

    /** A name as one short line of text. */
    public static String name(String remote) {
        return line(remote, MAX_NAME);
    }

    /** A warning or a description as one line of text: as long as networks let descriptions be. */
    public static String line(String remote) {
        return line(remote, MAX_LINE);
    }

    private static String line(String remote, int most) {
        String line = strip(remote).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) > most
                ? line.substring(0, line.offsetByCodePoints(0, most)) + "…"
                : line;
    }

    private static String strip(String text) {
        return HARMFUL.matcher(pairs(text)).replaceAll("");
    }

    /** Drops surrogates that have lost their partner, so that what is left is well-formed. */
    private static String pairs(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
