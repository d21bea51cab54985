package org.herald.simulators.threads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody on the network, and everything they said. */
final class Network {
    private static final long FIRST_ID = 17_900_000_000_000_000L;
    private static final long STEP = 7_919;

    final Clock clock;
    final Map<String, Person> people = new LinkedHashMap<>();
    final Map<String, Post> posts = new LinkedHashMap<>();
    boolean lags;
    private long last = FIRST_ID;

    Network(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    String newId() {
        last += STEP;
        return Long.toString(last);
    }

    Person person(String username) {
        return people.values().stream()
                .filter(person -> person.username().equals(username))
                .findFirst()
                .orElseGet(() -> join(username, false));
    }

    Person join(String username, boolean hidesProfile) {
        Person person = new Person(newId(), username, username, hidesProfile);
        people.put(person.id(), person);
        return person;
    }

    Post post(Person owner, Post parent) {
        Post post = new Post(newId(), owner, now());
        post.parent = parent;
        posts.put(post.id, post);
        return post;
    }

    /** What is there and was not deleted. */
    Optional<Post> find(String id) {
        return Optional.ofNullable(posts.get(id)).filter(post -> !post.deleted);
    }

    /** What a person published, the newest first. */
    List<Post> of(Person owner, boolean replies) {
        return newestFirst(all().filter(post -> post.owner.equals(owner) && post.isReply() == replies));
    }

    /** What stands below a post and can be seen, the newest first. */
    List<Post> below(Post root, boolean direct) {
        return newestFirst(all().filter(post ->
                post.isReply() && (direct ? post.parent == root : post.root() == root && post != root)));
    }

    /** What waits below a post, the newest first. */
    List<Post> waiting(Post root) {
        return newestFirst(posts.values().stream()
                .filter(post -> !post.deleted && post.approval != Post.Approval.NONE && post.root() == root));
    }

    private Stream<Post> all() {
        return posts.values().stream().filter(Post::isPublic);
    }

    private static List<Post> newestFirst(Stream<Post> found) {
        List<Post> posts = new ArrayList<>(found.toList());
        posts.sort(Comparator.comparing((Post post) -> post.at)
                .thenComparing(post -> post.id)
                .reversed());
        return posts;
    }
}
