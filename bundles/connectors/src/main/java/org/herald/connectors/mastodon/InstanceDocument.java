package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.herald.spi.Limits;

/** Reads what a server says of itself: /api/v2/instance, or the older and smaller /api/v1/instance. Pure. */
final class InstanceDocument {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern REMOTE_MENTION = Pattern.compile("(@[\\w.-]*\\w)@[\\w.-]*\\w");
    private static final String DOMAIN = "[\\p{L}\\p{N}-]++(\\.[\\p{L}\\p{N}-]++)++";
    private static final int USUAL_LENGTH = 500;
    private static final int USUAL_URL = 23;

    private InstanceDocument() {}

    /** The domain of its handles; empty where it has a port or is none: neither can stand in a mention. */
    static String domain(JsonNode instance) {
        String told = instance.path("domain").asText(instance.path("uri").asText(""));
        String host = told.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return host.matches(DOMAIN) ? host : "";
    }

    static Limits limits(JsonNode instance, Limits usual, URI source, LocalDate readAt) {
        JsonNode statuses = instance.at("/configuration/statuses");
        JsonNode media = instance.at("/configuration/media_attachments");
        return new Limits(
                text(statuses, instance, usual.text()),
                usual.maxWithMedia(),
                pictures(statuses, media, usual.pictures()),
                videos(media, usual.videos()),
                usual.cost(),
                usual.ceilings(),
                source,
                readAt);
    }

    /** The same for a server that counts links as they are, whatever it says. */
    static Limits withLinksInFull(Limits told, LocalDate asOf) {
        return new Limits(
                text(told.text(), told.text().maxLength(), 0),
                told.maxWithMedia(),
                told.pictures(),
                told.videos(),
                told.cost(),
                told.ceilings(),
                told.source(),
                asOf);
    }

    /** What it says of the lengths of a text and of a link in it, the usual ones where it says nothing. */
    static String lengths(JsonNode instance) {
        JsonNode statuses = instance.at("/configuration/statuses");
        return length(statuses, instance, USUAL_LENGTH) + "/"
                + statuses.path("characters_reserved_per_url").asInt(USUAL_URL);
    }

    /** The length of a text with its links in full and the longest allowed, where only that makes it too long. */
    static Optional<int[]> tooLongWithLinksInFull(JsonNode instance, String text) {
        JsonNode statuses = instance.at("/configuration/statuses");
        int max = length(statuses, instance, USUAL_LENGTH);
        int url = statuses.path("characters_reserved_per_url").asInt(USUAL_URL);
        String named = REMOTE_MENTION.matcher(text).replaceAll("$1");
        int shortened = count(LINK.matcher(named).replaceAll("x".repeat(url)));
        int full = count(named);
        return shortened <= max && full > max ? Optional.of(new int[] {full, max}) : Optional.empty();
    }

    private static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int length(JsonNode statuses, JsonNode instance, int usual) {
        return statuses.path("max_characters")
                .asInt(instance.path("max_toot_chars").asInt(usual));
    }

    private static Limits.Text text(JsonNode statuses, JsonNode instance, Limits.Text usual) {
        return text(
                usual,
                length(statuses, instance, usual.maxLength()),
                statuses.path("characters_reserved_per_url").asInt(usual.urlLength()));
    }

    private static Limits.Text text(Limits.Text usual, int maxLength, int urlLength) {
        return new Limits.Text(
                usual.counting(),
                maxLength,
                usual.maxBytes(),
                urlLength,
                usual.tags(),
                usual.threads(),
                usual.linksWork(),
                usual.maxComment());
    }

    private static Limits.Pictures pictures(JsonNode statuses, JsonNode media, Limits.Pictures usual) {
        Set<String> types = types(media, usual.types());
        return new Limits.Pictures(
                usual.min(),
                statuses.path("max_media_attachments").asInt(usual.max()),
                media.path("image_size_limit").asLong(usual.maxBytes()),
                usual.maxThumbnailBytes(),
                usual.maxEdge(),
                usual.ratios(),
                media.path("description_limit").asInt(usual.maxAltLength()),
                types.isEmpty() ? usual.types() : types);
    }

    private static Set<String> types(JsonNode media, Set<String> usual) {
        return StreamSupport.stream(media.path("supported_mime_types").spliterator(), false)
                .map(JsonNode::asText)
                .filter(usual::contains)
                .collect(Collectors.toSet());
    }

    /** A server that lists types and no video among them takes none. */
    private static Limits.Videos videos(JsonNode media, Limits.Videos usual) {
        Set<String> types = types(media, usual.types());
        boolean listed = media.path("supported_mime_types").size() > 0;
        return new Limits.Videos(
                listed && types.isEmpty() ? 0 : usual.max(),
                media.path("video_size_limit").asLong(usual.maxBytes()),
                usual.maxSeconds(),
                usual.minEdge(),
                usual.maxEdge(),
                usual.ratios(),
                usual.captions(),
                types.isEmpty() ? usual.types() : types);
    }
}
