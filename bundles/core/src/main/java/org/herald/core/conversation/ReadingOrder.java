package org.herald.core.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The order in which the comments of a page are read, and how it is cut into pages: each comment is followed by the answers
 * to it, the oldest first. What answers something that is not shown stands for itself, but our own answers to it are not
 * shown either. It is kept as one text, so that a page is found without reading a comment. Pure.
 */
public final class ReadingOrder {
    /** Comments on a page. */
    public static final int PAGE = 50;
    /** Of the text; another one is not read. */
    public static final String VERSION = "2";

    private static final String FIELD = "\t";
    private static final String LINE = "\n";
    private static final String UNSHOWN = "-";
    private static final int FIELDS = 6;
    private static final int RADIX = 36;

    private final List<Placed> placed;
    private final List<Entry> unshown;

    private ReadingOrder(List<Placed> placed, List<Entry> unshown) {
        this.placed = List.copyOf(placed);
        this.unshown = List.copyOf(unshown);
    }

    /**
     * What the order of a comment depends on.
     *
     * @param parent the name of what it answers; empty for the post
     * @param at when it was written, in milliseconds since 1970
     * @param own whether the site wrote it
     */
    public record Entry(String name, String parent, long at, boolean own, String network) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
        private static final Comparator<Entry> OLDEST_FIRST =
                Comparator.comparingLong(Entry::at).thenComparing(Entry::name);

        /** Herald names comments by a hash; what has another kind of name was not put there by it. */
        boolean canBeWritten() {
            return NAME.matcher(name).matches() && (parent + network).chars().noneMatch(Character::isISOControl);
        }
    }

    /**
     * A comment in its place.
     *
     * @param depth 0 for what answers nothing that is shown
     */
    public record Placed(Entry entry, int depth) {}

    /**
     * A part of the order.
     *
     * @param number from 1 on
     * @param pages how many there are, 1 at least
     * @param from the first comment, from 0 on
     * @param to the one after the last
     */
    public record Page(int number, int pages, int from, int to) {}

    /** Nothing. */
    public static ReadingOrder empty() {
        return of(List.of());
    }

    /** Puts comments in order; of two with one name the last counts. */
    public static ReadingOrder of(Collection<Entry> entries) {
        Map<String, Entry> all = entries.stream()
                .filter(Entry::canBeWritten)
                .collect(Collectors.toMap(Entry::name, entry -> entry, (first, last) -> last));
        Map<String, Entry> shown = shown(all);
        Map<String, List<Entry>> answers = new HashMap<>();
        for (Entry entry : shown.values()) {
            String parent = shown.containsKey(entry.parent()) ? entry.parent() : "";
            answers.computeIfAbsent(parent, k -> new ArrayList<>()).add(entry);
        }
        answers.values().forEach(list -> list.sort(Entry.OLDEST_FIRST.reversed()));
        List<Placed> placed = new ArrayList<>(all.size());
        Deque<Placed> open = new ArrayDeque<>();
        push(open, answers.get(""), 0);
        while (!open.isEmpty()) {
            Placed next = open.pop();
            placed.add(next);
            all.remove(next.entry().name());
            push(open, answers.get(next.entry().name()), next.depth() + 1);
        }
        return new ReadingOrder(
                placed, all.values().stream().sorted(Entry.OLDEST_FIRST).toList());
    }

    /** Without our own answers to what is not shown, and our own answers to those. */
    private static Map<String, Entry> shown(Map<String, Entry> all) {
        Map<String, Entry> shown = new HashMap<>(all);
        boolean fewer = true;
        while (fewer) {
            fewer = shown.values()
                    .removeIf(entry -> entry.own() && !entry.parent().isEmpty() && !shown.containsKey(entry.parent()));
        }
        return shown;
    }

    private static void push(Deque<Placed> open, List<Entry> newestFirst, int depth) {
        if (newestFirst != null) {
            newestFirst.forEach(entry -> open.push(new Placed(entry, depth)));
        }
    }

    /** The same with one more, or with another one of that name. */
    public ReadingOrder with(Entry entry) {
        List<Entry> entries = entries();
        entries.add(entry);
        return of(entries);
    }

    /** The same without one. */
    public ReadingOrder without(String name) {
        List<Entry> entries = entries();
        entries.removeIf(entry -> entry.name().equals(name));
        return of(entries);
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(placed.size() + unshown.size());
        placed.forEach(one -> entries.add(one.entry()));
        entries.addAll(unshown);
        return entries;
    }

    /** What is shown, in order. */
    public List<Placed> placed() {
        return placed;
    }

    /** How many are shown of each network. */
    public Map<String, Long> networks() {
        return placed.stream().collect(Collectors.groupingBy(one -> one.entry().network(), Collectors.counting()));
    }

    /** The page with this number; the nearest one where there is none. */
    public Page page(int number) {
        List<Integer> starts = starts();
        int at = Math.max(1, Math.min(number, starts.size()));
        int to = at == starts.size() ? placed.size() : starts.get(at);
        return new Page(at, starts.size(), starts.get(at - 1), to);
    }

    /** The page that a comment is on, whatever was added or hidden since its address was noted; empty where it is not shown. */
    public Optional<Page> pageOf(String name) {
        for (int i = 0; i < placed.size(); i++) {
            if (placed.get(i).entry().name().equals(name)) {
                List<Integer> starts = starts();
                int number = starts.size();
                while (starts.get(number - 1) > i) {
                    number--;
                }
                return Optional.of(page(number));
            }
        }
        return Optional.empty();
    }

    /** Where pages begin. A conversation stands on one page where it fits on one; what comes later moves no page before it. */
    private List<Integer> starts() {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int used = 0;
        for (int from = 0; from < placed.size(); ) {
            int to = from + 1;
            while (to < placed.size() && placed.get(to).depth() > 0) {
                to++;
            }
            if (used > 0 && used + to - from > PAGE) {
                starts.add(from);
                used = 0;
            }
            for (int i = from; i < to; i++) {
                if (used == PAGE) {
                    starts.add(i);
                    used = 0;
                }
                used++;
            }
            from = to;
        }
        return starts;
    }

    /** As one text: a line for each comment, with its parent where its place does not tell it. */
    public String encode() {
        List<String> networks =
                entries().stream().map(Entry::network).distinct().sorted().toList();
        StringBuilder text = new StringBuilder(VERSION);
        networks.forEach(network -> text.append(FIELD).append(network));
        for (Placed one : placed) {
            String parent = one.depth() == 0 ? one.entry().parent() : "";
            line(text, Integer.toString(one.depth()), one.entry(), parent, networks);
        }
        for (Entry entry : unshown) {
            line(text, UNSHOWN, entry, entry.parent(), networks);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String depth, Entry entry, String parent, List<String> networks) {
        text.append(LINE)
                .append(depth)
                .append(FIELD)
                .append(Long.toString(entry.at(), RADIX))
                .append(FIELD)
                .append(networks.indexOf(entry.network()))
                .append(FIELD)
                .append(entry.own() ? "1" : "0")
                .append(FIELD)
                .append(entry.name())
                .append(FIELD)
                .append(parent);
    }

    /** Reads what {@link #encode} wrote; empty where it is anything else. */
    public static Optional<ReadingOrder> decode(String text) {
        String[] lines = text.split(LINE, -1);
        String[] head = lines[0].split(FIELD, -1);
        if (!head[0].equals(VERSION)) {
            return Optional.empty();
        }
        List<Placed> placed = new ArrayList<>(lines.length);
        List<Entry> unshown = new ArrayList<>();
        List<String> above = new ArrayList<>();
        try {
            for (int i = 1; i < lines.length; i++) {
                String[] fields = lines[i].split(FIELD, -1);
                if (fields.length != FIELDS) {
                    return Optional.empty();
                }
                int depth = fields[0].equals(UNSHOWN) ? 0 : Integer.parseInt(fields[0]);
                Entry entry = entry(fields, depth == 0 ? fields[5] : above.get(depth - 1), head);
                if (fields[0].equals(UNSHOWN)) {
                    unshown.add(entry);
                    continue;
                }
                above.subList(depth, above.size()).clear();
                above.add(entry.name());
                placed.add(new Placed(entry, depth));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            return Optional.empty();
        }
        return isOnce(placed) ? Optional.of(new ReadingOrder(placed, unshown)) : Optional.empty();
    }

    private static Entry entry(String[] fields, String parent, String[] head) {
        String network = head[1 + Integer.parseInt(fields[2])];
        return new Entry(fields[4], parent, Long.parseLong(fields[1], RADIX), fields[3].equals("1"), network);
    }

    private static boolean isOnce(List<Placed> placed) {
        Set<String> names = new HashSet<>();
        return placed.stream().allMatch(one -> names.add(one.entry().name()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadingOrder order && order.placed.equals(placed) && order.unshown.equals(unshown);
    }

    @Override
    public int hashCode() {
        return Objects.hash(placed, unshown);
    }

    @Override
    public String toString() {
        return encode();
    }
}
