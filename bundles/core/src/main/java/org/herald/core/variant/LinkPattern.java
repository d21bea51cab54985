package org.herald.core.variant;

import com.twitter.twittertext.Regex;
import com.twitter.twittertext.TldLists;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * X's own pattern for links, with its lists of top-level domains as trees: the pattern tries 1 500 names one after the
 * other at each dot, several times. A tree tries those that begin as the text does. Pure.
 */
final class LinkPattern {
    /** Java asks the parts of a class from the first to the last: as one part they are asked where ASCII was not. */
    private static final Pattern FOREIGN_LETTERS = Pattern.compile("\\[a-z0-9((?:\\\\u[0-9a-f]{4}-?)+)\\]");

    private LinkPattern() {}

    /** Finds what {@link Regex#VALID_URL} finds, in the same groups. */
    static Pattern compiled() {
        String pattern = asTree(asTree(Regex.VALID_URL.pattern(), TldLists.GTLDS), TldLists.CTLDS);
        Matcher letters = FOREIGN_LETTERS.matcher(pattern);
        if (letters.find()) {
            pattern = pattern.replace(letters.group(1), "[" + letters.group(1) + "]");
        }
        return Pattern.compile(pattern, Regex.VALID_URL.flags());
    }

    private static String asTree(String pattern, Collection<String> names) {
        return pattern.replace(String.join("|", names), tree(names));
    }

    /** The alternatives as a pattern; of two that begin alike the longer one comes first, as it does in X's lists. */
    static String tree(Collection<String> names) {
        Branch root = new Branch(new TreeMap<>());
        for (String name : names) {
            Branch at = root;
            for (int i = 0; i < name.length(); i++) {
                at = at.next().computeIfAbsent(name.charAt(i), c -> new Branch(new TreeMap<>()));
            }
            at.next().put(END, new Branch(Map.of()));
        }
        StringBuilder pattern = new StringBuilder();
        write(root, pattern);
        return pattern.toString();
    }

    private static final char END = '\0';

    private record Branch(Map<Character, Branch> next) {}

    private static void write(Branch branch, StringBuilder pattern) {
        boolean mayEnd = branch.next().containsKey(END);
        if (mayEnd && branch.next().size() == 1) {
            return;
        }
        pattern.append("(?:");
        String between = "";
        for (Map.Entry<Character, Branch> next : branch.next().entrySet()) {
            if (next.getKey() != END) {
                pattern.append(between).append(next.getKey().charValue());
                write(next.getValue(), pattern);
                between = "|";
            }
        }
        pattern.append(mayEnd ? ")?" : ")");
    }
}
