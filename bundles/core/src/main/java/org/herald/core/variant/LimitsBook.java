package org.herald.core.variant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herald.spi.Limits;

/** The published limits of the networks, each from its file in {@code limits/}, with source and date. */
public final class LimitsBook {
    private static final List<String> NETWORKS =
            List.of("mastodon", "bluesky", "x", "linkedin", "facebook", "instagram", "threads", "telegram", "discord");
    private static final Map<String, Limits> ALL =
            NETWORKS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), LimitsBook::read));
    /** Nobody's network: what is rehearsed stays in the CMS. */
    private static final Limits REHEARSAL = read("rehearsal");
    /** For a network that the book does not have and that tells its own. */
    private static final Limits UNKNOWN = new Limits(
            new Limits.Text(Limits.Counting.UTF16, Integer.MAX_VALUE, 0, 0, Limits.Tags.ANY, false, true, 0),
            new Limits.Pictures(0, 0, 0, 0, 0, Limits.Ratios.ANY, 0, Set.of()),
            URI.create("urn:herald:unknown"),
            LocalDate.EPOCH);

    private LimitsBook() {}

    /** Every network in the book, by id. */
    public static Map<String, Limits> all() {
        return ALL;
    }

    /** The limits of a network; no pictures and any length where the book does not have it. */
    public static Limits of(String network) {
        return "rehearsal".equals(network) ? REHEARSAL : ALL.getOrDefault(network, UNKNOWN);
    }

    private static Limits read(String network) {
        try (InputStream stream = LimitsBook.class.getResourceAsStream("/limits/" + network + ".json")) {
            return limits(new ObjectMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException("the limits of " + network, e);
        }
    }

    private static Limits limits(JsonNode document) {
        JsonNode text = document.required("text");
        JsonNode pictures = document.required("pictures");
        JsonNode videos = document.required("videos");
        JsonNode cost = document.required("cost");
        return new Limits(
                new Limits.Text(
                        Limits.Counting.valueOf(text.required("counting").asText()),
                        text.required("maxLength").asInt(),
                        text.required("maxBytes").asInt(),
                        text.required("urlLength").asInt(),
                        new Limits.Tags(
                                text.required("maxHashtags").asInt(),
                                text.required("maxMentions").asInt(),
                                text.required("maxCashtags").asInt()),
                        text.required("threads").asBoolean(),
                        text.required("linksWork").asBoolean(),
                        text.required("maxComment").asInt()),
                new Limits.Pictures(
                        pictures.required("min").asInt(),
                        pictures.required("max").asInt(),
                        pictures.required("maxBytes").asLong(),
                        pictures.required("maxThumbnailBytes").asLong(),
                        pictures.required("maxEdge").asInt(),
                        ratios(pictures),
                        pictures.required("maxAltLength").asInt(),
                        types(pictures.required("types"))),
                new Limits.Videos(
                        videos.required("max").asInt(),
                        videos.required("maxBytes").asLong(),
                        videos.required("maxSeconds").asInt(),
                        videos.required("minEdge").asInt(),
                        videos.required("maxEdge").asInt(),
                        ratios(videos),
                        videos.required("captions").asBoolean(),
                        types(videos.required("types"))),
                new Limits.Cost(
                        cost.required("currency").asText(),
                        new BigDecimal(cost.required("post").asText()),
                        new BigDecimal(cost.required("postWithLink").asText())),
                URI.create(document.required("source").asText()),
                LocalDate.parse(document.required("asOf").asText()));
    }

    private static Limits.Ratios ratios(JsonNode media) {
        return new Limits.Ratios(
                media.required("minRatio").asDouble(),
                media.required("maxRatio").asDouble());
    }

    private static Set<String> types(JsonNode array) {
        Set<String> types = new HashSet<>();
        array.forEach(type -> types.add(type.asText()));
        return types;
    }
}
