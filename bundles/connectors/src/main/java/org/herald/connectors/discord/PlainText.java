package org.herald.connectors.discord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a text so that Discord shows it as it stands: what Discord would read as Markdown, or as the name of somebody, is
 * escaped. Addresses are left alone, for else nobody could follow them. Pure.
 */
final class PlainText {
    private static final int MOST = 2000;
    private static final Pattern MARK = Pattern.compile("(?m)(?<address>https?://\\S+)"
            + "|[\\\\*_`]" // emphasis, code, and what escapes
            + "|~(?=~)|\\|(?=\\|)" // struck out, hidden
            + "|^(?:>(?=\\s|>>\\s)|#{1,3}(?=\\s)|-#(?=\\s))" // quotes, headings, small print
            + "|\\[(?=[^\\]\\n]{0,500}+]\\()" // a link behind a word
            + "|<(?=[@#:/]|a:|t:|id:)"); // people, channels, emoji, commands, times
    private static final Pattern ESCAPED = Pattern.compile("\\\\([^0-9A-Za-z\\s])");

    private PlainText() {}

    static String escaped(String text) {
        Matcher mark = MARK.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (mark.find()) {
            String kept = mark.group("address") == null ? "\\" + mark.group() : mark.group();
            mark.appendReplacement(plain, Matcher.quoteReplacement(kept));
        }
        return mark.appendTail(plain).toString();
    }

    /** What somebody sees of an escaped text. */
    static String read(String text) {
        return ESCAPED.matcher(text).replaceAll("$1");
    }

    /** What is too long only because it is escaped; 0 for anything else. */
    static int tooLong(String text) {
        String escaped = escaped(text);
        int length = escaped.codePointCount(0, escaped.length());
        return length > MOST && text.codePointCount(0, text.length()) <= MOST ? length : 0;
    }
}
