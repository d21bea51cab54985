package org.herald.connectors.mastodon;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the person who is answered before the text, unless the text names that person already. Pure. */
final class Mention {
    private static final Pattern NAMED =
            Pattern.compile("(?<![\\p{L}\\p{N}_/@.-])@([\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?)"
                    + "(?:@([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*))?");

    private Mention() {}

    /**
     * The text as it is sent.
     *
     * @param to the handle as the server gave it: without a host for an account of its own; empty for nobody
     * @param domain the server's domain, which completes such a handle: there are servers that take a bare name for
     *     none; empty where it is not known or cannot be written into a mention
     */
    static String before(String text, String to, String domain) {
        if (to.isEmpty() || names(text, to, domain)) {
            return text;
        }
        return "@" + full(to, domain) + " " + text;
    }

    private static String full(String to, String domain) {
        return to.contains("@") || domain.isEmpty() ? to : to + "@" + domain;
    }

    private static boolean names(String text, String to, String domain) {
        String wanted = full(to, domain).toLowerCase(Locale.ROOT);
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            String handle =
                    named.group(2) == null ? full(named.group(1), domain) : named.group(1) + "@" + named.group(2);
            if (handle.toLowerCase(Locale.ROOT).equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
