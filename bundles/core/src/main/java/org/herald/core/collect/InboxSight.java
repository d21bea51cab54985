package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Access;
import org.herald.spi.Responder;

/**
 * What one person sees of the inbox, and may do there. It is read with Herald's rights, since nobody else reads it: so the
 * person's are asked for each article and profile, once for one page.
 */
final class InboxSight implements InboxPages.InboxAccess {
    private final ResourceResolver caller;
    private final Connectors connectors;
    private final Map<String, Boolean> articles = new HashMap<>();
    private final Map<String, Boolean> editable = new HashMap<>();
    private ProfileAccess profiles;

    InboxSight(ResourceResolver caller, Connectors connectors) {
        this.caller = caller;
        this.connectors = connectors;
    }

    private ProfileAccess profiles(ResourceResolver herald) {
        if (profiles == null) {
            profiles = ProfileAccess.of(herald, caller);
        }
        return profiles;
    }

    @Override
    public boolean see(ResourceResolver herald, Resource item) {
        return profiles(herald).may(profile(item), ProfileAction.SEE_INBOX)
                && articles.computeIfAbsent(
                        item.getParent().getName(),
                        article -> Access.sees(
                                herald, caller, Articles.locate(herald, article).orElseGet(() -> site(item))));
    }

    /** What {@link InboxService} would not refuse for want of a right, or since the network takes no answers. */
    @Override
    public List<ProfileAction> may(ResourceResolver herald, Resource item) {
        String path = Articles.locate(herald, item.getParent().getName()).orElse("");
        boolean own = item.getValueMap().get(PN_OWN, false);
        if (own || !path.isEmpty() && !editable.computeIfAbsent(path, one -> Articles.mayEdit(caller, one))) {
            return List.of();
        }
        List<ProfileAction> allowed = new ArrayList<>();
        if (profiles(herald).may(profile(item), ProfileAction.REVIEW)) {
            allowed.add(ProfileAction.REVIEW);
        }
        String site = path.isEmpty() ? site(item) : Articles.siteOf(caller, path);
        boolean answers = connectors
                .capability(Nodes.string(item.getValueMap(), PN_NETWORK), Responder.class)
                .isPresent();
        boolean isThere = herald.getResource(PROFILES + "/" + profile(item)) != null;
        if (answers && isThere && profiles(herald).may(profile(item), ProfileAction.ANSWER, site)) {
            allowed.add(ProfileAction.ANSWER);
        }
        return allowed;
    }

    private static String profile(Resource item) {
        return Nodes.string(item.getValueMap(), PN_PROFILE);
    }

    private static String site(Resource item) {
        return Nodes.string(item.getValueMap(), PN_SITE);
    }
}
