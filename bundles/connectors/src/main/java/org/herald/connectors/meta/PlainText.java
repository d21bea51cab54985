package org.herald.connectors.meta;

/** Plain text as HTML. Pure. */
public final class PlainText {
    private PlainText() {}

    /** Escapes it and keeps its lines; empty for null. */
    public static String html(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("\r\n", "\n")
                        .replace("\n", "<br>");
    }
}
