package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;

/** What a person must hold, asked of the person's own session. */
public final class Access {
    private Access() {}

    /** The right to share, and the right to change this article; an empty path stands for one that is gone. */
    public static void mustShare(ResourceResolver caller, String articlePath) {
        if (!Nodes.may(caller, SHARES, PRIVILEGE_SHARE)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notEditor",
                    "Only members of herald-editors share: ask an administrator to add you.");
        }
        if (!articlePath.isEmpty() && !Articles.mayEdit(caller, articlePath)) {
            throw new Rejection(
                    Kind.FORBIDDEN, "articleForbidden", "You may not change this article, so you may not share it.");
        }
    }

    /**
     * Tells whether somebody may know what was shared of an article and said about it: who may read it. Of one that is
     * gone, who may read the place in its site where it was; where the site is gone too, only who administers Herald.
     *
     * @param herald sees what there is
     * @param path where the article is, or was last seen
     */
    public static boolean sees(ResourceResolver herald, ResourceResolver caller, String path) {
        String place = path.startsWith("/") ? path : null;
        while (place != null && herald.getResource(place) == null) {
            place = ResourceUtil.getParent(place);
        }
        if (path.equals(place)) {
            return caller.getResource(path) != null;
        }
        boolean inSite = place != null
                && Optional.ofNullable(herald.getResource(place))
                        .flatMap(Articles::site)
                        .isPresent();
        return inSite ? caller.getResource(place) != null : Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER);
    }

    /** Tells whether a person holds the right to review and answer. */
    public static boolean mayReview(ResourceResolver caller) {
        return Nodes.may(caller, INBOX, PRIVILEGE_REVIEW);
    }

    /** Tells whether a person sees what was shared, of the articles that that person may read. */
    public static boolean maySeeShares(ResourceResolver caller) {
        return caller.getResource(SHARES) != null;
    }

    /** The right to see what was shared. */
    public static void mustSeeShares(ResourceResolver caller) {
        if (!maySeeShares(caller)) {
            throw new Rejection(
                    Kind.FORBIDDEN, "notEditor", "You may not see what was shared: ask an administrator to add you.");
        }
    }

    /** The right to review and answer. */
    public static void mustReview(ResourceResolver caller) {
        if (!mayReview(caller)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notModerator",
                    "Only members of herald-moderators review and answer: ask an administrator to add you.");
        }
    }

    /** Tells whether the caller may share with a profile. */
    public static boolean mayUse(ResourceResolver caller, Profile profile) {
        return Nodes.may(caller, PROFILES + "/" + profile.id(), PRIVILEGE_SHARE);
    }

    /** The profile, if the caller may share with it and it works. */
    public static Profile usable(ProfileStore profiles, ResourceResolver caller, String id) {
        Profile profile = profiles.find(caller, id)
                .filter(p -> mayUse(caller, p))
                .orElseThrow(() -> new Rejection(
                        Kind.FORBIDDEN,
                        "profileForbidden",
                        "You may not share with this profile: ask an administrator, or choose another one."));
        return mustWork(profile);
    }

    /** Refuses a profile that cannot send. */
    public static Profile mustWork(Profile profile) {
        if (!profile.enabled() || !profile.connected()) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "profileDisabled",
                    "Profile “" + profile.title() + "” is disabled or not connected: ask an administrator.");
        }
        return profile;
    }

    /** Says that a profile's connector is missing. */
    public static Rejection notInstalled(Profile profile) {
        return new Rejection(
                Kind.CONFLICT,
                "networkUnknown",
                "Profile “" + profile.title() + "”: no connector for its network is installed.");
    }
}
