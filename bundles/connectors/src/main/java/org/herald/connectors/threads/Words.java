package org.herald.connectors.threads;

import java.net.URI;
import org.jsoup.nodes.Entities;

/** The API's words for what Herald has words of its own for. Pure. */
final class Words {
    private Words() {}

    /** An address; null for what is none: a server may give anything, and what is no address is not shown. */
    static URI uri(String address) {
        try {
            return address == null || address.isEmpty() ? null : URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Plain text as HTML. */
    static String html(String text) {
        return text == null ? "" : Entities.escape(text).replace("\n", "<br>");
    }

    /** Whether Threads shows what was sent: the first tag loses its sign, and blanks may be drawn together. */
    static boolean same(String sent, String shown) {
        String plain = drawnTogether(sent);
        String seen = drawnTogether(shown);
        for (int sign = plain.indexOf('#'); sign >= 0; sign = plain.indexOf('#', sign + 1)) {
            if (seen.contentEquals(new StringBuilder(plain).deleteCharAt(sign))) {
                return true;
            }
        }
        return plain.equals(seen);
    }

    private static String drawnTogether(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
