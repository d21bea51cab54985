package org.herald.connectors.instagram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.herald.kit.http.Json;
import org.herald.spi.Media;
import org.herald.spi.Post;

/**
 * How far a publication came: the containers that were made. They are public to nobody, and each becomes one post at most.
 *
 * @param content of what, so that none is used for something else
 * @param items the parts of a carousel, in the order of its pictures
 * @param container what is published; empty before it was made
 * @param doubt the second until which a publication that was answered otherwise may yet be seen; 0 where there was none
 */
record Ticket(String content, List<String> items, String container, long doubt) {
    /** The core looks twice for what is uncertain, within this time, before it lets it be tried again. */
    private static final Duration LOOKS = Duration.ofSeconds(75);

    Ticket {
        items = items == null ? List.of() : List.copyOf(items);
        container = Objects.toString(container, "");
    }

    /** The ticket of a post's last try; an empty one where there is none, or where the post is another since. */
    static Ticket of(Post post) {
        String content = content(post);
        return Json.read(post.attempt().ticket(), Ticket.class)
                .filter(ticket -> content.equals(ticket.content()))
                .orElseGet(() -> new Ticket(content, List.of(), "", 0));
    }

    /** What a text says, without asking whether it is of this post; a look-up knows no pictures. */
    static String container(String ticket) {
        return Json.read(ticket, Ticket.class).map(Ticket::container).orElse("");
    }

    Ticket anew() {
        return new Ticket(content, List.of(), "", 0);
    }

    Ticket with(String item) {
        List<String> more = new ArrayList<>(items);
        more.add(item);
        return new Ticket(content, more, container, doubt);
    }

    Ticket made(String id) {
        return new Ticket(content, items, id, 0);
    }

    /** A publication was tried, and is tried again at an instant: who comes much later comes from the core's look. */
    Ticket tried(Instant again) {
        return new Ticket(content, items, container, again.plus(LOOKS).getEpochSecond());
    }

    /** The same while it is waited for something else; where no publication was tried, there is nothing to doubt. */
    Ticket waiting(Instant again) {
        return doubt == 0 ? this : tried(again);
    }

    boolean isDoubtful(Instant now) {
        return now.getEpochSecond() < doubt;
    }

    String written() {
        return items.isEmpty() && container.isEmpty() ? "" : Json.write(this);
    }

    private static String content(Post post) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(post.text().getBytes(StandardCharsets.UTF_8));
            for (Media media : post.media()) {
                String picture = "\n" + media.address().orElse(null) + "\n" + media.alt();
                digest.update(picture.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
