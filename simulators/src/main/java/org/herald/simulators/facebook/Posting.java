package org.herald.simulators.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.Grant;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Pages;
import org.herald.simulators.meta.Refusal;
import org.herald.simulators.meta.Scopes;

/** Posts by a page: made, changed, deleted (Pages API, Posts; Graph API, Page Feed). */
final class Posting {
    /** What may be sent to {page}/feed. */
    static final Set<String> FEED = Set.of(
            "message", "link", "published", "scheduled_publish_time", "attached_media", "targeting", "feed_targeting");
    /** What may be sent to {post}. */
    static final Set<String> EDIT = Set.of("message", "is_published", "is_hidden");

    static final int LONGEST = 63_206;
    static final int MOST_PHOTOS = 10;

    private final Wall wall;
    private final Clock clock;

    Posting(Wall wall, Clock clock) {
        this.wall = wall;
        this.clock = clock;
    }

    Reply post(GraphCall call, Grant grant, Page page) throws Violation, Refusal {
        call.only(FEED);
        Pages.mustActAs(grant, page.id());
        Scopes.need(grant, "pages_manage_posts", "pages_read_engagement");
        mustMay(page, "CREATE_CONTENT");
        if (!call.flag("published", true)) {
            throw GraphError.parameter("scheduled_publish_time is required")
                    .violation("unpublished posts are not used");
        }
        String message = message(call);
        String link = link(call);
        List<String> photos = photos(call, page);
        if (message.isEmpty() && link.isEmpty() && photos.isEmpty()) {
            throw GraphError.parameter("Message, link or attached_media is required")
                    .violation("an empty post");
        }
        if (!link.isEmpty() && !photos.isEmpty()) {
            throw GraphError.parameter("link and attached_media cannot go together")
                    .violation("a link preview and photos in one post");
        }
        Instant now = clock.instant();
        Person writer = new Person(page.id(), page.name());
        PagePost post = new PagePost(page.id() + "_" + wall.next(), writer, message, link, photos, now, now, true, "");
        refuseTwice(post);
        wall.put(post);
        photos.forEach(id -> wall.photo(id).ifPresent(photo -> wall.put(photo.in(post.id()))));
        return Reply.json(200, Map.of("id", post.id()));
    }

    static void mustMay(Page page, String task) throws Violation {
        if (!page.tasks().contains(task)) {
            throw GraphError.permission("pages_manage_posts").violation("the person may not " + task + " on the page");
        }
    }

    private static String message(GraphCall call) throws Violation {
        String message = call.get("message");
        if (message.length() > LONGEST) {
            throw GraphError.parameter("Message is too long").violation("message of " + message.length());
        }
        return message;
    }

    private static String link(GraphCall call) throws Violation {
        String link = call.get("link");
        if (!link.isEmpty() && !isWeb(link)) {
            throw GraphError.of(100, 1500, "(#100) The url you supplied is invalid")
                    .violation("link is no address");
        }
        return link;
    }

    private static boolean isWeb(String link) {
        try {
            URI uri = URI.create(link);
            return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Photos come as {@code attached_media[0]={"media_fbid":"1"}} or as one list. */
    private List<String> photos(GraphCall call, Page page) throws Violation {
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, String> one : call.parameters().entrySet()) {
            if (one.getKey().equals("attached_media")) {
                for (JsonNode each : json(one.getValue())) {
                    ids.add(each.path("media_fbid").asText());
                }
            } else if (one.getKey().startsWith("attached_media[")) {
                ids.add(json(one.getValue()).path("media_fbid").asText());
            }
        }
        if (ids.size() > MOST_PHOTOS || new HashSet<>(ids).size() < ids.size()) {
            throw GraphError.parameter("Too many media")
                    .violation("more than " + MOST_PHOTOS + " photos, or one twice");
        }
        for (String id : ids) {
            Optional<Photo> photo = wall.photo(id).filter(known -> known.page().equals(page.id()));
            if (photo.isEmpty() || !photo.get().post().isEmpty()) {
                throw GraphError.parameter("Invalid media_fbid " + id).violation("no photo of the page that is free");
            }
        }
        return ids;
    }

    private static JsonNode json(String text) throws Violation {
        try {
            return Json.MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw GraphError.parameter("attached_media must be valid JSON").violation("attached_media is no JSON");
        }
    }

    /** The same as the post before (Graph API, Handling Errors: 506). */
    private void refuseTwice(PagePost post) throws Refusal {
        List<PagePost> own = wall.postsOf(post.page().id());
        if (!own.isEmpty() && own.get(0).saysAs(post)) {
            throw GraphError.of(506, 1366051, "Duplicate status message").refusal();
        }
    }

    Reply edit(GraphCall call, Grant grant, PagePost post) throws Violation {
        call.only(EDIT);
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_manage_posts");
        if (!post.app()) {
            throw GraphError.of(100, 0, "(#100) This post wasn't created by the application")
                    .violation("only what the application posted can be changed");
        }
        call.need("message");
        wall.put(post.saying(message(call), clock.instant()));
        return Reply.json(200, Map.of("success", true));
    }

    Reply delete(GraphCall call, Grant grant, PagePost post) throws Violation {
        call.only(Set.of());
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_manage_posts");
        wall.removePost(post.id());
        return Reply.json(200, Map.of("success", true));
    }
}
