package org.herald.core.share;

import static org.herald.core.repo.Names.PN_ATTACHMENT;

import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.VariantState;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** The posts that show an article's card. */
public final class CardPosts {
    private CardPosts() {}

    /** Tells whether a profile has, or is to have, such a post of an article, by the article's identity. */
    public static boolean has(ResourceResolver resolver, String identity, String profileId) {
        return Index.SHARE_ARTICLE.equalTo(resolver, identity).anyMatch(share -> shows(share.getChild(profileId)));
    }

    private static boolean shows(Resource post) {
        if (post == null || !Attachment.CARD.name().equals(Nodes.string(post.getValueMap(), PN_ATTACHMENT))) {
            return false;
        }
        VariantState state = ShareNodes.state(post.getValueMap());
        return state != VariantState.WITHDRAWN && state != VariantState.REFUSED;
    }
}
