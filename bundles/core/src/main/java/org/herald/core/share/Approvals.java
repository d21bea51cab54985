package org.herald.core.share;

import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Article;

/** Whether an article may be shared at all. */
public interface Approvals {

    /**
     * Refuses what the site wants approved first.
     *
     * @throws org.herald.Rejection with the remedy
     */
    void mustAllow(ResourceResolver caller, Article article);

    /**
     * Refuses a person who may not decide, without another one, when something approved is sent.
     *
     * @throws org.herald.Rejection with the remedy
     */
    void mustDecide(ResourceResolver caller, Article article);
}
