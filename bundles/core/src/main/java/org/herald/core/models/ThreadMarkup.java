package org.herald.core.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herald.core.conversation.Attached;
import org.herald.core.conversation.StoredComment;
import org.herald.spi.RemoteMedia;

/**
 * Writes the comments of a page as nested lists. What a template would ask XSS filters and reflection for some twenty times a
 * comment is a few microseconds here; all that is not markup of this class goes through {@link #escape}, except the text,
 * which was sanitised. Pure.
 */
final class ThreadMarkup {
    /** What is deeper than this stands beside what it answers, and says whom it answers. */
    private static final int DEEPEST = 3;

    private static final String BLOCK = "herald-conversation__";
    private static final String SIGNS = "/static/clientlibs/herald/css/signs.svg#";
    private static final String REL = "\" rel=\"ugc nofollow noopener\"";

    private static final Map<RemoteMedia.Kind, String> KINDS =
            Map.of(RemoteMedia.Kind.IMAGE, "Picture", RemoteMedia.Kind.VIDEO, "Video", RemoteMedia.Kind.AUDIO, "Sound");

    private final Words words;
    /** How somebody on another page is called. */
    private final Function<String, Optional<String>> elsewhere;

    private final StringBuilder out = new StringBuilder();

    /** Words for people in the page's language. */
    @FunctionalInterface
    interface Words {
        /** The translation of a message, not filled in. */
        String of(String message);

        /** The same with something in the place of {@code {0}}. */
        default String of(String message, String value) {
            return of(message).replace("{0}", value);
        }
    }

    private ThreadMarkup(Words words, Function<String, Optional<String>> elsewhere) {
        this.words = words;
        this.elsewhere = elsewhere;
    }

    /**
     * Writes a page.
     *
     * @param page in reading order; it may begin within a conversation
     * @param elsewhere tells of comments on other pages how their authors are called
     */
    static String of(List<Shown> page, Words words, Function<String, Optional<String>> elsewhere) {
        return new ThreadMarkup(words, elsewhere).write(page);
    }

    private String write(List<Shown> page) {
        Map<String, Shown> here =
                page.stream().collect(Collectors.toMap(shown -> shown.comment().name(), Function.identity()));
        List<String> open = new ArrayList<>();
        int level = -1;
        int base = 0;
        for (int i = 0; i < page.size(); i++) {
            Shown shown = page.get(i);
            base = shown.depth() == 0 ? 0 : i == 0 ? lowest(page) : base;
            int next = Math.min(Math.min(shown.depth() - base, DEEPEST), level + 1);
            next = Math.max(next, 0);
            nest(level, next);
            open.subList(next, open.size()).clear();
            String above = next == 0 ? "" : open.get(next - 1);
            open.add(shown.comment().name());
            comment(shown, answered(shown, above, here));
            level = next;
        }
        for (; level >= 0; level--) {
            out.append("</li></ol>");
        }
        return out.toString();
    }

    /** Of a page that begins within a conversation, how deep the rest of that is at least. */
    private static int lowest(List<Shown> page) {
        return page.stream()
                .takeWhile(shown -> shown.depth() > 0)
                .mapToInt(Shown::depth)
                .min()
                .orElse(0);
    }

    private void nest(int level, int next) {
        if (next > level) {
            out.append("<ol class=\"").append(BLOCK).append(level < 0 ? "list\">" : "kids\">");
        } else {
            out.append("</li>").append("</ol></li>".repeat(level - next));
        }
        out.append("<li class=\"").append(BLOCK).append("node\">");
    }

    /** Where and whom it answers, as it is to be said, because the lists do not; or only for machines. */
    private String answered(Shown shown, String above, Map<String, Shown> here) {
        String parent = shown.parent();
        if (parent.isEmpty()) {
            return "";
        }
        Shown onThisPage = here.get(parent);
        String address = onThisPage == null ? Shown.permalink(parent) : "#" + Shown.anchor(parent);
        if (parent.equals(above)) {
            return "<link itemprop=\"parentItem\" href=\"" + escape(address) + "\">";
        }
        Optional<String> whom = onThisPage == null
                ? elsewhere.apply(parent)
                : Optional.of(onThisPage.comment().author().name());
        return whom.map(name -> "<a class=\"" + BLOCK + "parent\" itemprop=\"parentItem\" href=\"" + escape(address)
                        + "\">" + escape(words.of("answers {0}", name)) + "</a>")
                .orElse("");
    }

    private void comment(Shown shown, String answered) {
        StoredComment comment = shown.comment();
        out.append("<article class=\"").append(BLOCK).append("comment");
        if (comment.own()) {
            out.append(' ').append(BLOCK).append("comment--own");
        }
        out.append("\" id=\"")
                .append(escape(Shown.anchor(comment.name())))
                .append("\" itemscope itemtype=\"https://schema.org/Comment\">");
        face(shown);
        out.append("<div class=\"").append(BLOCK).append("body\">");
        meta(shown, answered);
        words(comment.words());
        if (!comment.url().isEmpty()) {
            out.append("<p class=\"")
                    .append(BLOCK)
                    .append("acts\"><a class=\"")
                    .append(BLOCK)
                    .append("link\" itemprop=\"url\" href=\"");
            out.append(escape(comment.url())).append(REL).append('>');
            out.append(escape(words.of("Answer on {0}", shown.network()))).append("</a></p>");
        }
        out.append("</div></article>");
    }

    private void face(Shown shown) {
        String network = shown.comment().network();
        out.append("<span class=\"")
                .append(BLOCK)
                .append("face\" aria-hidden=\"true\"><span class=\"")
                .append(BLOCK)
                .append("initials\">");
        out.append(escape(Shown.initials(shown.comment().author().name()))).append("</span>");
        out.append("<span class=\"")
                .append(BLOCK)
                .append("net ")
                .append(BLOCK)
                .append("net--")
                .append(escape(network))
                .append("\">");
        if (Shown.isSigned(network)) {
            out.append("<svg focusable=\"false\"><use href=\"")
                    .append(SIGNS)
                    .append(network)
                    .append("\"/></svg>");
        } else {
            out.append(escape(Shown.initials(shown.network())));
        }
        out.append("</span></span>");
    }

    private void meta(Shown shown, String answered) {
        StoredComment comment = shown.comment();
        out.append("<header class=\"").append(BLOCK).append("meta\">");
        out.append("<span itemprop=\"author\" itemscope itemtype=\"https://schema.org/Person\"><bdi class=\"")
                .append(BLOCK);
        out.append("author\" itemprop=\"name\">")
                .append(escape(comment.author().name()))
                .append("</bdi> <bdi class=\"");
        out.append(BLOCK).append("handle\" itemprop=\"alternateName\">");
        out.append(escape(comment.author().handle())).append("</bdi></span>");
        if (comment.own()) {
            out.append(" <span class=\"").append(BLOCK).append("badge\">");
            out.append(escape(words.of("Our answer"))).append("</span>");
        }
        out.append(" <span class=\"").append(BLOCK).append("network\">");
        out.append(escape(words.of("on {0}", shown.network())))
                .append("</span> <a class=\"")
                .append(BLOCK);
        out.append("permalink\" href=\"")
                .append(escape(Shown.permalink(comment.name())))
                .append("\"><time class=\"");
        out.append(BLOCK)
                .append("time\" itemprop=\"dateCreated\" datetime=\"")
                .append(comment.at())
                .append("\">");
        out.append(escape(shown.date())).append("</time></a> ").append(answered).append("</header>");
    }

    private void words(StoredComment.Words said) {
        boolean warned = !said.warning().isEmpty();
        if (warned) {
            out.append("<details class=\"")
                    .append(BLOCK)
                    .append("warned\"><summary class=\"")
                    .append(BLOCK);
            out.append("warning\" dir=\"auto\">").append(escape(said.warning())).append("</summary>");
        }
        if (!said.html().isEmpty()) {
            out.append("<div class=\"").append(BLOCK).append("text\" itemprop=\"text\" dir=\"auto\">");
            out.append(said.html()).append("</div>");
        }
        said.media().forEach(this::medium);
        if (warned) {
            out.append("</details>");
        }
    }

    private void medium(Attached medium) {
        String description = medium.description().isEmpty() ? words.of("without a description") : medium.description();
        out.append("<details class=\"").append(BLOCK).append("medium\"><summary>");
        out.append(escape(words.of(KINDS.getOrDefault(medium.kind(), "Attachment"))))
                .append(": <span dir=\"auto\">");
        out.append(escape(description)).append("</span></summary>");
        if (!medium.url().isEmpty()) {
            out.append("<a href=\"")
                    .append(escape(medium.url()))
                    .append("\" rel=\"ugc nofollow noopener noreferrer\">");
            out.append(escape(words.of("See it on the network"))).append("</a>");
        }
        out.append("</details>");
    }

    /** A text as it stands between tags, and in an attribute that is quoted. */
    static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            String entity =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> "";
                    };
            if (!entity.isEmpty() && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped != null) {
                if (entity.isEmpty()) {
                    escaped.append(text.charAt(i));
                } else {
                    escaped.append(entity);
                }
            }
        }
        return escaped == null ? text : escaped.toString();
    }
}
