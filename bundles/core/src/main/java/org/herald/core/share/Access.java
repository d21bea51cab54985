package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.profile.Pen;
import org.herald.core.profile.ProfileRights;
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
        return inSite ? caller.getResource(place) != null : mayAdminister(caller);
    }

    /** Tells whether a person holds the right to review and answer. */
    public static boolean mayReview(ResourceResolver caller) {
        return Nodes.may(caller, INBOX, PRIVILEGE_REVIEW);
    }

    /**
     * Tells whether a person sees what was shared, of the articles that that person may read: who shares, and who
     * decides about what profiles may spend.
     */
    public static boolean maySeeShares(ResourceResolver caller) {
        return caller.getResource(SHARES) != null || mayAdminister(caller);
    }

    private static boolean mayAdminister(ResourceResolver caller) {
        return Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER);
    }

    /** The right to see what was shared. */
    public static void mustSeeShares(ResourceResolver caller) {
        if (!maySeeShares(caller)) {
            throw new Rejection(
                    Kind.FORBIDDEN, "notEditor", "You may not see what was shared: ask an administrator to add you.");
        }
    }

    /** The right to decide about what profiles may spend. */
    static void mustAdminister(ResourceResolver caller) {
        if (!mayAdminister(caller)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "letThroughForbidden",
                    "Only members of herald-admins let a post go over its budget: ask an administrator.");
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

    /**
     * The profile, if the caller may do something as it about an article, and it works.
     *
     * @param site of the article; empty where it is in none
     */
    public static Profile usable(
            ProfileStore profiles, ResourceResolver caller, String id, ProfileAction action, String site) {
        return mustWork(allowed(profiles, caller, id, action, site));
    }

    /** The profile, if the caller may do something as it about an article of a site. */
    public static Profile allowed(
            ProfileStore profiles, ResourceResolver caller, String id, ProfileAction action, String site) {
        return offered(profiles.allowed(caller, id, action).orElseThrow(() -> forbidden(action)), action, site);
    }

    private static Profile offered(Profile profile, ProfileAction action, String site) {
        if (!ProfileRights.isOffered(profile.sites(), action, site)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "profileElsewhere",
                    "Profile “" + profile.title() + "” belongs to other sites than this article: choose another one.");
        }
        return profile;
    }

    /** What somebody writes with for a profile, if that person may write for it about an article, and it works. */
    static Pen pen(ProfileStore profiles, ResourceResolver caller, String id, String site) {
        Pen pen = profiles.pen(caller, id).filter(Pen::writes).orElseThrow(() -> forbidden(ProfileAction.WRITE));
        mustWork(offered(pen.profile(), ProfileAction.WRITE, site));
        return pen;
    }

    /** Says that a person may not do something as a profile. */
    public static Rejection forbidden(ProfileAction action) {
        String why =
                switch (action) {
                    case WRITE -> "You may not share with this profile: ask an administrator, or choose another one.";
                    case ANSWER -> "You may not answer as the profile that this came in by: ask an administrator.";
                    case REVIEW -> "You do not moderate the profile that this came in by: ask an administrator.";
                    default -> "Only who publishes as this profile does this: ask one of them, or an administrator.";
                };
        return new Rejection(Kind.FORBIDDEN, "profileForbidden", why);
    }

    /** Refuses a profile that cannot send. */
    public static Profile mustWork(Profile profile) {
        if (!profile.enabled() || !profile.connected()) {
            throw notConnected(profile);
        }
        return profile;
    }

    /** Says that nobody can send with a profile as it is. */
    static Rejection notConnected(Profile profile) {
        return new Rejection(
                Kind.CONFLICT,
                "profileDisabled",
                "Profile “" + profile.title() + "” is disabled or not connected: ask an administrator.");
    }

    /** Says that a profile's connector is missing. */
    public static Rejection notInstalled(Profile profile) {
        return new Rejection(
                Kind.CONFLICT,
                "networkUnknown",
                "Profile “" + profile.title() + "”: no connector for its network is installed.");
    }
}
