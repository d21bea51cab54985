package org.herald.core.workflow;

import java.time.Instant;
import java.util.List;
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
 */
record Submission(
        String by,
        Round round,
        String revision,
        String version,
        Instant publishAt,
        Instant unpublishAt,
        String zone,
        List<PostRequest> plan) {
    static final Submission NONE = new Submission("", Round.NONE, "", "", null, null, "", List.of());

    Submission {
        round = round == null ? Round.NONE : round;
        plan = List.copyOf(plan);
    }

    Submission at(Instant publish, Instant unpublish, String in) {
        return new Submission(by, round, revision, version, publish, unpublish, in, plan);
    }

    Submission with(List<PostRequest> posts) {
        return new Submission(by, round, revision, version, publishAt, unpublishAt, zone, posts);
    }

    Submission by(String user, Round request) {
        return new Submission(user, request, revision, version, publishAt, unpublishAt, zone, plan);
    }

    Submission in(Round request) {
        return by(by, request);
    }
}
