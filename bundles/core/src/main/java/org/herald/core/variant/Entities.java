package org.herald.core.variant;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.Regex;
import com.twitter.twittertext.TldLists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.herald.core.variant.ParsedText.CountedRange;

/**
 * Links, hashtags and mentions as X finds them, by the patterns of its own library; tried only where a sign of one
 * stands, so that a text twice as long takes twice the time. (The library tries everywhere, and copies the rest of the
 * text at each find: four times.) Pure.
 */
final class Entities {
    /** Of X's library, and of browsers: what is longer is no address. */
    private static final int MAX_LINK = 2_048;
    /** A name of hosts has at most so many parts that anybody writes without a protocol; X's pattern tries them all. */
    private static final int MAX_DOTS = 10;

    private static final int MAX_TRIES = 10;
    /** X's own shortener. */
    private static final String OWN = "t.co";

    private static final int MAX_HOST = 253;
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9]{1,63}(?:\\.[a-z0-9]{1,63}){1,8}");
    private static final char FIRST_FOREIGN = '\u0080';

    private static final Pattern LINK = LinkPattern.compiled();
    static final String SCHEME = "://";
    private static final Set<String> TOP_LEVEL = topLevel();
    /** What top-level domains begin with that are not of ASCII alone. */
    private static final String FOREIGN_BEGINNINGS = TOP_LEVEL.stream()
            .filter(name -> name.chars().anyMatch(c -> c >= FIRST_FOREIGN))
            .map(name -> name.substring(0, 1))
            .distinct()
            .collect(Collectors.joining());

    private Entities() {}

    private static Set<String> topLevel() {
        Set<String> all = new HashSet<>(TldLists.GTLDS);
        all.addAll(TldLists.CTLDS);
        return all;
    }

    /** Links that begin with http or https. */
    static List<CountedRange> links(String text) {
        List<CountedRange> found = new ArrayList<>();
        Matcher matcher = bound(LINK.matcher(text));
        int from = 0;
        for (int at = text.indexOf(SCHEME); at >= 0; ) {
            int secure = begin(text, at, "https");
            int start = secure >= 0 ? secure : begin(text, at, "http");
            if (mayBeHost(text, at + SCHEME.length())) {
                boolean may = start >= from && mayBegin(text, start);
                Tried tried = may ? tried(matcher, text, Math.max(from, start - 1), true) : Tried.NOTHING;
                tried.link().ifPresent(found::add);
                // behind another protocol stands no link, but what would be one is over there
                int end = tried.end() > 0
                        ? tried.end()
                        : tried(matcher, text, at + 2, false).end();
                from = Math.max(from, end);
            }
            at = text.indexOf(SCHEME, Math.max(from, at + 1));
        }
        return found;
    }

    /** Nothing behind a letter, a digit or one of these signs is a link; X's pattern decides about the others. */
    private static boolean mayBegin(String text, int start) {
        char before = start <= 0 ? ' ' : text.charAt(start - 1);
        boolean plain = before < FIRST_FOREIGN && Character.isLetterOrDigit(before);
        return start >= 0 && !plain && "@#$".indexOf(before) < 0;
    }

    private static Matcher bound(Matcher matcher) {
        return matcher.useAnchoringBounds(false).useTransparentBounds(true);
    }

    private static int begin(String text, int at, String word) {
        int start = at - word.length();
        return start >= 0 && text.regionMatches(true, start, word, 0, word.length()) ? start : -1;
    }

    private static boolean mayBeHost(String text, int from) {
        int most = Math.min(text.length(), from + MAX_HOST);
        int at = from;
        while (at < most && text.charAt(at) > ' ' && "/:?#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return isUnderTopLevel(text, from, at);
    }

    /**
     * What came of a try.
     *
     * @param end where to go on; where nothing matched, 0
     */
    private record Tried(Optional<CountedRange> link, int end) {
        static final Tried NOTHING = new Tried(Optional.empty(), 0);
    }

    /** What matches from a place, which is that of the character before the link but at the very beginning. */
    private static Tried tried(Matcher matcher, String text, int at, boolean withScheme) {
        int most = Math.min(text.length(), at + MAX_LINK);
        if (!matcher.region(at, most).lookingAt()) {
            return Tried.NOTHING;
        }
        int start = matcher.start(Regex.VALID_URL_GROUP_URL);
        int end = matcher.end(Regex.VALID_URL_GROUP_URL);
        String protocol = matcher.group(Regex.VALID_URL_GROUP_PROTOCOL);
        boolean has = protocol != null && !protocol.isEmpty();
        boolean within = !has && start > 0 && "-_./".indexOf(text.charAt(start - 1)) >= 0;
        if (has != withScheme || within || end == at + MAX_LINK) {
            return new Tried(Optional.empty(), has != withScheme ? 0 : end);
        }
        String host = matcher.group(Regex.VALID_URL_GROUP_DOMAIN);
        Matcher own =
                OWN.equalsIgnoreCase(host) ? Regex.VALID_TCO_URL.matcher(text).region(start, end) : null;
        if (own != null && own.lookingAt()) {
            boolean slug = own.group(1).length() <= Extractor.MAX_TCO_SLUG_LENGTH;
            return slug
                    ? new Tried(Optional.of(new CountedRange(start, own.end())), end)
                    : new Tried(Optional.empty(), end);
        }
        boolean valid = Extractor.isValidHostAndLength(end - start, protocol, host);
        return new Tried(valid ? Optional.of(new CountedRange(start, end)) : Optional.empty(), end);
    }

    /** Links, also those that X makes of a host's name alone, in the order of the text. */
    static List<CountedRange> allLinks(String text, List<CountedRange> links) {
        if (text.indexOf('.') < 0) {
            return links;
        }
        List<CountedRange> all = new ArrayList<>();
        Matcher matcher = bound(LINK.matcher(text));
        int from = 0;
        for (CountedRange link : links) {
            names(matcher, text, from, link.start(), all);
            all.add(link);
            from = link.end();
        }
        names(matcher, text, from, text.length(), all);
        return all;
    }

    private static void names(Matcher matcher, String text, int from, int to, List<CountedRange> found) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && isOfHost(text.charAt(end))) {
                end++;
            }
            int next = end + 1;
            if (end > at && isPlainName(text, from, at, end)) {
                found.add(new CountedRange(at, end));
            } else if (end > at && mayBeName(text, at, end)) {
                next = Math.max(next, name(matcher, text, Math.max(from, at - 1), end, found));
            }
            at = next;
        }
    }

    /** A name of ASCII alone, behind white space or nothing and before white space, a sign or nothing: no path. */
    private static boolean isPlainName(String text, int from, int start, int end) {
        boolean free = start == 0 || start > from && text.charAt(start - 1) <= ' ';
        boolean alone = end == text.length() || text.charAt(end) <= ' ' || ",;!)".indexOf(text.charAt(end)) >= 0;
        if (!free || !alone || end - start > MAX_HOST) {
            return false;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        return PLAIN_NAME.matcher(name).matches() && TOP_LEVEL.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Tries every place that a name can begin behind; returns where what was found ends. */
    private static int name(Matcher matcher, String text, int from, int end, List<CountedRange> found) {
        int tries = 0;
        for (int at = from; at < end && tries < MAX_TRIES; at++) {
            char before = text.charAt(at);
            boolean plain = before < FIRST_FOREIGN && Character.isLetterOrDigit(before);
            if (plain && at > 0) {
                continue;
            }
            tries++;
            Tried tried = tried(matcher, text, at, false);
            tried.link().ifPresent(found::add);
            if (tried.end() > 0) {
                return tried.end();
            }
        }
        return end;
    }

    /** What X's pattern takes in the names of hosts. */
    private static boolean isOfHost(char c) {
        boolean ascii = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        boolean latin =
                c >= '\u00C0' && c <= '\u024F' || c >= '\u0250' && c <= '\u036F' || c >= '\u1E00' && c <= '\u1EFF';
        return ascii || latin || c == '.' || c == '-' || c == '_';
    }

    private static boolean mayBeName(String text, int start, int end) {
        int dots = 0;
        for (int at = start; at < end; at++) {
            dots += text.charAt(at) == '.' ? 1 : 0;
        }
        return dots > 0 && dots <= MAX_DOTS && isUnderTopLevel(text, start, end);
    }

    /** Whether one of its parts is a country or the like; X's pattern decides. */
    private static boolean isUnderTopLevel(String text, int start, int end) {
        for (int dot = start; dot < end; dot++) {
            int stop = dot + 1;
            if (text.charAt(dot) != '.') {
                continue;
            }
            while (stop < end && text.charAt(stop) < FIRST_FOREIGN && Character.isLetterOrDigit(text.charAt(stop))) {
                stop++;
            }
            boolean foreign = stop < text.length()
                    && text.charAt(stop) >= FIRST_FOREIGN
                    && FOREIGN_BEGINNINGS.indexOf(Character.toLowerCase(text.charAt(dot + 1))) >= 0;
            String part = text.substring(dot + 1, stop).toLowerCase(Locale.ROOT);
            if (foreign || part.equals("xn") || TOP_LEVEL.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Mentions of persons; X's lists are none. */
    static List<CountedRange> mentions(String text) {
        List<CountedRange> found = new ArrayList<>();
        if (text.indexOf('@') < 0 && text.indexOf('\uFF20') < 0) {
            return found;
        }
        Matcher matcher = Regex.VALID_MENTION_OR_LIST.matcher(text);
        Matcher after = Regex.INVALID_MENTION_MATCH_END.matcher(text);
        while (matcher.find()) {
            boolean list = matcher.group(Regex.VALID_MENTION_OR_LIST_GROUP_LIST) != null;
            boolean wrong = after.region(matcher.end(), text.length()).lookingAt();
            if (!list && !wrong) {
                found.add(new CountedRange(
                        matcher.start(Regex.VALID_MENTION_OR_LIST_GROUP_USERNAME) - 1,
                        matcher.end(Regex.VALID_MENTION_OR_LIST_GROUP_USERNAME)));
            }
        }
        return found;
    }

    /** Signs of shares, {@code $ACME}. */
    static List<CountedRange> cashtags(String text) {
        return text.indexOf('$') < 0
                ? List.of()
                : new Extractor()
                        .extractCashtagsWithIndices(text).stream()
                                .map(entity -> new CountedRange(entity.getStart(), entity.getEnd()))
                                .toList();
    }
}
