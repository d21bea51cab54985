package org.herald.connectors.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.herald.spi.Captions;
import org.herald.spi.Card;
import org.herald.spi.Document;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;

/** Builds what a post carries beside its text: a card, pictures or a video, each uploaded before. */
final class Embeds {
    private Embeds() {}

    /**
     * What a post carries.
     *
     * @param records writes the record of an article; a post waits where that is later, and else has none to refer to
     * @throws NotYet when a file was not taken
     */
    static Optional<Map<String, Object>> of(Post post, Blobs blobs, Function<Document, Outcome> records) {
        if (post.card().isPresent()) {
            return Optional.of(card(blobs, records, post.card().get()));
        }
        Optional<Media> video = post.media().stream().filter(Media::isVideo).findFirst();
        if (video.isPresent()) {
            return Optional.of(video(blobs, video.get()));
        }
        List<Map<String, Object>> images = new ArrayList<>();
        for (Media media : post.media()) {
            images.add(Map.of(
                    "image", blobs.of(media),
                    "alt", media.alt(),
                    "aspectRatio", Map.of("width", media.width(), "height", media.height())));
        }
        return images.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.of("$type", "app.bsky.embed.images", "images", images));
    }

    /** The server hands the film to its video service when it sees the post. */
    private static Map<String, Object> video(Blobs blobs, Media video) {
        List<Map<String, Object>> captions = new ArrayList<>();
        for (Captions one : video.captions()) {
            byte[] file = one.webVtt().getBytes(StandardCharsets.UTF_8);
            captions.add(Map.of(
                    "lang", one.language().toLanguageTag(),
                    "file", blobs.of(new Media(file, "text/vtt", "", 0, 0))));
        }
        Map<String, Object> embed = new HashMap<>();
        embed.put("$type", "app.bsky.embed.video");
        embed.put("video", blobs.of(video));
        embed.put("alt", video.alt());
        embed.put("aspectRatio", Map.of("width", video.width(), "height", video.height()));
        if (!captions.isEmpty()) {
            embed.put("captions", captions);
        }
        return embed;
    }

    private static Map<String, Object> card(Blobs blobs, Function<Document, Outcome> records, Card card) {
        Map<String, Object> external = new HashMap<>();
        external.put("uri", card.link().toString());
        external.put("title", card.title());
        external.put("description", card.description());
        if (card.thumbnail().isPresent()) {
            external.put("thumb", blobs.of(card.thumbnail().get()));
        }
        Optional<Outcome> recorded = card.document().map(records);
        if (recorded.filter(Outcome.Later.class::isInstance).isPresent()) {
            throw new NotYet(blobs.resuming(recorded.get()));
        }
        recorded.filter(Outcome.Done.class::isInstance) // a server that takes no such record has the card all the same
                .map(done -> ((Outcome.Done) done).ref())
                .ifPresent(
                        ref -> external.put("associatedRefs", List.of(Map.of("uri", ref.id(), "cid", ref.version()))));
        return Map.of("$type", "app.bsky.embed.external", "external", external);
    }
}
