package org.herald.core.workflow;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.herald.ShareRequest.PostRequest;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Plans;

/**
 * A post that was approved.
 *
 * @param name which one it is in the plan; see {@link #nameOf}
 * @param contentHash what was approved, with the files as they were
 * @param round the request that it was approved in first: the same until it is sent, so that it is sent once
 * @param by who approved it; empty where an earlier version of Herald did not keep that
 */
record ApprovedPost(String name, String contentHash, Round round, String by) {
    private static final String GAP = " ";

    static String nameOf(PostRequest wanted) {
        return Nodes.nameOf(Plans.write(wanted));
    }

    static ApprovedPost parse(String text) {
        String[] parts = text.split(GAP);
        return parts.length < 3
                ? new ApprovedPost("", text, Round.NONE, "")
                : new ApprovedPost(parts[0], parts[1], Round.parse(parts[2]), parts.length < 4 ? "" : decode(parts[3]));
    }

    @Override
    public String toString() {
        return name + GAP + contentHash + GAP + round + GAP + URLEncoder.encode(by, StandardCharsets.UTF_8);
    }

    private static String decode(String by) {
        return URLDecoder.decode(by, StandardCharsets.UTF_8);
    }
}
