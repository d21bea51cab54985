package org.herald.core.share;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Names.NT_VARIANT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.VariantState;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;

/**
 * What calendars showed, by day: reading ten thousand posts from the repository takes most of a second. The one writer of
 * shares says which days it changed; what other nodes wrote is told from outside.
 */
final class ShownDays {
    private static final int MOST = 400; // a feed shows 211

    private final Map<LocalDate, List<CalendarPost>> days = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /**
     * The posts of the days between two instants.
     *
     * @param reader reads one day as the repository is now
     */
    List<CalendarPost> between(Instant from, Instant to, Function<LocalDate, List<CalendarPost>> reader) {
        List<CalendarPost> all = new ArrayList<>();
        LocalDate last = to.atZone(ZoneOffset.UTC).toLocalDate();
        for (LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            all.addAll(of(day, reader));
        }
        return all;
    }

    private List<CalendarPost> of(LocalDate day, Function<LocalDate, List<CalendarPost>> reader) {
        List<CalendarPost> known = days.get(day);
        if (known != null) {
            return known;
        }
        long before = changes.get();
        List<CalendarPost> read = List.copyOf(reader.apply(day));
        if (days.size() >= MOST) {
            days.clear();
        }
        days.put(day, read);
        if (changes.get() != before) {
            days.remove(day, read); // it changed while it was read
        }
        return read;
    }

    void changed(String... which) {
        changes.incrementAndGet();
        for (String day : which) {
            days.remove(LocalDate.parse(day));
        }
    }

    void changed() {
        changes.incrementAndGet();
        days.clear();
    }

    /** Reads a day as the repository is now. */
    static List<CalendarPost> read(ResourceResolver resolver, LocalDate day) {
        Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        resolver.refresh();
        Map<String, ValueMap> shares = new HashMap<>();
        return DueIndex.between(resolver, NT_VARIANT, begin, begin)
                .map(node -> shown(
                        node,
                        shares.computeIfAbsent(
                                node.getPath().substring(0, node.getPath().lastIndexOf('/')),
                                share -> resolver.getResource(share).getValueMap())))
                .filter(shown -> !shown.article().identity().isEmpty())
                .filter(shown -> !shown.at().isBefore(begin) && shown.at().isBefore(end))
                .toList();
    }

    /** As a calendar shows it. */
    private static CalendarPost shown(Resource node, ValueMap share) {
        ValueMap values = node.getValueMap();
        String path = node.getPath();
        String above = path.substring(0, path.lastIndexOf('/'));
        VariantState state = ShareNodes.state(values);
        return new CalendarPost(
                above.substring(above.lastIndexOf('/') + 1),
                new CalendarPost.ArticleRef(
                        Nodes.string(share, PN_ARTICLE),
                        Nodes.string(share, PN_ARTICLE_PATH),
                        Nodes.string(share, PN_ARTICLE_TITLE)),
                Nodes.string(share, PN_BY),
                node.getName(),
                Nodes.string(values, PN_NETWORK),
                state,
                ShareNodes.seen(node.getName(), values),
                Nodes.string(values, PN_TEXT));
    }
}
