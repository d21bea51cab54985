package org.herald.simulators.x;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody on the network and what they posted. */
final class World {
    /** Where X's ids begin to count: 2010-11-04. */
    private static final long EPOCH_MILLIS = 1_288_834_974_657L;

    private static final int SEQUENCE_BITS = 22;
    private static final long FIRST_USER = 2_244_994_945L;

    private final Clock clock;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Entry> posts = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private long sequence;

    World(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Ids grow with time, as X's do. */
    String nextId() {
        sequence++;
        return idAt(now(), sequence);
    }

    /** The smallest id of an instant, and those after it. */
    static String idAt(Instant at, long sequence) {
        return Long.toString(((at.toEpochMilli() - EPOCH_MILLIS) << SEQUENCE_BITS) + sequence);
    }

    User user(String handle) {
        String key = handle.replaceFirst("^@", "").toLowerCase(Locale.ROOT);
        return users.computeIfAbsent(
                key,
                k -> new User(
                        Long.toString(FIRST_USER + users.size()),
                        handle.replaceFirst("^@", ""),
                        "Name of " + handle,
                        false));
    }

    void subscribe(String handle, boolean premium) {
        User old = user(handle);
        User now = new User(old.id(), old.handle(), old.name(), premium);
        users.put(old.handle().toLowerCase(Locale.ROOT), now);
    }

    /** Its owner gives an account another name; its id stays. */
    void rename(String handle, String fresh) {
        User old = users.remove(user(handle).handle().toLowerCase(Locale.ROOT));
        users.put(fresh.toLowerCase(Locale.ROOT), new User(old.id(), fresh, old.name(), old.premium()));
    }

    Optional<User> byId(String id) {
        return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    Optional<User> byHandle(String handle) {
        return Optional.ofNullable(users.get(handle.toLowerCase(Locale.ROOT)));
    }

    Optional<Entry> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }

    /** Newest first. */
    List<Entry> posts() {
        List<Entry> all = new ArrayList<>(posts.values());
        all.sort(Comparator.comparingLong((Entry post) -> Long.parseLong(post.id()))
                .reversed());
        return all;
    }

    Entry add(User author, Entry.Content content, String replyTo, String quotes) {
        String id = nextId();
        String conversation = post(replyTo).map(Entry::conversation).orElse(id);
        return put(new Entry(id, author, now(), composed(content), replyTo, quotes, conversation, List.of(id)));
    }

    /** The post as it is now, with an id of its own; the old one is not there any more. */
    Entry replace(Entry old, Entry.Content content) {
        String id = nextId();
        List<String> history = new ArrayList<>(old.history());
        history.add(id);
        posts.remove(old.id());
        return put(new Entry(
                id,
                old.author(),
                old.at(),
                composed(content),
                old.replyTo(),
                old.quotes(),
                old.conversation(),
                List.copyOf(history)));
    }

    private static Entry.Content composed(Entry.Content content) {
        return new Entry.Content(
                Normalizer.normalize(content.text(), Normalizer.Form.NFC).strip(), content.media());
    }

    private Entry put(Entry post) {
        posts.put(post.id(), post);
        return post;
    }

    void remove(String id) {
        posts.remove(id);
    }

    void hide(String id, boolean hide) {
        if (hide) {
            hidden.add(id);
        } else {
            hidden.remove(id);
        }
    }

    boolean isHidden(String id) {
        return hidden.contains(id);
    }
}
