package org.herald.core.share;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.Articles;

/**
 * What a person sees of what was shared: of the articles that the person may read, the posts of the profiles that the
 * person may look at. Shares are read with Herald's rights, since nobody else reads them: so each is asked about.
 */
final class ShareSight {
    private final ResourceResolver herald;
    private final ResourceResolver caller;
    private final ProfileAccess access;

    ShareSight(ResourceResolver herald, ResourceResolver caller) {
        this.herald = herald;
        this.caller = caller;
        this.access = ProfileAccess.of(herald, caller);
    }

    /** The share as that person sees it; empty where nothing of it is seen. */
    Optional<Share> of(Share share) {
        boolean concerned = Access.maySeeShares(caller) || !share.answers().isEmpty() && Access.mayReview(caller);
        return concerned && Access.sees(herald, caller, place(herald, share)) ? posts(share) : Optional.empty();
    }

    /** The posts that the person sees, of a share of an article that the person was let see. */
    Optional<Share> posts(Share share) {
        String site = Articles.siteOf(herald, place(herald, share));
        boolean own = share.by().equals(caller.getUserID());
        List<Variant> seen = share.variants().stream()
                .filter(post -> access.may(post.profileId(), ProfileAction.SEE_POSTS))
                .map(post -> post.may(allowed(post, own, site)))
                .toList();
        return seen.isEmpty() && !share.variants().isEmpty() ? Optional.empty() : Optional.of(share.with(seen));
    }

    private List<ProfileAction> allowed(Variant post, boolean own, String site) {
        return Arrays.stream(ProfileAction.values())
                .filter(action -> access.may(post.profileId(), needed(action, post, own), site))
                .toList();
    }

    /** Who wrote what waits for an approval takes it back, without the right to take back what others sent. */
    static ProfileAction needed(ProfileAction action, Variant post, boolean own) {
        boolean waits = post.state() == VariantState.SUBMITTED;
        return action == ProfileAction.WITHDRAW && waits && own ? ProfileAction.WRITE : action;
    }

    /** Where its article is; an answer knows it by the item that it answers, which is named after the article. */
    static String place(ResourceResolver herald, Share share) {
        int end = share.answers().indexOf('.');
        return end < 0
                ? share.articlePath()
                : Articles.locate(herald, share.answers().substring(0, end)).orElse(share.articlePath());
    }
}
