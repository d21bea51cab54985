package org.herald.core.share;

import java.util.Map;

/** How many posts of an article each profile has, whatever became of them; counted when that is asked for first. */
final class PostCount {
    private final ShareReader shares;
    private final String articlePath;
    private Map<String, Integer> counted;

    PostCount(ShareReader shares, String articlePath) {
        this.shares = shares;
        this.articlePath = articlePath;
    }

    int of(String profileId) {
        if (counted == null) {
            counted = shares.posts(articlePath);
        }
        return counted.getOrDefault(profileId, 0);
    }
}
