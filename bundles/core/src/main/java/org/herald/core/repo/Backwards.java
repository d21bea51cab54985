package org.herald.core.repo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.Resource;

/**
 * Reads what lies on days, the newest first, only as far back as a page of it takes: a day or some, then four times as
 * many at each step, or fewer where what was found tells that fewer will do. So a page costs what stands on it, however
 * old the repository is, and a long time without anything costs a few questions: to plan one costs more than to answer it.
 */
public final class Backwards {
    private static final int GROWTH = 4;

    private final LocalDate last;
    private final LocalDate first;
    private final int begin;

    /**
     * Between two days, both included.
     *
     * @param last where reading begins
     * @param first where it ends at the latest
     * @param begin how many days are read at first: as many as usually fill the page
     */
    public Backwards(LocalDate last, LocalDate first, int begin) {
        this.last = last;
        this.first = first;
        this.begin = begin;
    }

    /** From a time back to the first day that a root has a folder for, as {@code root/yyyy/MM/dd}; empty without any. */
    public static Optional<Backwards> through(Resource root, Instant from) {
        return edge(root, Comparator.naturalOrder()).map(first -> {
            LocalDate newest = edge(root, Comparator.reverseOrder()).orElse(first);
            LocalDate asked = from.isBefore(Instant.parse("9999-01-01T00:00:00Z")) ? day(from) : newest;
            return new Backwards(asked.isAfter(newest) ? newest : asked, first, 1);
        });
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<LocalDate> edge(Resource root, Comparator<String> order) {
        Stream<Resource> years = Stream.ofNullable(root).flatMap(folder -> below(folder, order));
        return years.flatMap(year -> below(year, order))
                .flatMap(month -> below(month, order))
                .findFirst()
                .map(day -> day.getPath().substring(root.getPath().length() + 1).replace('/', '-'))
                .map(LocalDate::parse);
    }

    /** Only what is named by numbers: beside the years the repository keeps who may do what. */
    private static Stream<Resource> below(Resource folder, Comparator<String> order) {
        return StreamSupport.stream(folder.getChildren().spliterator(), false)
                .filter(child -> child.getName().chars().allMatch(Character::isDigit))
                .sorted(Comparator.comparing(Resource::getName, order));
    }

    /**
     * The newest of what is found on these days, as many as asked for.
     *
     * @param reader finds what lies on some days, in any order
     * @param at when it was
     */
    public <T> List<T> newest(int most, Function<T, Instant> at, Function<List<LocalDate>, Stream<T>> reader) {
        List<T> found = new ArrayList<>();
        LocalDate day = last;
        long step = begin;
        long read = 0;
        while (found.size() < most && !day.isBefore(first)) {
            long size = Math.min(step, day.toEpochDay() - first.toEpochDay() + 1);
            LocalDate end = day.minusDays(size - 1);
            reader.apply(LongStream.rangeClosed(end.toEpochDay(), day.toEpochDay())
                            .mapToObj(LocalDate::ofEpochDay)
                            .toList())
                    .sorted(Comparator.comparing(at).reversed())
                    .forEach(found::add);
            day = end.minusDays(1);
            read += size;
            step = step(step, read, found.size(), most);
        }
        return found.size() > most ? List.copyOf(found.subList(0, most)) : found;
    }

    /** How many days are read next. */
    private static long step(long before, long read, int found, int most) {
        long more = before * GROWTH;
        return found == 0 ? more : Math.max(1, Math.min(more, (most - found) * read / found + 1));
    }
}
