package org.herald.simulators.x;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.x.Endpoint.Asked;

/** Shows posts and accounts with the fields that were asked for and no others, and charges for them. */
final class Views {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final World world;
    private final Charges charges;
    private final Uploads uploads;

    Views(World world, Charges charges, Uploads uploads) {
        this.world = world;
        this.charges = charges;
        this.uploads = uploads;
    }

    static Set<String> asked(Asked asked, String name) {
        return asked.query(name).map(list -> Set.of(list.split(","))).orElse(Set.of());
    }

    /** What an answer holds beside its posts. */
    Map<String, Object> document(List<Entry> posts, Asked asked, boolean owned) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!posts.isEmpty()) {
            document.put("data", posts.stream().map(post -> post(post, asked)).toList());
        }
        Map<String, Object> includes = includes(posts, asked);
        if (!includes.isEmpty()) {
            document.put("includes", includes);
        }
        charges.read(posts.stream().map(Entry::id).toList(), owned ? Charges.OWN_READ : Charges.READ);
        return document;
    }

    private Map<String, Object> includes(List<Entry> posts, Asked asked) {
        Set<String> expansions = asked(asked, "expansions");
        Map<String, Object> includes = new LinkedHashMap<>();
        if (expansions.contains("author_id")) {
            Set<User> authors = new LinkedHashSet<>();
            posts.forEach(post -> authors.add(post.author()));
            put(
                    includes,
                    "users",
                    authors.stream().map(author -> user(author, asked)).toList());
            charges.read(authors.stream().map(author -> "user " + author.id()).toList(), Charges.USER);
        }
        if (expansions.contains("referenced_posts")) {
            List<Entry> referenced = posts.stream()
                    .flatMap(post -> List.of(post.replyTo(), post.quotes()).stream())
                    .distinct()
                    .flatMap(id -> world.post(id).stream())
                    .toList();
            put(
                    includes,
                    "posts",
                    referenced.stream().map(post -> post(post, asked)).toList());
            charges.read(referenced.stream().map(Entry::id).toList(), Charges.READ);
        }
        if (expansions.contains("attachments.media_keys")) {
            put(
                    includes,
                    "media",
                    posts.stream()
                            .flatMap(post -> post.media().stream())
                            .distinct()
                            .map(id -> media(id, asked))
                            .toList());
        }
        return includes;
    }

    private static void put(Map<String, Object> includes, String name, List<Map<String, Object>> values) {
        if (!values.isEmpty()) {
            includes.put(name, values);
        }
    }

    private Map<String, Object> media(String id, Asked asked) {
        Map<String, Object> all = new LinkedHashMap<>(uploads.shown(id));
        Set<String> wanted = asked(asked, "media.fields");
        all.keySet().removeIf(name -> !name.equals("media_key") && !name.equals("type") && !wanted.contains(name));
        return all;
    }

    Map<String, Object> user(User user, Asked asked) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", user.id());
        view.put("name", user.name());
        view.put("username", user.handle());
        if (asked(asked, "user.fields").contains("profile_image_url")) {
            view.put("profile_image_url", "https://pbs.twimg.com/profile_images/" + user.id() + "/face_normal.png");
        }
        if (asked(asked, "user.fields").contains("subscription_type")) {
            view.put("subscription_type", user.premium() ? "Premium" : "None");
        }
        return view;
    }

    Map<String, Object> post(Entry post, Asked asked) {
        Set<String> fields = asked(asked, "post.fields");
        Set<String> expansions = asked(asked, "expansions");
        PostText.Shown shown = PostText.show(post, world);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", post.id());
        view.put("text", shown.text());
        view.put("edit_history_post_ids", post.history());
        put(view, fields, "created_at", Optional.of(INSTANT.format(post.at())));
        put(view, fields, "conversation_id", Optional.of(post.conversation()));
        put(view, fields, "entities", Optional.of(shown.entities()).filter(found -> !found.isEmpty()));
        put(view, fields, "edit_controls", Optional.of(Posting.editControls(post, world)));
        put(view, fields, "lang", Optional.of("en"));
        put(view, expansions, "author_id", Optional.of(post.author().id()));
        put(view, expansions, "in_reply_to_user_id", world.post(post.replyTo()).map(parent -> parent.author()
                .id()));
        put(view, expansions, "referenced_posts", references(post));
        if (!post.media().isEmpty()
                && (fields.contains("attachments") || expansions.contains("attachments.media_keys"))) {
            view.put(
                    "attachments",
                    Map.of("media_keys", post.media().stream().map(Uploads::key).toList()));
        }
        return view;
    }

    private static void put(Map<String, Object> view, Set<String> asked, String name, Optional<?> value) {
        if (asked.contains(name) && value.isPresent()) {
            view.put(name, value.get());
        }
    }

    private static Optional<List<Map<String, Object>>> references(Entry post) {
        List<Map<String, Object>> references = new ArrayList<>();
        if (!post.quotes().isEmpty()) {
            references.add(Map.of("type", "quoted", "id", post.quotes()));
        }
        if (!post.replyTo().isEmpty()) {
            references.add(Map.of("type", "replied_to", "id", post.replyTo()));
        }
        return Optional.of(references).filter(some -> !some.isEmpty());
    }
}
