package org.herald.kit.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herald.spi.Limits;
import org.jetbrains.annotations.NotNull;

/**
 * What fits into a post, as a network publishes it: a file {@value #NAME} beside the class of its connector, with where
 * and when it was read there. Few networks have {@code maxWithMedia} and {@code maxLinks}: they may be left out.
 */
public final class LimitsFile {
    /** Its name. */
    public static final String NAME = "limits.json";

    private LimitsFile() {}

    /**
     * Reads the file beside a class.
     *
     * @throws IllegalStateException when there is none, or something is missing in it
     */
    public static @NotNull Limits beside(@NotNull Class<?> connector) {
        try (InputStream stream = connector.getResourceAsStream(NAME)) {
            return read(stream);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the limits beside " + connector.getName(), e);
        }
    }

    /** Reads such a file. */
    public static @NotNull Limits read(@NotNull InputStream stream) throws IOException {
        return limits(new ObjectMapper().readTree(stream));
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
                                text.required("maxCashtags").asInt(),
                                text.path("maxLinks").asInt(0)),
                        text.required("threads").asBoolean(),
                        text.required("linksWork").asBoolean(),
                        text.required("maxComment").asInt()),
                text.path("maxWithMedia").asInt(0),
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
                        new Limits.Count(
                                videos.required("max").asInt(),
                                videos.path("together").asInt(0)),
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
                        new BigDecimal(cost.required("postWithLink").asText()),
                        new BigDecimal(cost.path("answer").asText("0")),
                        new BigDecimal(cost.path("description").asText("0"))),
                ceilings(document.path("ceilings")),
                URI.create(document.required("source").asText()),
                LocalDate.parse(document.required("asOf").asText()));
    }

    /** Most networks publish none. */
    private static List<Limits.Ceiling> ceilings(JsonNode array) {
        List<Limits.Ceiling> ceilings = new ArrayList<>();
        array.forEach(one -> ceilings.add(new Limits.Ceiling(
                one.required("posts").asInt(),
                Duration.parse(one.required("within").asText()),
                Limits.Ceiling.Of.valueOf(one.required("of").asText()),
                URI.create(one.required("source").asText()))));
        return ceilings;
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
