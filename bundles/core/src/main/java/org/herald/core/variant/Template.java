package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Rejection;

/**
 * A text with placeholders: {@code ${title}}, {@code ${excerpt:2}}, {@code ${description|words:120|quote}}. Pure.
 *
 * <p>Filters: {@code words:N} and {@code sentences:N} cut to at most N characters at the end of a word or a sentence,
 * {@code hashtags:N} writes at most N tags as hashtags, {@code quote} puts the quotation marks of the language around.
 */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)\\}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_:.-]*");
    private static final Pattern FILTER = Pattern.compile("(words|sentences|hashtags|quote)(?::([1-9][0-9]{0,3}))?");

    private final List<Object> pieces;

    private record Hole(String name, int argument, List<Filter> filters) {}

    private record Filter(String name, int argument) {}

    /**
     * What came out.
     *
     * @param missing the placeholders for which the article has nothing
     */
    record Filled(String text, Set<String> missing) {}

    private Template(List<Object> pieces) {
        this.pieces = pieces;
    }

    /** Reads a template; a {@link Rejection} names the placeholder that cannot be understood. */
    static Template parse(String source, Set<String> names) {
        List<Object> pieces = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(source);
        int end = 0;
        while (matcher.find()) {
            pieces.add(source.substring(end, matcher.start()));
            pieces.add(hole(matcher.group(), matcher.group(1), names));
            end = matcher.end();
        }
        String rest = source.substring(end);
        pieces.add(rest);
        if (rest.contains("${")) {
            throw wrong(rest.substring(rest.indexOf("${")), "its brace is not closed");
        }
        return new Template(pieces);
    }

    private static Hole hole(String whole, String inside, Set<String> names) {
        String[] parts = inside.split("\\|", -1);
        String name = parts[0].strip();
        int argument = 0;
        if (name.matches("excerpt:[1-9][0-9]?")) {
            argument = Integer.parseInt(name.substring("excerpt:".length()));
            name = "excerpt";
        }
        if (!NAME.matcher(name).matches() || !(names.contains(name) || name.startsWith("page."))) {
            throw wrong(whole, "there is no “" + name + "”; known are " + String.join(", ", sorted(names)));
        }
        List<Filter> filters = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher filter = FILTER.matcher(parts[i].strip());
            if (!filter.matches()) {
                throw wrong(
                        whole,
                        "there is no filter “" + parts[i].strip() + "”: words:N, sentences:N, hashtags:N, quote");
            }
            filters.add(new Filter(filter.group(1), filter.group(2) == null ? 0 : Integer.parseInt(filter.group(2))));
        }
        return new Hole(name, argument, filters);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static Rejection wrong(String placeholder, String why) {
        return new Rejection(
                Rejection.Kind.INVALID,
                "template",
                "“" + placeholder + "” in the template cannot be used: " + why + ".");
    }

    /** Fills the holes; a line that was nothing but holes for which there is nothing goes. */
    Filled fill(Function<String, String> values, Locale language) {
        Set<String> missing = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder();
        for (Object piece : pieces) {
            if (piece instanceof Hole hole) {
                String value = value(hole, values, language);
                if (value.isEmpty()) {
                    missing.add(hole.name());
                }
                text.append(value);
            } else {
                text.append(piece);
            }
        }
        String tidy = text.toString()
                .replaceAll("(?<![ \\t])[ \\t]++(\\R|$)", "$1")
                .replaceAll("\\R{3,}+", "\n\n")
                .strip();
        return new Filled(tidy, missing);
    }

    private static String value(Hole hole, Function<String, String> values, Locale language) {
        String value = values.apply(hole.name()).strip();
        if (hole.name().equals("excerpt")) {
            value = sentences(value, Math.max(1, hole.argument()), language);
        }
        for (Filter filter : hole.filters()) {
            value = value.isEmpty() ? value : filtered(value, filter, language);
        }
        return value;
    }

    private static String filtered(String value, Filter filter, Locale language) {
        return switch (filter.name()) {
            case "words" -> cut(value, filter.argument(), BreakIterator.getWordInstance(language), "…");
            case "sentences" -> cut(value, filter.argument(), BreakIterator.getSentenceInstance(language), "");
            case "hashtags" -> Composer.hashtags(
                    List.of(value.split("\\s*,\\s*")), filter.argument() == 0 ? Integer.MAX_VALUE : filter.argument());
            default -> Quotes.around(value, language);
        };
    }

    private static String sentences(String value, int count, Locale language) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(language);
        sentences.setText(value);
        int end = 0;
        for (int i = 0; i < count && sentences.next() != BreakIterator.DONE; i++) {
            end = sentences.current();
        }
        return value.substring(0, end).strip();
    }

    private static String cut(String value, int max, BreakIterator breaks, String mark) {
        if (max == 0 || value.length() <= max) {
            return value;
        }
        breaks.setText(value);
        int end = breaks.preceding(max - mark.length() + 1);
        String cut = value.substring(0, Math.max(0, end)).strip();
        return cut.isEmpty() ? "" : TextLength.trimmed(cut) + mark;
    }
}
