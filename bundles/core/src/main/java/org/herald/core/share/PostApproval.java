package org.herald.core.share;

import java.time.Clock;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.Shares.Decision;
import org.herald.VariantState;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.share.DuePost.Visible;
import org.herald.core.share.OutgoingPost.Awaits;
import org.herald.core.share.ShareStore.VariantChange;

/**
 * Decides about a post that waits for who publishes as its profile. It leaves its state by this, or by who takes it back,
 * and by nothing else.
 */
record PostApproval(
        ShareStore store,
        ProfileStore profiles,
        ShareRecords records,
        Approvals approvals,
        DeliveryQueue queue,
        Clock clock) {

    /**
     * Approves or refuses it.
     *
     * @throws Rejection where the person may not, or it is not as it was seen
     */
    void decide(ResourceResolver caller, Share share, String profileId, Decision decision) {
        Article article = Articles.read(caller, share.articlePath());
        Access.mustShare(caller, article.path());
        Profile profile = Access.allowed(profiles, caller, profileId, ProfileAction.APPROVE, article.site());
        String path = ShareStore.path(share.id(), profileId);
        DeliveryItem post = SeenPost.submitted(store.ask(), path, decision.seen());
        if (decision.approved()) {
            Access.mustWork(profile);
            mustBeAllowed(caller, article, post);
        }
        boolean isPublic = Articles.isPublic(caller, article.path());
        VariantChange change = PostDecisions.change(decision, post, isPublic, clock.instant());
        if (change.state() == VariantState.QUEUED && !isPublic && isForReaders(share, post)) {
            throw TakenBack.refusal(article.title());
        }
        if (!store.move(post, change, records.told(caller, post, decision))) {
            throw SeenPost.movedOn(List.of());
        }
        if (change.state() == VariantState.QUEUED) {
            queue.add(post.dispatch().network(), path);
        }
    }

    /** What follows a publication, what has a time, and what was written when readers saw the article. */
    private boolean isForReaders(Share share, DeliveryItem post) {
        return post.dispatch().awaits() == Awaits.PUBLISHER_AFTER_REVIEW
                || post.createdAt().isAfter(share.at())
                || store.ask().readers(post.path()) != Visible.NOW;
    }

    /** What the site's reviewers approved with the article needs no approval of theirs again. */
    private void mustBeAllowed(ResourceResolver caller, Article article, DeliveryItem post) {
        if (post.dispatch().awaits() != Awaits.PUBLISHER_AFTER_REVIEW) {
            approvals.mustAllow(caller, article);
        }
    }
}
