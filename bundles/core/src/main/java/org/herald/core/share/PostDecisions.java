package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.Shares.Decision;
import org.herald.VariantState;
import org.herald.core.audit.AuditLog;
import org.herald.core.audit.AuditLog.AuditSubject;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.herald.core.notice.People;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.share.ShareStore.VariantChange;

/**
 * What is decided about posts that wait for who publishes as their profile: kept in the audit and told to whom it
 * concerns, in the commit that makes it so.
 */
public final class PostDecisions {
    /** What a person has to say about a post is not longer than the longest post that is usual. */
    private static final int MOST_SAID = 2_000;

    private static final List<String> ADMINISTRATORS = List.of("herald-admins");

    private PostDecisions() {}

    /**
     * What becomes of a post.
     *
     * @param isPublic whether readers see its article
     * @throws Rejection where it is refused and nobody says why
     */
    static VariantChange change(Decision decision, DeliveryItem post, boolean isPublic, Instant now) {
        String reason = decision.reason().strip();
        if (!decision.approved() && reason.isEmpty()) {
            throw new Rejection(Rejection.Kind.INVALID, "reason", "Say why, so that it can be written better.");
        }
        if (reason.length() > MOST_SAID) {
            throw new Rejection(Rejection.Kind.INVALID, "reason", "Say it in at most " + MOST_SAID + " characters.");
        }
        return decision.approved() ? ShareActs.approved(post.createdAt(), isPublic, now) : ShareActs.declined(reason);
    }

    /** Notes a decision, and tells who wrote the post. */
    static Alongside told(
            NotificationStore notices, ResourceResolver caller, DeliveryItem post, Decision decision, Instant now) {
        String by = Objects.toString(caller.getUserID(), "");
        String what = decision.approved() ? "POST_APPROVED" : "POST_REFUSED";
        String profile = post.dispatch().profileId();
        return (resolver, whose) -> {
            String note = note(resolver, profile, decision.reason().strip());
            AuditSubject about = about(resolver, whose.article(), whose.path(), whose.title());
            AuditLog.add(resolver, now, about, by, what, profile, note);
            if (!whose.by().equals(by) && !whose.by().isEmpty()) {
                notices.add(resolver, List.of(whose.by()), content(what, about, by, note));
            }
        };
    }

    /**
     * Notes that posts wait, and tells who may approve them: adds to what the resolver is about to commit.
     *
     * @param path the article's
     */
    public static void submitted(
            ResourceResolver resolver,
            NotificationStore notices,
            String path,
            String title,
            String by,
            List<OutgoingPost> posts,
            Instant now)
            throws PersistenceException {
        for (OutgoingPost post : posts) {
            if (post.waits()) {
                AuditSubject about = about(resolver, Articles.identify(resolver, path), path, title);
                String note = note(resolver, post.profileId(), "");
                AuditLog.add(resolver, now, about, by, "POST_SUBMITTED", post.profileId(), note);
                Set<String> people = publishers(resolver, post.profileId());
                people.remove(by);
                notices.add(resolver, people, content("POST_SUBMITTED", about, by, note));
            }
        }
    }

    /** The shares with a post that waits, those that wait longest first. */
    public static List<Share> waiting(ResourceResolver herald, Instant now) {
        return ShareReader.inState(herald, VariantState.SUBMITTED)
                .map(post -> post.getParent().getPath())
                .distinct()
                .map(path -> ShareNodes.read(herald, herald.getResource(path), now))
                .sorted(Comparator.comparing(Share::at))
                .toList();
    }

    /** Who publishes as a profile; where nobody is named for it, who administers Herald. */
    private static Set<String> publishers(ResourceResolver resolver, String profile) {
        List<String> groups = ProfileAccess.roles(resolver, profile).publish();
        Set<String> people = People.in(resolver, groups);
        return people.isEmpty() ? People.in(resolver, ADMINISTRATORS) : people;
    }

    private static String note(ResourceResolver resolver, String profile, String said) {
        Resource node = resolver.getResource(PROFILES + "/" + profile);
        String title = node == null ? profile : Nodes.string(node.getValueMap(), PN_TITLE);
        return said.isEmpty() ? "“" + title + "”" : "“" + title + "”: " + said;
    }

    private static AuditSubject about(ResourceResolver resolver, String identity, String last, String title) {
        String path =
                identity.isEmpty() ? last : Articles.locate(resolver, identity).orElse(last);
        return new AuditSubject(identity, path, title, Articles.siteOf(resolver, path));
    }

    private static NotificationContent content(String what, AuditSubject about, String by, String note) {
        return new NotificationContent(what, about.identity(), about.path(), about.title(), by, note);
    }
}
