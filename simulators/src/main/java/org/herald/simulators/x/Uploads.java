package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.herald.simulators.Part;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.x.Endpoint.Asked;

/** What is uploaded: at once, or in segments and then worked on for a while. */
final class Uploads {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int MAX_SEGMENT = 5 * 1024 * 1024;
    private static final int MAX_ALT = 1000;

    private final World world;
    private final Charges charges;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private Duration work = Duration.ofSeconds(20);
    private boolean failing;

    /** A file on its way, or there. */
    private static final class Item {
        private final String id;
        private final User owner;
        private final String category;
        private final String type;
        private final long announced;
        private final Instant dies;
        private final Map<Integer, byte[]> segments = new TreeMap<>();
        private byte[] content;
        private Instant ready;
        private boolean failed;
        private String alt = "";

        private Item(String id, User owner, String category, String type, long announced, Instant dies) {
            this.id = id;
            this.owner = owner;
            this.category = category;
            this.type = type;
            this.announced = announced;
            this.dies = dies;
        }
    }

    Uploads(World world, Charges charges) {
        this.world = world;
        this.charges = charges;
    }

    static String key(String id) {
        return "3_" + id;
    }

    /** Sets how long it works on a video, and whether that fails. */
    void works(Duration time, boolean fails) {
        work = time;
        failing = fails;
    }

    /** Everything at once: pictures only. */
    Reply upload(Asked asked) throws Violation {
        List<Part> parts = Bodies.parts(asked.call(), Set.of("media", "media_category", "additional_owners"));
        String category = Bodies.text(parts, "media_category");
        if (!category.equals("tweet_image")) {
            throw Problems.invalid("only tweet_image is uploaded at once, not “" + category + "”");
        }
        byte[] content = Bodies.bytes(parts, "media");
        Files.requirePicture(content);
        Item item = new Item(
                world.nextId(),
                asked.user(),
                category,
                "",
                content.length,
                world.now().plus(LIFE));
        finish(item, content);
        items.put(item.id, item);
        return Reply.json(200, Map.of("data", view(item)));
    }

    Reply initialize(Asked asked) throws Violation {
        JsonNode body = Bodies.json(
                asked.call(), Set.of("media_category", "media_type", "total_bytes", "additional_owners", "shared"));
        String category = body.path("media_category").asText();
        String type = body.path("media_type").asText();
        long size = body.path("total_bytes").asLong(-1);
        Files.requireFit(category, type, size);
        Item item = new Item(
                world.nextId(), asked.user(), category, type, size, world.now().plus(LIFE));
        items.put(item.id, item);
        return Reply.json(200, Map.of("data", ticket(item)));
    }

    private Map<String, Object> ticket(Item item) {
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("id", item.id);
        ticket.put("media_key", key(item.id));
        ticket.put(
                "expires_after_secs", Duration.between(world.now(), item.dies).toSeconds());
        return ticket;
    }

    Reply append(Asked asked) throws Violation {
        List<Part> parts = Bodies.parts(asked.call(), Set.of("media", "segment_index"));
        byte[] segment = Bodies.bytes(parts, "media");
        String index = Bodies.text(parts, "segment_index");
        if (!index.matches("[0-9]{1,3}") || segment.length == 0 || segment.length > MAX_SEGMENT) {
            throw Problems.invalid("a segment is of 1 to " + MAX_SEGMENT + " bytes, with an index of 0 to 999");
        }
        Optional<Item> item = open(asked);
        if (item.isEmpty()) {
            return Problems.invalidReply("media id not found: " + asked.path().get("id"));
        }
        item.get().segments.put(Integer.parseInt(index), segment);
        return Reply.json(
                200, Map.of("data", Map.of("expires_at", item.get().dies.getEpochSecond())));
    }

    private Optional<Item> open(Asked asked) {
        return mine(asked.path().get("id"), asked.user()).filter(item -> item.content == null);
    }

    private Optional<Item> mine(String id, User user) {
        return Optional.ofNullable(items.get(id))
                .filter(item -> item.owner.id().equals(user.id()) && item.dies.isAfter(world.now()));
    }

    Reply finalizeUpload(Asked asked) throws Violation {
        Optional<Item> found = open(asked);
        if (found.isEmpty()) {
            return Problems.invalidReply("media id not found: " + asked.path().get("id"));
        }
        Item item = found.get();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        item.segments.values().forEach(all::writeBytes);
        boolean gap = !item.segments.isEmpty() && !item.segments.containsKey(item.segments.size() - 1);
        if (gap || all.size() != item.announced) {
            throw Problems.invalid("Segments do not add up to provided total file size: " + all.size() + " of "
                    + item.announced + " bytes in " + item.segments.size() + " segments");
        }
        Files.requireType(item.type, all.toByteArray());
        finish(item, all.toByteArray());
        return Reply.json(200, Map.of("data", view(item)));
    }

    private void finish(Item item, byte[] content) {
        boolean asynchronous = !item.category.equals("tweet_image");
        item.content = content;
        item.ready = asynchronous ? world.now().plus(work) : world.now();
        item.failed = asynchronous && failing;
    }

    Reply status(Asked asked) {
        String id = asked.query("media_id").orElse("");
        return mine(id, asked.user())
                .map(item -> Reply.json(200, Map.of("data", view(item))))
                .orElseGet(() -> Problems.invalidReply("media id not found: " + id));
    }

    private Map<String, Object> view(Item item) {
        Map<String, Object> view = ticket(item);
        view.put("size", item.content == null ? 0 : item.content.length);
        if (item.content != null && !item.category.equals("tweet_image")) {
            view.put("processing_info", processing(item));
            view.put("video", Map.of("video_type", item.type));
        }
        return view;
    }

    private Map<String, Object> processing(Item item) {
        long left = Duration.between(world.now(), item.ready).toSeconds();
        if (left > 0) {
            return Map.of("state", left >= work.toSeconds() ? "pending" : "in_progress", "check_after_secs", left);
        }
        return Map.of("state", item.failed ? "failed" : "succeeded", "progress_percent", item.failed ? 0 : 100);
    }

    /** Says what a file shows. */
    Reply metadata(Asked asked) throws Violation {
        JsonNode body = Bodies.json(asked.call(), Set.of("id", "metadata"));
        String alt = body.at("/metadata/alt_text/text").asText();
        if (alt.isEmpty() || alt.codePointCount(0, alt.length()) > MAX_ALT) {
            throw Problems.invalid("an alternative text has 1 to " + MAX_ALT + " characters");
        }
        Optional<Item> item = mine(body.path("id").asText(), asked.user()).filter(found -> found.content != null);
        if (item.isEmpty()) {
            return Problems.invalidReply(
                    "media id not found: " + body.path("id").asText());
        }
        Optional<Reply> refusal = charges.refusal(Charges.METADATA);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        charges.charge(Charges.METADATA);
        item.get().alt = alt;
        Map<String, Object> kept = Map.of("alt_text", Map.of("text", alt));
        return Reply.json(200, Map.of("data", Map.of("id", item.get().id, "associated_metadata", kept)));
    }

    /** Why files cannot be attached to a post; empty where they can. */
    Optional<String> obstacle(List<String> ids, User user) {
        boolean moving = false;
        for (String id : ids) {
            Optional<Item> item = mine(id, user);
            boolean ready = item.filter(i -> i.content != null && !i.failed && !i.ready.isAfter(world.now()))
                    .isPresent();
            if (!ready) {
                return Optional.of("Your media IDs are invalid.");
            }
            moving |= !item.get().category.equals("tweet_image");
        }
        return moving && ids.size() > 1
                ? Optional.of("A post has up to four photos, or one GIF, or one video.")
                : Optional.empty();
    }

    Map<String, Object> shown(String id) {
        Item item = items.get(id);
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("media_key", key(id));
        media.put("type", item == null || item.category.equals("tweet_image") ? "photo" : "video");
        media.put("url", "https://pbs.twimg.com/media/" + id + ".jpg");
        if (item != null && !item.alt.isEmpty()) {
            media.put("alt_text", item.alt);
        }
        return media;
    }

    String alt(String id) {
        return Optional.ofNullable(items.get(id)).map(item -> item.alt).orElse("");
    }
}
