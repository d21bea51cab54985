package org.herald.core.share;

import org.herald.Rejection;
import org.herald.Rejection.Kind;

/** Refuses to send what readers were to find an article by, while they do not find it. */
final class TakenBack {
    private TakenBack() {}

    static Rejection refusal(String articleTitle) {
        return new Rejection(
                Kind.CONFLICT,
                "articleTakenBack",
                "Readers do not see the article “" + articleTitle
                        + "” now, so nothing was sent. Publish it, then send this; or take this post back.");
    }
}
