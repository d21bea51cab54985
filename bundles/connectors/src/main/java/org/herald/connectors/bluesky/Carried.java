package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteMedia.Kind;

/**
 * What a post carries beside its text, as the network's view shows it, or as it stands in the record where there is no
 * view: pictures, a video, a card, another post. Of what is not known here it is told that it is there. Pure.
 */
final class Carried {
    private static final String EMBED = "app.bsky.embed.";
    private static final String VIEW = "#view";

    private final BiFunction<String, String, URI> permalink;
    private final URI post;
    private final List<RemoteMedia> media = new ArrayList<>();

    private Carried(BiFunction<String, String, URI> permalink, URI post) {
        this.permalink = permalink;
        this.post = post;
    }

    /**
     * Reads it.
     *
     * @param view the view's embed; null where there is none
     * @param record the post's record; may be null
     * @param post where a person sees the post
     * @param permalink makes an address for people of a handle and a record's address
     */
    static List<RemoteMedia> of(JsonNode view, JsonNode record, URI post, BiFunction<String, String, URI> permalink) {
        Carried carried = new Carried(permalink, post);
        boolean viewed = view != null && view.isObject();
        carried.embed(viewed ? view : record == null ? null : record.get("embed"));
        return carried.media;
    }

    private void embed(JsonNode embed) {
        if (embed == null || !embed.isObject()) {
            return;
        }
        String type = embed.path("$type").asText("");
        String kind = type.startsWith(EMBED) ? type.substring(EMBED.length()).replace(VIEW, "") : type;
        switch (kind) {
            case "images" -> embed.path("images").forEach(this::picture);
            case "gallery" -> embed.path("items").forEach(this::picture);
            case "video" -> add(
                    embed.path("cid").asText(blob(embed.path("video"))), Kind.VIDEO, post, text(embed, "alt"));
            case "external" -> card(embed.path("external"));
            case "record" -> quote(embed.path("record"));
            case "recordWithMedia" -> {
                embed(embed.get("media"));
                embed(embed.get("record"));
            }
            default -> add(kind, Kind.OTHER, post, "");
        }
    }

    private void picture(JsonNode picture) {
        String large = text(picture, "fullsize");
        String id = large.isEmpty() ? blob(picture.path("image")) : large.substring(large.lastIndexOf('/') + 1);
        add(id, Kind.IMAGE, large.isEmpty() ? post : uri(large), text(picture, "alt"));
    }

    private void card(JsonNode card) {
        String link = text(card, "uri");
        String title = text(card, "title");
        String about = text(card, "description");
        add(link, Kind.OTHER, uri(link), title.isEmpty() || about.isEmpty() ? title + about : title + " – " + about);
    }

    /** A post that is shown within: its words are read with it. One that is gone, or not to be seen, is only told of. */
    private void quote(JsonNode quoted) {
        String at = text(quoted, "uri");
        String handle = quoted.at("/author/handle").asText("");
        String said = quoted.at("/value/text").asText("");
        add(
                at + " " + text(quoted, "cid"),
                Kind.OTHER,
                handle.isEmpty() ? post : permalink.apply(handle, at),
                handle.isEmpty() ? "" : "@" + handle + ": " + said);
        quoted.path("embeds").forEach(this::embed);
    }

    /** The labels of a post that is shown within. */
    static JsonNode quotedLabels(JsonNode view) {
        if (view == null) {
            return null;
        }
        JsonNode plain = view.at("/record/labels");
        return plain.isMissingNode() ? view.at("/record/record/labels") : plain;
    }

    private void add(String id, Kind kind, URI url, String description) {
        media.add(new RemoteMedia(id, kind, url, description));
    }

    private static String blob(JsonNode blob) {
        return blob.at("/ref/$link").asText("");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    private static URI uri(String text) {
        try {
            return text.isEmpty() ? null : new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
