package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.ProfileRole;
import org.herald.ProfileRoles;
import org.herald.core.repo.AbsentUser;
import org.herald.core.repo.Nodes;

/**
 * What one person may do as which profile, asked once for each of them. Where a profile names nobody, Herald's own groups
 * say it, as do their folders: whoever may share shares with it, whoever may review decides and answers, and whoever sees
 * posts or replies at all sees its own.
 */
public final class ProfileAccess {
    private static final String ID = "[a-z0-9-]{1,64}";

    private final ResourceResolver herald;
    private final Asking person;
    private final boolean administers;
    private final Map<String, Held> known = new HashMap<>();

    private interface Asking {
        boolean may(String path, String privilege);
    }

    /**
     * What somebody is to a profile.
     *
     * @param open whether nobody is named in its roles
     */
    private record Held(Set<ProfileRole> roles, boolean open) {}

    private ProfileAccess(ResourceResolver herald, Asking person) {
        this.herald = herald;
        this.person = person;
        this.administers = person.may(PROFILES, PRIVILEGE_ADMINISTER);
    }

    /** Of who is signed in. */
    public static ProfileAccess of(ResourceResolver herald, ResourceResolver caller) {
        return new ProfileAccess(herald, (path, privilege) -> Nodes.may(caller, path, privilege));
    }

    /** Of somebody who is not there. */
    public static ProfileAccess of(ResourceResolver herald, AbsentUser user) {
        return new ProfileAccess(herald, user::may);
    }

    /** Which groups are what to a profile; nobody is named where it is gone. */
    public static ProfileRoles roles(ResourceResolver herald, String profileId) {
        Resource node = node(herald, profileId);
        return node == null ? ProfileRoles.OPEN : ProfileGrants.read(node.getValueMap());
    }

    /** Tells whether a profile names nobody in its roles. */
    public static boolean isOpen(ResourceResolver herald, String profileId) {
        Resource node = node(herald, profileId);
        return node == null ? !isClosed(herald, profileId) : !ProfileGrants.areNamed(node.getValueMap());
    }

    /** Tells whether the person may do something as a profile, wherever that is used. */
    public boolean may(String profileId, ProfileAction action) {
        Held held = known.computeIfAbsent(profileId, this::held);
        return ProfileRights.may(held.roles(), action) || held.open() && asBefore(action);
    }

    /** All that the person may do as a profile; what is bound to its sites, there. */
    List<ProfileAction> all(String profileId) {
        return Arrays.stream(ProfileAction.values())
                .filter(action -> may(profileId, action))
                .toList();
    }

    /** Tells whether the person may do something as a profile about an article of a site. */
    public boolean may(String profileId, ProfileAction action, String site) {
        Resource node = node(herald, profileId);
        List<String> sites =
                node == null ? List.of() : Arrays.asList(node.getValueMap().get(PN_SITES, new String[0]));
        return ProfileRights.isOffered(sites, action, site) && may(profileId, action);
    }

    /** Who comes so far holds the right to see posts, or replies, at all. */
    private boolean asBefore(ProfileAction action) {
        return switch (action) {
            case SEE_POSTS, SEE_INBOX -> true;
            case REVIEW, COLLECT -> person.may(INBOX, PRIVILEGE_REVIEW);
            default -> false;
        };
    }

    private Held held(String profileId) {
        boolean open = isOpen(herald, profileId);
        if (administers) {
            return new Held(Set.of(ProfileRole.ADMINISTER), open);
        }
        Set<ProfileRole> roles = EnumSet.noneOf(ProfileRole.class);
        String path = PROFILES + "/" + profileId;
        if (node(herald, profileId) != null && (open || ProfileGrants.areEnforced(herald, path))) {
            ProfileGrants.PRIVILEGES.forEach((role, privilege) -> {
                if (person.may(path, privilege)) {
                    roles.add(role);
                }
            });
        }
        return new Held(roles, open);
    }

    private static Resource node(ResourceResolver herald, String profileId) {
        return profileId.matches(ID) ? herald.getResource(PROFILES + "/" + profileId) : null;
    }

    /** What a profile that is deleted said stays with those who administer, where it was kept for some. */
    private static boolean isClosed(ResourceResolver herald, String profileId) {
        Resource folder = herald.getResource(PROFILES);
        return folder != null
                && Arrays.asList(folder.getValueMap().get(PN_CLOSED, new String[0]))
                        .contains(profileId);
    }
}
