package org.herald.simulators.facebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was posted, and what people said to it. */
final class Wall {
    private static final long FIRST = 122_000_000_000_000L;
    private final Map<String, PagePost> posts = new LinkedHashMap<>();
    private final Map<String, PageComment> comments = new LinkedHashMap<>();
    private final Map<String, Photo> photos = new LinkedHashMap<>();
    private final Map<String, Film> films = new LinkedHashMap<>();
    private long last = FIRST;

    long next() {
        return ++last;
    }

    void put(PagePost post) {
        posts.put(post.id(), post);
    }

    void put(PageComment comment) {
        comments.put(comment.id(), comment);
    }

    void put(Photo photo) {
        photos.put(photo.id(), photo);
    }

    void put(Film film) {
        films.put(film.id(), film);
    }

    Optional<Film> film(String id) {
        return Optional.ofNullable(films.get(id));
    }

    /** How many videos there are, published or not. */
    int films() {
        return films.size();
    }

    void removeFilm(String id) {
        Optional.ofNullable(films.remove(id)).map(Film::post).ifPresent(this::removePost);
    }

    Optional<PagePost> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }

    Optional<PageComment> comment(String id) {
        return Optional.ofNullable(comments.get(id));
    }

    Optional<Photo> photo(String id) {
        return Optional.ofNullable(photos.get(id));
    }

    /** A page's posts, the newest first. */
    List<PagePost> postsOf(String page) {
        List<PagePost> own = new ArrayList<>(posts.values().stream()
                .filter(post -> post.page().id().equals(page))
                .toList());
        Collections.reverse(own);
        return own;
    }

    /** All comments on a post, the oldest first. */
    List<PageComment> commentsOn(String post) {
        return comments.values().stream()
                .filter(comment -> comment.post().equals(post))
                .toList();
    }

    /** The answers to a comment. */
    List<PageComment> answersTo(String comment) {
        return comments.values().stream()
                .filter(one -> one.parent().equals(comment))
                .toList();
    }

    void removePost(String id) {
        posts.remove(id);
        comments.values().removeIf(comment -> comment.post().equals(id));
    }

    void removeComment(String id) {
        comments.remove(id);
        comments.values().removeIf(comment -> comment.parent().equals(id));
    }

    Map<String, Object> state() {
        return Map.of(
                "posts",
                        List.copyOf(posts.values()).stream().map(PagePost::view).toList(),
                "comments",
                        comments.values().stream()
                                .map(comment -> comment.view(true))
                                .toList(),
                "photos",
                        photos.values().stream()
                                .map(photo -> Map.of("id", photo.id(), "alt", photo.alt(), "post", photo.post()))
                                .toList(),
                "films",
                        films.values().stream()
                                .map(film -> Map.of("id", film.id(), "post", film.post()))
                                .toList());
    }
}
