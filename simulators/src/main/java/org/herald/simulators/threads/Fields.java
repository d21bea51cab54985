package org.herald.simulators.threads;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Violation;

/** What can be asked of a person or a post, and what is told of it. */
final class Fields {
    static final Set<String> OF_PEOPLE = Set.of(
            "id",
            "username",
            "name",
            "is_verified",
            "threads_profile_picture_url",
            "threads_biography",
            "recently_searched_keywords",
            "is_eligible_for_geo_gating");

    static final Set<String> OF_POSTS = Set.of(
            "id",
            "media_product_type",
            "media_type",
            "media_url",
            "gif_url",
            "permalink",
            "owner",
            "username",
            "text",
            "timestamp",
            "shortcode",
            "thumbnail_url",
            "children",
            "is_quote_post",
            "quoted_post",
            "reposted_post",
            "has_replies",
            "alt_text",
            "link_attachment_url",
            "location_id",
            "topic_tag",
            "is_verified",
            "profile_picture_url",
            "is_reply",
            "is_reply_owned_by_me",
            "root_post",
            "replied_to",
            "hide_status",
            "reply_audience");

    static final Set<String> OF_WAITING = plus(OF_POSTS, "reply_approval_status");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

    private Fields() {}

    private static Set<String> plus(Set<String> names, String one) {
        Set<String> more = new LinkedHashSet<>(names);
        more.add(one);
        return Set.copyOf(more);
    }

    /** The names asked for. */
    static Set<String> wanted(Asked asked, Set<String> known, Set<String> usual) throws Violation {
        if (asked.value("fields").isEmpty()) {
            return usual;
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : asked.required("fields").split(",")) {
            if (!known.contains(name)) {
                throw new Violation(
                        "no field " + name,
                        Errors.of(400, Errors.PARAMETER, 0, "Tried accessing nonexisting field (" + name + ")"));
            }
            wanted.add(name);
        }
        wanted.add("id");
        return wanted;
    }

    static Map<String, Object> of(Person person, Set<String> wanted) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", person.id());
        all.put("username", person.username());
        all.put("name", person.name());
        all.put("is_verified", false);
        all.put("threads_profile_picture_url", "https://scontent.cdninstagram.com/v/" + person.id() + ".jpg");
        all.keySet().retainAll(wanted);
        return all;
    }

    static String time(java.time.Instant instant) {
        return TIME.format(instant);
    }

    /** What a person is told of a post: what it has not is left out. */
    static Map<String, Object> of(Post post, Person reader, Network network, Set<String> wanted) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", post.id);
        all.put("media_product_type", "THREADS");
        all.put("media_type", post.mediaType);
        put(all, "media_url", post.mediaUrl);
        if (!post.owner.hidesProfile() || post.owner.equals(reader)) {
            all.put("username", post.owner.username());
            all.put("permalink", post.permalink());
        }
        put(all, "text", post.text);
        all.put("timestamp", time(post.at));
        all.put("shortcode", post.shortcode());
        all.put("is_quote_post", false);
        all.put("has_replies", !network.below(post, true).isEmpty());
        put(all, "alt_text", post.alt);
        put(all, "link_attachment_url", post.link);
        put(all, "topic_tag", post.topicTag);
        if (!post.children.isEmpty()) {
            List<Map<String, String>> children =
                    post.children.stream().map(child -> Map.of("id", child.id)).toList();
            all.put("children", Map.of("data", children));
        }
        addPlace(all, post, reader);
        all.keySet().retainAll(wanted);
        return all;
    }

    private static void addPlace(Map<String, Object> all, Post post, Person reader) {
        boolean own = post.owner.equals(reader);
        all.put("is_reply", post.isReply());
        if (own) {
            all.put("reply_audience", post.audience);
        }
        if (!post.isReply()) {
            if (own) {
                all.put("owner", Map.of("id", post.owner.id()));
            }
            return;
        }
        all.put("is_reply_owned_by_me", own);
        all.put("root_post", Map.of("id", post.root().id));
        all.put("replied_to", Map.of("id", post.parent.id));
        all.put("hide_status", post.isHidden() ? "HIDDEN" : "NOT_HUSHED");
        if (post.approval != Post.Approval.NONE) {
            all.put("reply_approval_status", post.approval.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static void put(Map<String, Object> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }
}
