package org.herald.simulators.x;

import java.time.Instant;
import java.util.List;

/**
 * A post as it was written.
 *
 * @param text in composed form, with its links in full
 * @param replyTo what it answers; empty for nothing
 * @param quotes what it quotes; empty for nothing
 * @param conversation the post that everything began with
 * @param history the ids of what it was before it was edited, and its own
 */
record Entry(
        String id,
        User author,
        Instant at,
        Content content,
        String replyTo,
        String quotes,
        String conversation,
        List<String> history) {
    /**
     * What is in it.
     *
     * @param media ids
     */
    record Content(String text, List<String> media) {
        Content {
            media = List.copyOf(media);
        }
    }

    String text() {
        return content.text();
    }

    List<String> media() {
        return content.media();
    }
}
