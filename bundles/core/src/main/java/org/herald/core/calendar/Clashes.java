package org.herald.core.calendar;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.CalendarItem;
import org.herald.CalendarItem.Clash;
import org.herald.CalendarItem.Kind;
import org.herald.VariantState;

/** What one profile says too close together, or twice. Pure. */
final class Clashes {
    /** Two posts of a profile within this are one too many. */
    static final Duration APART = Duration.ofHours(1);

    private Clashes() {}

    /** Marks each item with its clashes; what was refused or taken back clashes with nothing. */
    static List<CalendarItem> mark(List<CalendarItem> items) {
        Map<CalendarItem, Set<Clash>> clashes = new HashMap<>();
        items.stream()
                .filter(Clashes::counts)
                .collect(Collectors.groupingBy(CalendarItem::profileId))
                .values()
                .forEach(posts -> compare(posts, clashes));
        return items.stream()
                .map(item -> clashes.containsKey(item) ? with(item, clashes.get(item)) : item)
                .toList();
    }

    private static boolean counts(CalendarItem item) {
        return item.kind() == Kind.POST
                && item.state() != VariantState.REFUSED
                && item.state() != VariantState.WITHDRAWN
                && item.state() != VariantState.WITHDRAWING;
    }

    private static void compare(List<CalendarItem> posts, Map<CalendarItem, Set<Clash>> clashes) {
        List<CalendarItem> sorted = posts.stream()
                .sorted(java.util.Comparator.comparing(CalendarItem::at))
                .toList();
        Map<String, CalendarItem> texts = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            CalendarItem one = sorted.get(i);
            CalendarItem before = i == 0 ? null : sorted.get(i - 1);
            if (before != null && Duration.between(before.at(), one.at()).compareTo(APART) < 0) {
                add(clashes, before, Clash.SAME_HOUR);
                add(clashes, one, Clash.SAME_HOUR);
            }
            CalendarItem said = texts.putIfAbsent(plain(one.text()), one);
            if (said != null) {
                add(clashes, said, Clash.SAME_TEXT);
                add(clashes, one, Clash.SAME_TEXT);
            }
        }
    }

    private static void add(Map<CalendarItem, Set<Clash>> clashes, CalendarItem item, Clash clash) {
        clashes.computeIfAbsent(item, i -> EnumSet.noneOf(Clash.class)).add(clash);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static CalendarItem with(CalendarItem item, Set<Clash> clashes) {
        return CalendarItem.builder()
                .id(item.id())
                .kind(item.kind())
                .at(item.at())
                .articlePath(item.articlePath())
                .articleTitle(item.articleTitle())
                .site(item.site())
                .profileId(item.profileId())
                .profileTitle(item.profileTitle())
                .network(item.network())
                .stage(item.stage())
                .state(item.state())
                .approved(item.approved())
                .by(item.by())
                .text(item.text())
                .movable(item.movable())
                .late(item.late())
                .clashes(new HashSet<>(clashes))
                .build();
    }
}
