package org.herald.simulators.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.instagram.Container.Shown;
import org.herald.simulators.meta.Fields;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Refusal;

/** Publishes containers, as many a day as the quota lets (IG User Media Publish; Content Publishing Limit). */
final class Publishing {
    /** What may be sent to {account}/media_publish. */
    static final Set<String> PUBLISH = Set.of("creation_id");

    private static final Duration DAY = Duration.ofHours(24);
    private final Gallery gallery;
    private final Making making;
    private int quota = 50;

    Publishing(Gallery gallery, Making making) {
        this.gallery = gallery;
        this.making = making;
    }

    void quota(int posts) {
        quota = posts;
    }

    Reply publish(GraphCall call, Page page) throws Violation, Refusal {
        call.only(PUBLISH);
        String id = call.need("creation_id");
        Container container = gallery.container(id)
                .filter(one -> one.account().equals(page.instagram()))
                .orElseThrow(() -> IgError.BUILDER.error().violation("no container of the account's"));
        if (container.item()) {
            throw GraphError.parameter("A carousel item cannot be published").violation("a carousel item by itself");
        }
        switch (making.status(container)) {
            case "IN_PROGRESS" -> throw IgError.NOT_READY.error().violation("published before it was FINISHED");
            case "ERROR" -> throw IgError.NOT_MADE.error().violation("published although its work failed");
            case "EXPIRED" -> throw IgError.BUILDER.error().violation("published after its day");
            case "PUBLISHED" -> throw IgError.NOT_READY.error().violation("published twice");
            default -> {}
        }
        if (gallery.countSince(making.now().minus(DAY)) >= quota) {
            throw IgError.QUOTA.error().refusal();
        }
        List<String> alts = container.pictures().stream().map(Shown::alt).toList();
        IgPost post = new IgPost(
                gallery.next(),
                page.instagram(),
                page.username(),
                container.caption(),
                alts,
                making.now(),
                container.isFilm());
        gallery.put(post);
        gallery.put(container.publishedAs(post.id()));
        gallery.count(making.now());
        return Reply.json(200, Map.of("id", post.id()));
    }

    Reply limit(GraphCall call) throws Violation {
        call.only(Set.of("since"));
        Instant since = making.now().minus(DAY);
        if (call.has("since")) {
            since = Instant.ofEpochSecond(Long.parseLong(call.get("since")));
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", "limit");
        view.put("quota_usage", gallery.countSince(since));
        view.put("config", Map.of("quota_total", quota, "quota_duration", DAY.toSeconds()));
        Map<String, Object> picked =
                Fields.pick(view, call.get("fields"), Set.of("quota_usage"), "ContentPublishingLimit");
        picked.remove("id");
        return Reply.json(200, Map.of("data", List.of(picked)));
    }
}
