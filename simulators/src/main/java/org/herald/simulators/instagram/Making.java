package org.herald.simulators.instagram;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.instagram.Container.Shown;
import org.herald.simulators.meta.Fetcher;
import org.herald.simulators.meta.Fields;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Picture;
import org.herald.simulators.meta.Refusal;

/** Containers: pictures are fetched from their public addresses and looked at (IG User Media; IG Container). */
final class Making {
    /** What may be sent to {account}/media. */
    static final Set<String> MEDIA = Set.of(
            "image_url",
            "video_url",
            "caption",
            "alt_text",
            "is_carousel_item",
            "media_type",
            "children",
            "share_to_feed");

    static final int LONGEST = 2_200;
    static final int LARGEST = 8 * 1024 * 1024;
    private static final int LARGEST_FILM = 300 * 1024 * 1024;
    private static final int MARK_AT = 4;
    private static final int MARK_END = 8;
    private static final int MOST_HASHTAGS = 30;
    private static final int MOST_MENTIONS = 20;
    private static final int LONGEST_ALT = 1_000;
    private static final int MOST_CHILDREN = 10;
    private static final int NARROW = 320;
    private static final int WIDE = 1_440;
    private static final double TALLEST = 4.0 / 5;
    private static final double WIDEST = 1.91;
    private static final double ROUNDING = 0.01;
    private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}_&])#[\\p{L}\\p{N}_]+");
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_.])@[A-Za-z0-9_.]+");

    private final Gallery gallery;
    private final Clock clock;
    private final Fetcher fetcher = new Fetcher();
    private Duration work = Duration.ofSeconds(3);
    private Duration filming = Duration.ofSeconds(90);
    private String failure = "";

    Making(Gallery gallery, Clock clock) {
        this.gallery = gallery;
        this.clock = clock;
    }

    void workFor(Duration time) {
        work = time;
        filming = time;
    }

    /** The work on the next container fails. */
    void failNext(String why) {
        failure = why;
    }

    Reply make(GraphCall call, String account) throws Violation, Refusal {
        call.only(MEDIA);
        Container container =
                switch (call.get("media_type")) {
                    case "", "IMAGE" -> picture(call, account);
                    case "CAROUSEL" -> carousel(call, account);
                    case "REELS" -> reel(call, account);
                    case "VIDEO" -> film(call, account);
                    default -> throw GraphError.of(100, 2207023, "The media type is unknown.")
                            .violation("media_type " + call.get("media_type") + " is not simulated");
                };
        gallery.put(failure.isEmpty() ? container : container.failed(failure));
        failure = "";
        return Reply.json(200, Map.of("id", container.id()));
    }

    private Container picture(GraphCall call, String account) throws Violation, Refusal {
        boolean item = call.flag("is_carousel_item", false);
        if (call.has("children")) {
            throw GraphError.parameter("children needs media_type CAROUSEL").violation("children of a picture");
        }
        if (item && call.has("caption")) {
            throw GraphError.parameter("caption is not for carousel items").violation("a caption of a carousel item");
        }
        String alt = call.get("alt_text");
        if (alt.codePointCount(0, alt.length()) > LONGEST_ALT) {
            throw GraphError.parameter("alt_text is too long").violation("alt_text of " + alt.length());
        }
        Shown shown = shown(call.need("image_url"), alt);
        return container(account, item, caption(call), List.of(shown));
    }

    /** A film is fetched and looked at while it is worked on: what is wrong with it the container tells. */
    private Container reel(GraphCall call, String account) throws Violation {
        for (String other : List.of("image_url", "children", "alt_text", "is_carousel_item")) {
            if (call.has(other)) {
                throw GraphError.parameter(other + " is not for reels").violation(other + " of a reel");
            }
        }
        call.flag("share_to_feed", true);
        return fetched(call.need("video_url"), account, false, caption(call));
    }

    /** A part of a carousel (IG User Media: VIDEO is for carousel items since 2023-11-09). */
    private Container film(GraphCall call, String account) throws Violation {
        if (!call.flag("is_carousel_item", false)) {
            throw GraphError.of(100, 2207023, "The media type VIDEO is no longer supported.")
                    .violation("media_type VIDEO of what is no carousel item");
        }
        for (String other : List.of("image_url", "children", "alt_text", "caption", "share_to_feed")) {
            if (call.has(other)) {
                throw GraphError.parameter(other + " is not for videos of a carousel")
                        .violation(other + " of a carousel item");
            }
        }
        return fetched(call.need("video_url"), account, true, "");
    }

    private Container fetched(String address, String account, boolean item, String caption) {
        Optional<byte[]> content = fetcher.fetch(address);
        List<Shown> shown = item ? List.of(new Shown("", 0, 0)) : List.of();
        Container container =
                new Container(gallery.next(), account, item, caption, shown, clock.instant(), "", "", address);
        return content.map(Making::unfit)
                .or(() -> Optional.of("Media upload has failed with error code 2207052"))
                .filter(why -> !why.isEmpty())
                .map(container::failed)
                .orElse(container);
    }

    private static String unfit(byte[] film) {
        boolean known = film.length >= MARK_END
                && new String(film, MARK_AT, MARK_AT, StandardCharsets.US_ASCII).equals("ftyp")
                && film.length <= LARGEST_FILM;
        return known ? "" : "Media upload has failed with error code 2207026";
    }

    private Shown shown(String address, String alt) throws Violation, Refusal {
        Optional<byte[]> content = fetcher.fetch(address);
        if (content.isEmpty()) {
            throw IgError.UNREACHABLE.error().refusal(); // the address may be right, and its server down
        }
        Optional<Picture> picture = Picture.of(content.get());
        if (picture.filter(one -> one.format().equals("jpeg")).isEmpty()) {
            throw IgError.FORMAT.error().violation("no JPEG at " + address);
        }
        if (content.get().length > LARGEST) {
            throw IgError.TOO_LARGE.error().violation(content.get().length + " bytes at " + address);
        }
        double ratio = (double) picture.get().width() / picture.get().height();
        if (ratio < TALLEST - ROUNDING || ratio > WIDEST + ROUNDING) {
            throw IgError.RATIO.error().violation("a picture of " + ratio + " to 1");
        }
        int width = Math.max(NARROW, Math.min(WIDE, picture.get().width()));
        return new Shown(alt, width, (int) Math.round(width / ratio));
    }

    private static String caption(GraphCall call) throws Violation {
        String caption = call.get("caption");
        if (caption.length() > LONGEST
                || HASHTAG.matcher(caption).results().count() > MOST_HASHTAGS
                || MENTION.matcher(caption).results().count() > MOST_MENTIONS) {
            throw IgError.CAPTION.error().violation("a caption of " + caption.length() + ", or too many # or @");
        }
        return caption;
    }

    private Container carousel(GraphCall call, String account) throws Violation {
        if (call.has("image_url") || call.has("is_carousel_item") || call.has("alt_text")) {
            throw GraphError.parameter("A carousel has children only")
                    .violation("a carousel with a picture of its own");
        }
        List<String> ids =
                List.of(call.need("children").replaceAll("[\\[\\]\" ]", "").split(","));
        if (ids.size() < 2 || ids.size() > MOST_CHILDREN || new HashSet<>(ids).size() < ids.size()) {
            throw IgError.CAROUSEL.error().violation(ids.size() + " children");
        }
        List<Shown> pictures = new ArrayList<>();
        for (String id : ids) {
            Optional<Container> child =
                    gallery.container(id).filter(one -> one.account().equals(account) && one.item());
            if (child.isEmpty() || !status(child.get()).equals("FINISHED")) {
                throw GraphError.of(100, 2207032, "Carousel item " + id + " cannot be used")
                        .violation("a child that is no finished carousel item");
            }
            pictures.addAll(child.get().pictures());
        }
        return container(account, false, caption(call), pictures);
    }

    private Container container(String account, boolean item, String caption, List<Shown> pictures) {
        return new Container(gallery.next(), account, item, caption, pictures, clock.instant(), "", "", "");
    }

    String status(Container container) {
        return container.status(clock.instant(), container.isFilm() ? filming : work);
    }

    Reply look(GraphCall call, Container container) throws Violation {
        call.only(Set.of());
        String code = status(container);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", container.id());
        view.put("status_code", code);
        view.put("status", words(code, container));
        return Reply.json(200, Fields.pick(view, call.get("fields"), Set.of("id"), "ShadowIGMediaBuilder"));
    }

    private static String words(String code, Container container) {
        return switch (code) {
            case "ERROR" -> "Error: " + container.failure();
            case "EXPIRED" -> "Expired: Media has expired and can no longer be published.";
            case "FINISHED" -> "Finished: Media has been uploaded and it is ready to be published.";
            case "PUBLISHED" -> "Published: Media has been published.";
            default -> "In Progress: Media is still being processed.";
        };
    }

    Instant now() {
        return clock.instant();
    }
}
