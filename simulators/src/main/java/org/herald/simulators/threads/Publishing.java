package org.herald.simulators.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Makes containers and publishes them. */
final class Publishing {
    private static final int MAX_CHILDREN = 20;

    private final Network network;
    private final Quotas quotas;
    private final Webhooks webhooks;
    private final Fetching fetching = new Fetching();
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private Duration processing = Duration.ofSeconds(20);
    private String nextError = "";
    private int misses;
    private boolean dropsPicture;
    private boolean cutsText;
    private boolean forgets;

    Publishing(Network network, Quotas quotas, Webhooks webhooks) {
        this.network = network;
        this.quotas = quotas;
        this.webhooks = webhooks;
    }

    /** How long pictures and carousels take from now on; a text takes a quarter of it. */
    void processing(Duration time) {
        processing = time;
    }

    /** The next container ends in this error. */
    void failNext(String error) {
        nextError = error;
    }

    /** Does not find what is finished, so many times. */
    void miss(int times) {
        misses = times;
    }

    /** The next carousel has one picture less than it should. */
    void dropPicture() {
        dropsPicture = true;
    }

    /** The next text is half of what it should be. */
    void cutText() {
        cutsText = true;
    }

    /** Forgets all that is not published, as the network does at times. */
    void lose() {
        containers.values().removeIf(container -> container.publishedAs.isEmpty());
    }

    /** Forgets from now on what is published. */
    void forgetPublished() {
        forgets = true;
    }

    Map<String, Container> containers() {
        return containers;
    }

    Reply make(Token token, Asked asked) throws Violation {
        ContainerRules.check(asked);
        String type = asked.required("media_type");
        List<Container> children = type.equals("CAROUSEL") ? children(token, asked.required("children")) : List.of();
        Post parent = null;
        if (asked.value("reply_to_id").isPresent()) {
            SignIn.check(token, "threads_manage_replies");
            parent = network.find(asked.required("reply_to_id")).orElse(null);
            if (parent == null) {
                return Errors.mediaNotFound();
            }
        }
        if (type.equals("IMAGE")) {
            String trouble = fetching.picture(asked.required("image_url"));
            if (!trouble.isEmpty()) {
                throw new Violation(trouble, notFetched());
            }
        }
        Container container = new Container(
                network.newId(),
                token.person(),
                asked.values(),
                network.now(),
                type.equals("TEXT") ? processing.dividedBy(4) : processing);
        container.children = children;
        container.parent = parent;
        container.longText = ContainerRules.attachment(asked).path("plaintext").asText("");
        container.error = type.equals("VIDEO") ? fetching.video(asked.required("video_url")) : "";
        if (!nextError.isEmpty()) {
            container.error = nextError;
            nextError = "";
        }
        containers.put(container.id, container);
        return Reply.json(200, Map.of("id", container.id));
    }

    private static Reply notFetched() {
        return Errors.of(
                400,
                Errors.UNKNOWN,
                Errors.NOT_FETCHED,
                "Media download has failed. The media could not be fetched from the given address, or does not meet"
                        + " the requirements.");
    }

    private List<Container> children(Token token, String ids) throws Violation {
        List<Container> children = new ArrayList<>();
        for (String id : ids.split(",")) {
            Container child = containers.get(id.strip());
            if (child == null || !child.owner.equals(token.person()) || !child.isItem()) {
                throw Errors.parameter("no item container " + id);
            }
            if (child.status(network.now()) != Container.Status.FINISHED) {
                throw Errors.parameter("the item container " + id + " is " + child.status(network.now()));
            }
            children.add(child);
        }
        if (children.size() < 2 || children.size() > MAX_CHILDREN) {
            throw Errors.parameter("a carousel has 2 to " + MAX_CHILDREN + " children");
        }
        return children;
    }

    Reply status(Container container, Asked asked) throws Violation {
        asked.only(Set.of("fields"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", container.id);
        Container.Status status = container.status(network.now());
        all.put("status", status.name());
        if (status == Container.Status.ERROR) {
            all.put("error_message", container.error);
        }
        Set<String> wanted = Fields.wanted(asked, Set.of("id", "status", "error_message"), Set.of("id", "status"));
        all.keySet().retainAll(wanted);
        return Reply.json(200, all);
    }

    Reply publish(Token token, Asked asked) throws Violation {
        asked.only(Set.of("creation_id"));
        Container container = containers.get(asked.required("creation_id"));
        if (container == null || !container.owner.equals(token.person())) {
            return Errors.mediaNotFound();
        }
        Container.Status status = container.status(network.now());
        if (status == Container.Status.EXPIRED) {
            return Errors.mediaNotFound();
        }
        if (status != Container.Status.FINISHED || container.isItem()) {
            throw new Violation(
                    "published a container that is " + (container.isItem() ? "an item" : status),
                    Errors.mediaNotFound());
        }
        if (misses > 0) {
            misses--;
            return Errors.mediaNotFound();
        }
        boolean reply = container.parent != null;
        if (quotas.isUsedUp(token.person(), reply ? Quotas.Kind.REPLY : Quotas.Kind.POST)) {
            return Errors.of(403, Errors.APP_LIMIT, Errors.POSTS_USED_UP, "Application request limit reached");
        }
        Post post = post(container);
        quotas.use(token.person(), reply ? Quotas.Kind.REPLY : Quotas.Kind.POST);
        container.publishedAs = post.id;
        if (forgets) {
            containers.remove(container.id);
        }
        return Reply.json(200, Map.of("id", post.id));
    }

    private Post post(Container container) {
        Post post = filled(container, network.post(container.owner, container.parent));
        for (Container child : container.children) {
            Post item = filled(child, new Post(network.newId(), container.owner, network.now()));
            post.children.add(item);
        }
        damage(post);
        return post;
    }

    private void damage(Post post) {
        if (dropsPicture && !post.children.isEmpty()) {
            post.children.remove(post.children.size() - 1);
            dropsPicture = false;
        }
        if (cutsText) {
            post.text = post.text.substring(0, post.text.length() / 2);
            cutsText = false;
        }
    }

    private static Post filled(Container container, Post post) {
        String text = container.value("text");
        String type = container.value("media_type");
        post.mediaType =
                Map.of("TEXT", "TEXT_POST", "CAROUSEL", "CAROUSEL_ALBUM").getOrDefault(type, type);
        post.text = container.value("topic_tag").isEmpty() ? Texts.shown(text) : text;
        post.topicTag =
                container.values.getOrDefault("topic_tag", Texts.tag(text).orElse(""));
        post.alt = container.value("alt_text");
        post.mediaUrl = container.values.getOrDefault("image_url", container.value("video_url"));
        post.longText = container.longText;
        post.audience =
                container.values.getOrDefault("reply_control", "everyone").toUpperCase(Locale.ROOT);
        post.approvesReplies = container.value("enable_reply_approvals").equals("true");
        if (type.equals("TEXT")) {
            post.link = container.values.getOrDefault(
                    "link_attachment", Texts.links(text).stream().findFirst().orElse(""));
        }
        return post;
    }

    Reply delete(Token token, String id) throws Violation {
        SignIn.check(token, "threads_delete");
        Post post = network.find(id).orElse(null);
        if (post == null) {
            return Errors.noObject("delete", id);
        }
        if (!post.owner.equals(token.person())) {
            throw new Violation(
                    "deleted somebody else's post",
                    Errors.of(403, Errors.PERMISSION, 0, "Application does not have permission for this action"));
        }
        if (quotas.isUsedUp(token.person(), Quotas.Kind.DELETION)) {
            return Errors.of(400, Errors.API_LIMIT, 0, "Calls to this api have exceeded the rate limit.");
        }
        quotas.use(token.person(), Quotas.Kind.DELETION);
        post.deleted = true;
        webhooks.deleted(post);
        return Reply.json(200, Map.of("success", true, "deleted_id", id));
    }
}
