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
    static final Submission NONE = new Submission("", Round.NONE, "", "", null, null, "", List.of(), null);

    Submission {
        round = round == null ? Round.NONE : round;
        plan = List.copyOf(plan);
    }

    Submission at(Instant publish, Instant unpublish, String in) {
        return new Submission(by, round, revision, version, publish, unpublish, in, plan, shown);
    }

    Submission with(List<PostRequest> posts) {
        return new Submission(by, round, revision, version, publishAt, unpublishAt, zone, posts, shown);
    }

    Submission by(String user, Round request) {
        return new Submission(user, request, revision, version, publishAt, unpublishAt, zone, plan, shown);
    }

    Submission showing(Map<String, Map<String, String>> now) {
        return new Submission(by, round, revision, version, publishAt, unpublishAt, zone, plan, now);
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
}
