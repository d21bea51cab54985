package org.herald.connectors.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.spi.Account;
import org.herald.spi.RemoteReply;

/**
 * What a bot was told and the core is to be given, in memory. At Telegram an update waits until it is confirmed; it is not
 * before the core took what it holds and came back with the cursor of that round, or asked in vain for some rounds. So what
 * is lost with this memory is told again.
 */
final class Held {
    /** Nobody asked for the thread of a reply in so many rounds: the post is none of Herald's. */
    private static final int ROUNDS = 3;

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST = 2000;

    private final Map<String, Reply> replies = new LinkedHashMap<>();
    private final Map<Long, Message> forwards = new LinkedHashMap<>();
    private final Threads threads = new Threads();
    private String told = "";
    private long next;

    /** A reply, and whether the core has it. */
    private static final class Reply {
        private final long update;
        private final RemoteReply what;
        private final String root;
        private final Instant at;
        private boolean given;
        private int rounds;

        Reply(long update, RemoteReply what, String root, Instant at) {
            this.update = update;
            this.what = what;
            this.root = root;
            this.at = at;
        }

        boolean waits() {
            return !given && rounds < ROUNDS;
        }
    }

    /**
     * Where the next question begins: what comes before is confirmed by it. Where the core comes with the cursor that it
     * was told last, it has stored all that it was given since. Where another node told it, nobody here knows what was
     * given: it is told again, until it was in some rounds.
     */
    synchronized long offset(String cursor, Optional<Cursor> known) {
        if (known.isEmpty()) {
            return 0;
        }
        if (!cursor.equals(told)) {
            boolean enough = known.get().times() >= ROUNDS;
            return enough ? known.get().expected() : known.get().offset();
        }
        replies.values().forEach(reply -> reply.rounds++);
        return replies.values().stream()
                .filter(Reply::waits)
                .mapToLong(reply -> reply.update)
                .reduce(next, Math::min);
    }

    /** Remembers what the core is told: with which cursor it comes back when all is stored. */
    synchronized void told(String cursor, long nextUpdate) {
        told = cursor;
        next = nextUpdate;
    }

    /** Whether this memory has seen what came before a cursor. */
    synchronized boolean knows(String cursor) {
        return cursor.equals(told);
    }

    /** Takes what happened, in its order. */
    synchronized void take(Account account, List<Update> updates, Instant now) {
        threads.read(account.lesson());
        String before = account.lesson();
        updates.forEach(update -> take(account, update, now));
        replies.values().removeIf(reply -> reply.at.isBefore(now.minus(KEPT)));
        forwards.values().removeIf(forward -> forward.at().isBefore(now.minus(KEPT)));
        while (replies.size() > MOST) {
            replies.remove(replies.keySet().iterator().next());
        }
        String lesson = threads.text();
        if (!lesson.equals(before)) {
            account.keepLesson(lesson);
        }
    }

    private void take(Account account, Update update, Instant now) {
        Message message = update.message();
        if (message.id() <= 0) {
            return;
        }
        if (message.isForwardedPost()) {
            forwarded(account, message);
            return;
        }
        Replies.root(message, threads, account).filter(root -> message.isSaid()).ifPresent(root -> {
            RemoteReply reply = Replies.of(message, root, account);
            Reply known = replies.get(reply.ref().id());
            if (known == null || known.update < update.id() || !known.what.equals(reply)) {
                replies.remove(reply.ref().id());
                replies.put(reply.ref().id(), new Reply(update.id(), reply, root, now));
            }
        });
    }

    /** The files of an album are forwarded one by one; the post is the first of them. */
    private void forwarded(Account account, Message forward) {
        if (forward.originChat() != Replies.channel(account)) {
            return;
        }
        forwards.put(forward.originId(), forward);
        long post = album(forward).get(0);
        threads.learn(Place.groupId(forward.chat(), forward.id()), post);
    }

    /** The numbers of the posts that make an album with this one; its own where it is none. */
    private List<Long> album(Message forward) {
        return forward.album().isEmpty()
                ? List.of(forward.originId())
                : forwards.values().stream()
                        .filter(other -> other.album().equals(forward.album()))
                        .map(Message::originId)
                        .sorted()
                        .toList();
    }

    /** The posts that have something new for the core. */
    synchronized Set<String> waiting() {
        return replies.values().stream()
                .filter(reply -> !reply.given)
                .map(reply -> reply.root)
                .collect(Collectors.toSet());
    }

    /** What is known of a thread. */
    synchronized List<RemoteReply> give(String root) {
        List<RemoteReply> given = new ArrayList<>();
        for (Reply reply : replies.values()) {
            if (reply.root.equals(root)) {
                reply.given = true;
                given.add(reply.what);
            }
        }
        return given;
    }

    /** The posts that Telegram forwarded within the last day, each with all that is known of its album. */
    synchronized Map<Message, Place> posts() {
        Map<Message, Place> posts = new LinkedHashMap<>();
        for (Message forward : forwards.values()) {
            List<Long> ids = album(forward);
            if (ids.get(0) == forward.originId()) {
                posts.put(forward, new Place(forward.originChat(), ids, forward.hasMedia()));
            }
        }
        return posts;
    }

    /** Where a post stands in the group. */
    synchronized Optional<String> thread(Account account, long post) {
        threads.read(account.lesson());
        return threads.thread(post);
    }
}
