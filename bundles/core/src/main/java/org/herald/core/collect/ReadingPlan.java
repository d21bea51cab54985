package org.herald.core.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.herald.core.collect.Readings.CollectState;
import org.herald.core.collect.Readings.Reading;
import org.herald.core.share.ShareStore.RemoteThread;
import org.herald.spi.News;

/**
 * Which threads are read in a round, and in what order: those with a new answer first, then those that were not tried for
 * the longest time. So whatever a thread does, or however few fit into a round, each has its turn. Pure.
 */
final class ReadingPlan {
    /** A thread is read again after this part of its age. */
    private static final int AGE_PART = 24;

    static final Duration RAREST = Duration.ofHours(24);
    /** A thread that could not be read is left alone for this time at least. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private ReadingPlan() {}

    /** The threads of a round, the first at first; all that may be read when a person asks. */
    static List<RemoteThread> of(List<RemoteThread> threads, CollectState state, News news, Instant now, boolean all) {
        return threads.stream()
                .filter(thread -> isFree(state.of(thread.path()), now))
                .filter(thread -> all || isAnswered(thread, news) || isDue(thread, state.of(thread.path()), now))
                .sorted(Comparator.comparing((RemoteThread thread) -> !isAnswered(thread, news))
                        .thenComparing(thread -> state.of(thread.path()).triedAt())
                        .thenComparing(RemoteThread::sentAt, Comparator.reverseOrder()))
                .toList();
    }

    /** A network that said when it has more to tell keeps nobody from asking before. */
    private static boolean isFree(Reading last, Instant now) {
        return last.failure().isEmpty() || !last.notBefore().isAfter(now);
    }

    private static boolean isPromised(Reading last) {
        return last.failure().isEmpty() && last.notBefore().isAfter(last.triedAt());
    }

    private static boolean isAnswered(RemoteThread thread, News news) {
        return news.answered().contains(thread.root().id())
                || thread.parts().stream().anyMatch(news.answered()::contains);
    }

    private static boolean isDue(RemoteThread thread, Reading last, Instant now) {
        Duration part = Duration.between(thread.sentAt(), now).dividedBy(AGE_PART);
        Duration pause = part.compareTo(RAREST) > 0 ? RAREST : part;
        if (isPromised(last) && !last.notBefore().isAfter(now)) {
            return true;
        }
        boolean failed = !last.failure().isEmpty() && pause.compareTo(AFTER_FAILURE) < 0;
        return !last.triedAt().plus(failed ? AFTER_FAILURE : pause).isAfter(now);
    }
}
