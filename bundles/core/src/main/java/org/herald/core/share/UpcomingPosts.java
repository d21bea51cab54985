package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.VariantState;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** What is planned for a time to come. Reads only. */
public final class UpcomingPosts {
    /** Longer times are gone through as a whole. */
    private static final int MOST_MINUTES = 30;

    private UpcomingPosts() {}

    /**
     * A post that is planned.
     *
     * @param path its address
     * @param by who planned it
     */
    public record UpcomingPost(
            String path, String profileId, CalendarPost.ArticleRef article, String by, Instant at, List<String> parts) {
        /** Copies the list. */
        public UpcomingPost {
            parts = List.copyOf(parts);
        }
    }

    /** Those after one time, and not after another. */
    public static List<UpcomingPost> between(ResourceResolver resolver, Instant from, Instant to) {
        long minutes = Duration.between(from, to).toMinutes();
        Stream<Resource> found = minutes > MOST_MINUTES
                ? DueIndex.all(resolver, NT_VARIANT)
                : Index.of(NT_VARIANT, PN_MINUTES)
                        .anyOf(
                                resolver,
                                List.of(DueIndex.minutes(LongStream.rangeClosed(0, minutes + 1)
                                        .mapToObj(minute -> from.plus(Duration.ofMinutes(minute)))
                                        .toList())));
        return found.filter(node -> ShareNodes.state(node.getValueMap()) == VariantState.PLANNED)
                .map(UpcomingPosts::read)
                .filter(post -> post.at().isAfter(from) && !post.at().isAfter(to))
                .toList();
    }

    private static UpcomingPost read(Resource node) {
        ValueMap values = node.getValueMap();
        ValueMap share = node.getParent().getValueMap();
        return new UpcomingPost(
                node.getPath(),
                node.getName(),
                new CalendarPost.ArticleRef(
                        Nodes.string(share, PN_ARTICLE),
                        Nodes.string(share, PN_ARTICLE_PATH),
                        Nodes.string(share, PN_ARTICLE_TITLE)),
                Nodes.string(share, PN_BY),
                Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                List.of(values.get(PN_PARTS, new String[0])));
    }
}
