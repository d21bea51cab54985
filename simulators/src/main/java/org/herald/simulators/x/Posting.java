package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.x.Endpoint.Asked;

/** Posts, changes, deletes and hides, by the rules for self-serve customers. */
final class Posting {
    private static final int MAX_MEDIA = 4;
    private static final int MAX_EDITS = 5;
    private static final Duration EDITABLE = Duration.ofMinutes(30);
    /** For how long the same text is a duplicate: X does not say. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final World world;
    private final Charges charges;
    private final Uploads uploads;
    private boolean enterprise;

    Posting(World world, Charges charges, Uploads uploads) {
        this.world = world;
        this.charges = charges;
        this.uploads = uploads;
    }

    /** Sets whether the customer may answer anybody. */
    void enterprise(boolean is) {
        enterprise = is;
    }

    Reply create(Asked asked) throws Violation {
        JsonNode body = Bodies.json(asked.call(), Set.of("text", "media", "reply", "edit_options", "reply_settings"));
        Entry.Content content = content(body);
        Optional<String> unfit =
                content.media().isEmpty() ? Optional.empty() : uploads.obstacle(content.media(), asked.user());
        if (unfit.isPresent()) {
            return Problems.invalidReply(unfit.get());
        }
        return body.has("edit_options")
                ? edit(
                        asked.user(),
                        content,
                        body.at("/edit_options/previous_post_id").asText())
                : add(
                        asked.user(),
                        content,
                        body.at("/reply/in_reply_to_tweet_id").asText(""));
    }

    private static Entry.Content content(JsonNode body) throws Violation {
        String text = body.path("text").asText("");
        List<String> media = new ArrayList<>();
        body.at("/media/media_ids").forEach(id -> media.add(id.asText()));
        if (body.has("reply")) {
            Bodies.only(
                    body.path("reply"),
                    Set.of("in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata"));
        }
        if (text.isBlank() && media.isEmpty() || media.size() > MAX_MEDIA) {
            throw Problems.invalid("a post has a text or media, and at most four media");
        }
        if (!PostText.isValid(text)) {
            throw new Violation(
                    "the text weighs " + PostText.length(text) + " of 280",
                    Problems.forbidden("Your Tweet text is too long."));
        }
        if (PostText.cashtags(text) > 1) {
            throw new Violation(
                    "more than one cashtag", Problems.forbidden("Posts are limited to a maximum of 1 cashtag."));
        }
        return new Entry.Content(text, media);
    }

    private Reply add(User author, Entry.Content written, String replyTo) {
        Optional<Entry> parent = world.post(replyTo);
        if (!replyTo.isEmpty() && parent.isEmpty()) {
            return Problems.forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
        }
        if (parent.isPresent() && !mayAnswer(author, parent.get())) {
            return Problems.forbidden("Reply to this conversation is not allowed because you have not been mentioned"
                    + " or otherwise engaged by the author of the post you are replying to.");
        }
        Entry.Content content = named(author, written, parent);
        if (isDuplicate(author, content, replyTo)) {
            return Problems.forbidden("You are not allowed to create a Tweet with duplicate content.");
        }
        BigDecimal cost = cost(content.text(), parent.isPresent());
        return charges.refusal(cost).orElseGet(() -> {
            charges.charge(cost);
            return created(world.add(author, content, replyTo, ""));
        });
    }

    /** An answer begins with the name of whom it answers, which does not count. */
    private static Entry.Content named(User author, Entry.Content written, Optional<Entry> parent) {
        return parent.map(Entry::author)
                .filter(other -> !other.id().equals(author.id()))
                .filter(other -> !PostText.mentions(written.text(), other.handle()))
                .map(other -> new Entry.Content("@" + other.handle() + " " + written.text(), written.media()))
                .orElse(written);
    }

    private static BigDecimal cost(String text, boolean summoned) {
        if (summoned) {
            return Charges.SUMMONED;
        }
        return PostText.hasLink(text) ? Charges.POST_WITH_LINK : Charges.POST;
    }

    /** The author of what is answered must have named the account, or quoted it (since 2026-02-23). */
    private boolean mayAnswer(User author, Entry parent) {
        boolean own = parent.author().id().equals(author.id());
        boolean named = PostText.mentions(parent.text(), author.handle());
        boolean quoted = world.post(parent.quotes())
                .filter(post -> post.author().id().equals(author.id()))
                .isPresent();
        return enterprise || own || named || quoted;
    }

    private boolean isDuplicate(User author, Entry.Content content, String replyTo) {
        String text = Normalizer.normalize(content.text(), Normalizer.Form.NFC).strip();
        return !text.isEmpty()
                && world.posts().stream()
                        .filter(post -> post.author().id().equals(author.id()))
                        .filter(post -> post.at().plus(REMEMBERED).isAfter(world.now()))
                        .anyMatch(post ->
                                post.text().equals(text) && post.replyTo().equals(replyTo));
    }

    private Reply created(Entry post) {
        return Reply.json(
                201,
                Map.of(
                        "data",
                        Map.of(
                                "id",
                                post.id(),
                                "text",
                                PostText.show(post, world).text(),
                                "edit_history_post_ids",
                                post.history())));
    }

    private Reply edit(User author, Entry.Content content, String previous) {
        Optional<Entry> old = world.post(previous);
        if (old.isEmpty() || !old.get().author().id().equals(author.id()) || !isEditable(old.get(), world)) {
            return Problems.forbidden("You are not permitted to edit this Tweet.");
        }
        BigDecimal cost = cost(content.text(), false);
        return charges.refusal(cost).orElseGet(() -> {
            charges.charge(cost);
            return created(world.replace(old.get(), content));
        });
    }

    static boolean isEditable(Entry post, World world) {
        return world.user(post.author().handle()).premium()
                && post.at().plus(EDITABLE).isAfter(world.now())
                && post.history().size() <= MAX_EDITS;
    }

    static Map<String, Object> editControls(Entry post, World world) {
        return Map.of(
                "is_edit_eligible",
                isEditable(post, world),
                "editable_until",
                post.at().plus(EDITABLE).toString(),
                "edits_remaining",
                MAX_EDITS + 1 - post.history().size());
    }

    Reply delete(Asked asked) {
        String id = asked.path().get("id");
        Optional<Entry> post = world.post(id);
        if (post.isEmpty()) {
            return Problems.noSuchPost(id);
        }
        if (!post.get().author().id().equals(asked.user().id())) {
            return Problems.forbidden("You are not authorized to delete this Tweet.");
        }
        world.remove(id);
        return Reply.json(200, Map.of("data", Map.of("deleted", true)));
    }

    /** Hides an answer in a conversation that the account began. */
    Reply hide(Asked asked) throws Violation {
        JsonNode body = Bodies.json(asked.call(), Set.of("hidden"));
        if (!body.path("hidden").isBoolean()) {
            throw Problems.invalid("$.hidden: is missing but it is required");
        }
        String id = asked.path().get("tweet_id");
        Optional<Entry> post = world.post(id);
        if (post.isEmpty()) {
            return Problems.noSuchPost(id);
        }
        boolean ours = world.post(post.get().conversation())
                .filter(root -> root.author().id().equals(asked.user().id()))
                .isPresent();
        if (!ours || post.get().replyTo().isEmpty()) {
            return Problems.forbidden("You can only hide replies to your own posts.");
        }
        charges.charge(Charges.MANAGE);
        world.hide(id, body.path("hidden").asBoolean());
        return Reply.json(200, Map.of("data", Map.of("hidden", world.isHidden(id))));
    }
}
