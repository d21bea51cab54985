package org.herald.connectors.telegram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which thread of the discussion group belongs to which post. Telegram tells it once, when it forwards the post; so it is
 * kept as the account's lesson. The newest {@value #MOST} are.
 */
final class Threads {
    static final int MOST = 500;
    private static final Pattern ENTRY = Pattern.compile("(-?\\d{1,18}/\\d{1,18})=(\\d{1,18})");

    /** By the id of the forwarded post in the group. */
    private final Map<String, Long> posts = new LinkedHashMap<>();

    /** Adds what {@link #text} wrote of them. */
    void read(String lesson) {
        Matcher matcher = ENTRY.matcher(lesson);
        while (matcher.find()) {
            posts.putIfAbsent(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
    }

    void learn(String thread, long post) {
        posts.put(thread, post);
    }

    /** The post of a thread. */
    Optional<Long> post(String thread) {
        return Optional.ofNullable(posts.get(thread));
    }

    /** Where a post stands in the group. */
    Optional<String> thread(long post) {
        return posts.entrySet().stream()
                .filter(entry -> entry.getValue() == post)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String text() {
        return posts.entrySet().stream()
                .skip(Math.max(0, posts.size() - MOST))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
