package org.herald.connectors.facebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.herald.kit.http.Json;
import org.herald.spi.Media;
import org.herald.spi.Post;

/**
 * How far a video came. None of it is of use without the page's token.
 *
 * @param content of what, so that it is used for nothing else
 * @param session the upload that was begun
 * @param handle what was uploaded
 * @param film the video that was made of it; nobody sees it before it is published, and it becomes one post at most
 */
record FilmTicket(String content, String session, String handle, String film) {
    FilmTicket {
        content = Objects.toString(content, "");
        session = Objects.toString(session, "");
        handle = Objects.toString(handle, "");
        film = Objects.toString(film, "");
    }

    /** The ticket of a post's last try; an empty one where there is none, or where the post is another since. */
    static FilmTicket of(Post post, Media film) {
        String content = content(post.text(), film);
        return Json.read(post.attempt().ticket(), FilmTicket.class)
                .filter(ticket -> content.equals(ticket.content()))
                .orElseGet(() -> new FilmTicket(content, "", "", ""));
    }

    /** The video that a text names, whatever post it is of; a look-up knows no files. */
    static String film(String ticket) {
        return Json.read(ticket, FilmTicket.class).map(FilmTicket::film).orElse("");
    }

    FilmTicket anew() {
        return new FilmTicket(content, "", "", "");
    }

    FilmTicket begun(String id) {
        return new FilmTicket(content, id, "", "");
    }

    FilmTicket uploaded(String what) {
        return new FilmTicket(content, "", what, "");
    }

    FilmTicket made(String id) {
        return new FilmTicket(content, "", "", id);
    }

    String written() {
        return (session + handle + film).isEmpty() ? "" : Json.write(this);
    }

    private static String content(String text, Media film) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(film.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
