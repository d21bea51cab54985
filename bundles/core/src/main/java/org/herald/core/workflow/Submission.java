package org.herald.core.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.MediaFile;
import org.herald.ShareRequest.PostRequest;

/**
 * What somebody asked for, all of it together.
 *
 * @param round which request it was
 * @param revision the hash of the article
 * @param version the CMS's version of it; empty for none
 * @param publishAt null where nobody chose a time
 * @param unpublishAt null where it stays
 * @param zone where these times were chosen
 * @param plan what is to be sent
 * @param shown what the article, or a post, showed by reference then: by path, what stood where in it; null where that
 *     is not known
 */
record Submission(
        String by,
        Round round,
        String revision,
        String version,
        Instant publishAt,
        Instant unpublishAt,
        String zone,
        List<PostRequest> plan,
        Map<String, Map<String, String>> shown) {
    static final Submission NONE = new Builder().build();

    Submission {
        round = round == null ? Round.NONE : round;
        plan = List.copyOf(plan);
    }

    /** Begins another one that is like this. */
    private Builder change() {
        Builder builder = new Builder();
        builder.by = by;
        builder.round = round;
        builder.revision = revision;
        builder.version = version;
        builder.publishAt = publishAt;
        builder.unpublishAt = unpublishAt;
        builder.zone = zone;
        builder.plan = plan;
        builder.shown = shown;
        return builder;
    }

    Submission at(Instant publish, Instant unpublish, String in) {
        Builder builder = change();
        builder.publishAt = publish;
        builder.unpublishAt = unpublish;
        builder.zone = in;
        return builder.build();
    }

    Submission about(String hash, String versionName) {
        Builder builder = change();
        builder.revision = hash;
        builder.version = versionName;
        return builder.build();
    }

    Submission with(List<PostRequest> posts) {
        Builder builder = change();
        builder.plan = posts;
        return builder.build();
    }

    Submission by(String user, Round request) {
        Builder builder = change();
        builder.by = user;
        builder.round = request;
        return builder.build();
    }

    Submission showing(Map<String, Map<String, String>> now) {
        Builder builder = change();
        builder.shown = now;
        return builder.build();
    }

    /** The files that its posts are to show. */
    Set<String> media() {
        return plan.stream()
                .filter(wanted -> wanted.media() != null)
                .flatMap(wanted -> wanted.media().stream())
                .map(MediaFile::path)
                .collect(Collectors.toSet());
    }

    Submission in(Round request) {
        return by(by, request);
    }

    /** Takes its components by their names; one that is not given is that of nothing. */
    private static final class Builder {
        private String by = "";
        private Round round = Round.NONE;
        private String revision = "";
        private String version = "";
        private Instant publishAt;
        private Instant unpublishAt;
        private String zone = "";
        private List<PostRequest> plan = List.of();
        private Map<String, Map<String, String>> shown;

        Submission build() {
            return new Submission(by, round, revision, version, publishAt, unpublishAt, zone, plan, shown);
        }
    }
}
