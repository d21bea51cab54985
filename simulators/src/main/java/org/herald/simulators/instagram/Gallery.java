package org.herald.simulators.instagram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What accounts posted, what they are about to, and what people said to it. */
final class Gallery {
    private static final long FIRST = 17_900_000_000_000_000L;
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private final Map<String, IgPost> posts = new LinkedHashMap<>();
    private final Map<String, IgComment> comments = new LinkedHashMap<>();
    private final List<Instant> published = new ArrayList<>();
    private long last = FIRST;

    String next() {
        return String.valueOf(++last);
    }

    void put(Container container) {
        containers.put(container.id(), container);
    }

    void put(IgPost post) {
        posts.put(post.id(), post);
    }

    void put(IgComment comment) {
        comments.put(comment.id(), comment);
    }

    Optional<Container> container(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    Optional<IgPost> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }

    Optional<IgComment> comment(String id) {
        return Optional.ofNullable(comments.get(id));
    }

    List<Container> containers() {
        return List.copyOf(containers.values());
    }

    /** An account's posts, the newest first. */
    List<IgPost> postsOf(String account) {
        List<IgPost> own = new ArrayList<>(posts.values().stream()
                .filter(post -> post.account().equals(account))
                .toList());
        Collections.reverse(own);
        return own;
    }

    /** The comments on a post itself, the newest first. */
    List<IgComment> commentsOn(String post) {
        List<IgComment> top = new ArrayList<>(comments.values().stream()
                .filter(comment ->
                        comment.post().equals(post) && comment.parent().isEmpty())
                .toList());
        Collections.reverse(top);
        return top;
    }

    /** The answers to a comment, the oldest first. */
    List<IgComment> answersTo(String comment) {
        return comments.values().stream()
                .filter(one -> one.parent().equals(comment))
                .toList();
    }

    /** Everything below a post. */
    List<IgComment> all(String post) {
        return comments.values().stream()
                .filter(comment -> comment.post().equals(post))
                .toList();
    }

    void removeComment(String id) {
        comments.remove(id);
        comments.values().removeIf(comment -> comment.parent().equals(id));
    }

    void removePost(String id) {
        posts.remove(id);
        comments.values().removeIf(comment -> comment.post().equals(id));
    }

    /** One more post by API. */
    void count(Instant at) {
        published.add(at);
    }

    /** How many posts by API there were since. */
    long countSince(Instant since) {
        return published.stream().filter(at -> at.isAfter(since)).count();
    }

    Map<String, Object> state() {
        return Map.of(
                "posts", posts.values().stream().map(IgPost::view).toList(),
                "comments", comments.values().stream().map(IgComment::view).toList(),
                "containers",
                        containers.values().stream()
                                .map(one ->
                                        Map.of("id", one.id(), "caption", one.caption(), "published", one.published()))
                                .toList());
    }
}
