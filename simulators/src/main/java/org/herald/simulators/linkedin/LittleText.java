package org.herald.simulators.linkedin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads little text: the markup of a post's commentary. What is neither text nor an element ends it there, and nobody is
 * told.
 */
final class LittleText {
    private static final String RESERVED = "\\|{}@[]()<>#*_~";
    private static final String ESCAPED = "(?:[^\\\\|{}@\\[\\]()<>#*_~]|\\\\[\\\\|{}@\\[\\]()<>#*_~])+";
    private static final Pattern MENTION =
            Pattern.compile("@\\[(" + ESCAPED + ")\\]\\((urn:li:(?:person|organization):[A-Za-z0-9_-]+)\\)");
    private static final Pattern TEMPLATE = Pattern.compile("\\{hashtag\\|\\\\#\\|(" + ESCAPED + ")\\}");
    private static final Pattern HASHTAG = Pattern.compile("#([\\p{L}\\p{M}\\p{Nd}]+)");

    private final String source;
    private final StringBuilder shown = new StringBuilder();
    private final List<String> hashtags = new ArrayList<>();
    private final List<String> mentions = new ArrayList<>();
    private int at;

    private LittleText(String source) {
        this.source = source;
    }

    /**
     * What readers see.
     *
     * @param text until the end, or until it was cut
     * @param hashtags that can be clicked, without their sign
     * @param mentions the URNs of who is told
     * @param cut whether there was more
     */
    record Shown(String text, List<String> hashtags, List<String> mentions, boolean cut) {}

    static Shown read(String source) {
        return new LittleText(source).read();
    }

    private Shown read() {
        boolean going = true;
        while (going && at < source.length()) {
            going = step();
        }
        return new Shown(shown.toString(), List.copyOf(hashtags), List.copyOf(mentions), !going);
    }

    private boolean step() {
        char next = source.charAt(at);
        if (RESERVED.indexOf(next) < 0) {
            shown.append(next);
            at++;
            return true;
        }
        return switch (next) {
            case '\\' -> escaped();
            case '@' -> mention();
            case '#' -> hashtag(HASHTAG);
            case '{' -> hashtag(TEMPLATE);
            default -> false;
        };
    }

    private boolean escaped() {
        boolean known = at + 1 < source.length() && RESERVED.indexOf(source.charAt(at + 1)) >= 0;
        if (known) {
            shown.append(source.charAt(at + 1));
            at += 2;
        }
        return known;
    }

    private boolean mention() {
        Matcher matcher = MENTION.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        shown.append(plain(matcher.group(1)));
        mentions.add(matcher.group(2));
        at = matcher.end();
        return true;
    }

    private boolean hashtag(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        String word = plain(matcher.group(1));
        shown.append('#').append(word);
        hashtags.add(word);
        at = matcher.end();
        return true;
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }

    /** As LinkedIn gives it back: escaped, its hashtags as templates. */
    static String write(Shown shown) {
        String text = shown.text().replaceAll("[\\\\|{}@\\[\\]()<>#*_~]", "\\\\$0");
        for (String word : shown.hashtags()) {
            String escaped = word.replaceAll("[\\\\|{}@\\[\\]()<>#*_~]", "\\\\$0");
            Matcher sign = Pattern.compile("(?<!\\|)\\\\#" + Pattern.quote(escaped) + "(?![\\p{L}\\p{M}\\p{Nd}])")
                    .matcher(text);
            text = sign.replaceFirst(Matcher.quoteReplacement("{hashtag|\\#|" + escaped + "}"));
        }
        return text;
    }
}
