package org.herald.simulators.threads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.herald.simulators.Json;
import org.herald.simulators.Violation;

/** What a container may be made of. Pure. */
final class ContainerRules {
    static final Set<String> AUDIENCES =
            Set.of("everyone", "accounts_you_follow", "mentioned_only", "parent_post_author_only", "followers_only");

    private static final Set<String> NAMES = Set.of(
            "media_type",
            "text",
            "image_url",
            "video_url",
            "is_carousel_item",
            "children",
            "reply_to_id",
            "reply_control",
            "alt_text",
            "link_attachment",
            "text_attachment",
            "topic_tag",
            "enable_reply_approvals");
    private static final Set<String> OF_ITEMS =
            Set.of("media_type", "image_url", "video_url", "is_carousel_item", "alt_text");
    private static final Set<String> OF_ATTACHMENTS =
            Set.of("plaintext", "link_attachment_url", "text_with_styling_info");
    private static final int MAX_TEXT = 500;
    private static final int MAX_ALT = 1000;
    private static final int MAX_LONG_TEXT = 10_000;
    private static final int MAX_LINKS = 5;
    private static final int MAX_TAG = 50;

    private ContainerRules() {}

    static void check(Asked asked) throws Violation {
        asked.only(NAMES);
        String type = asked.required("media_type");
        switch (type) {
            case "TEXT" -> checkText(asked);
            case "IMAGE" -> checkMedia(asked, "image_url", "video_url");
            case "VIDEO" -> checkMedia(asked, "video_url", "image_url");
            case "CAROUSEL" -> checkCarousel(asked);
            default -> throw Errors.parameter("no media_type " + type);
        }
        if (asked.flag("is_carousel_item")) {
            checkItem(asked, type);
        }
        checkWords(asked);
        checkReplies(asked);
    }

    private static void checkText(Asked asked) throws Violation {
        if (asked.value("text").isEmpty() && asked.value("link_attachment").isEmpty()) {
            throw Errors.parameter("a text post has a text or a link_attachment");
        }
        none(asked, "image_url", "video_url", "alt_text", "children");
        if (asked.value("link_attachment").isPresent()) {
            checkAddress("link_attachment", asked.required("link_attachment"));
        }
    }

    private static void checkMedia(Asked asked, String has, String hasNot) throws Violation {
        checkAddress(has, asked.required(has));
        none(asked, hasNot, "children", "link_attachment", "text_attachment");
        if (Texts.length(asked.value("alt_text").orElse("")) > MAX_ALT) {
            throw Errors.parameter("alt_text has at most " + MAX_ALT + " characters");
        }
    }

    private static void checkCarousel(Asked asked) throws Violation {
        asked.required("children");
        none(asked, "image_url", "video_url", "link_attachment", "text_attachment", "alt_text");
    }

    private static void checkItem(Asked asked, String type) throws Violation {
        if (!type.equals("IMAGE") && !type.equals("VIDEO")) {
            throw Errors.parameter("a carousel holds pictures and videos");
        }
        asked.only(OF_ITEMS);
    }

    private static void none(Asked asked, String... names) throws Violation {
        for (String name : names) {
            if (asked.value(name).isPresent()) {
                throw Errors.parameter("no " + name + " with this media_type");
            }
        }
    }

    private static void checkWords(Asked asked) throws Violation {
        String text = asked.value("text").orElse("");
        if (Texts.length(text) > MAX_TEXT) {
            throw new Violation(
                    "the text has " + Texts.length(text) + " characters",
                    Errors.of(
                            400, Errors.PARAMETER, 0, "Param text must be at most " + MAX_TEXT + " characters long."));
        }
        JsonNode attachment = attachment(asked);
        Set<String> links = new LinkedHashSet<>(Texts.links(text));
        asked.value("link_attachment").ifPresent(links::add);
        String further = attachment.path("link_attachment_url").asText("");
        if (!further.isEmpty()) {
            links.add(further);
        }
        if (links.size() > MAX_LINKS) {
            throw new Violation(
                    "the post has " + links.size() + " links",
                    Errors.of(400, Errors.PARAMETER, 0, "THREADS_API__LINK_LIMIT_EXCEEDED"));
        }
        String tag = asked.value("topic_tag").orElse("");
        if (tag.length() > MAX_TAG || tag.contains(".") || tag.contains("&")) {
            throw Errors.parameter("a topic_tag has 1 to " + MAX_TAG + " characters, without . and &");
        }
    }

    /** The long text; an empty document for none. */
    static JsonNode attachment(Asked asked) throws Violation {
        if (asked.value("text_attachment").isEmpty()) {
            return Json.MAPPER.createObjectNode();
        }
        JsonNode attachment = read(asked.required("text_attachment"));
        for (Iterator<String> names = attachment.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!OF_ATTACHMENTS.contains(name)) {
                throw Errors.parameter("no " + name + " in a text_attachment");
            }
        }
        int length = Texts.length(attachment.path("plaintext").asText(""));
        if (length == 0 || length > MAX_LONG_TEXT) {
            throw Errors.parameter("the plaintext has 1 to " + MAX_LONG_TEXT + " characters");
        }
        if (asked.value("link_attachment").isPresent() && attachment.has("link_attachment_url")) {
            throw Errors.parameter("there is one link attachment: the post's or the long text's");
        }
        return attachment;
    }

    private static JsonNode read(String text) throws Violation {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw Errors.parameter("a text_attachment is a JSON object");
    }

    private static void checkReplies(Asked asked) throws Violation {
        String audience = asked.value("reply_control").orElse("everyone");
        if (!AUDIENCES.contains(audience)) {
            throw Errors.parameter("no reply_control " + audience);
        }
        if (asked.flag("enable_reply_approvals") && asked.value("reply_to_id").isPresent()) {
            throw Errors.parameter("replies are approved below posts, not below replies");
        }
    }

    private static void checkAddress(String name, String address) throws Violation {
        try {
            URI uri = URI.create(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Errors.parameter(name + " is a public http address");
    }
}
