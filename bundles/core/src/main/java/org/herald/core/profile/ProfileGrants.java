package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.Value;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.ProfileRole;
import org.herald.ProfileRoles;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/**
 * Which groups are what to a profile: as properties to be read, and as access control on its node, which is what is asked.
 * Whoever is in none of them does not see the node.
 */
final class ProfileGrants {
    /** The groups that saw a profile which an earlier version of Herald kept for some. */
    private static final List<String> EVERYBODY = List.of("herald-editors", "herald-moderators");

    private static final String SECRET = "/" + NN_SECRET + "*";

    private static final Map<ProfileRole, String> PROPERTIES = new EnumMap<>(Map.of(
            ProfileRole.PUBLISH, PN_PUBLISHERS,
            ProfileRole.SUBMIT, PN_SUBMITTERS,
            ProfileRole.MODERATE, PN_MODERATORS,
            ProfileRole.LOOK, PN_LOOKERS));

    /** What each role is on the node, so that the repository tells who holds it. */
    static final Map<ProfileRole, String> PRIVILEGES = new EnumMap<>(Map.of(
            ProfileRole.PUBLISH, PRIVILEGE_SHARE,
            ProfileRole.SUBMIT, PRIVILEGE_SUBMIT,
            ProfileRole.MODERATE, PRIVILEGE_REVIEW,
            ProfileRole.LOOK, Privilege.JCR_READ));

    private ProfileGrants() {}

    /** Tells whether groups are named in roles; what an earlier version kept for groups is not among it. */
    static boolean areNamed(ValueMap values) {
        return PROPERTIES.values().stream().anyMatch(name -> values.get(name, new String[0]).length > 0);
    }

    /** Tells whether the repository holds to them: what was copied without its access control gives nobody a part. */
    static boolean areEnforced(ResourceResolver herald, String path) {
        try {
            return Nodes.session(herald).getAccessControlManager().getPolicies(path).length > 0;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the rights on " + path, e);
        }
    }

    /**
     * Reads them. What an earlier version kept for groups: those speak and answer as it, and everybody sees it, as was
     * the case.
     */
    static ProfileRoles read(ValueMap values) {
        List<String> kept = list(values, PN_GROUPS);
        return kept.isEmpty() || areNamed(values)
                ? new ProfileRoles(
                        list(values, PN_PUBLISHERS),
                        list(values, PN_SUBMITTERS),
                        list(values, PN_MODERATORS),
                        list(values, PN_LOOKERS))
                : new ProfileRoles(kept, List.of(), kept, EVERYBODY);
    }

    private static List<String> list(ValueMap values, String name) {
        return Arrays.asList(values.get(name, new String[0]));
    }

    /**
     * Writes them, not committed; what is as it was stays as it is. An unknown group is refused: a typing error must not
     * open a profile, nor close it.
     */
    static void write(Resource node, ModifiableValueMap values, ProfileRoles roles) {
        if (values.containsKey(PN_GROUPS) && read(values).equals(roles)) {
            return;
        }
        values.remove(PN_GROUPS);
        PROPERTIES.forEach((role, name) -> values.put(name, roles.in(role).toArray(String[]::new)));
        apply(node.getResourceResolver(), node.getPath(), roles);
    }

    /** Notes that a profile which was kept for some is about to be deleted: what it said stays closed to the others. */
    static void close(ModifiableValueMap folder, Resource profile) {
        if (areNamed(profile.getValueMap())) {
            List<String> closed = new ArrayList<>(list(folder, PN_CLOSED));
            closed.add(profile.getName());
            folder.put(PN_CLOSED, closed.toArray(String[]::new));
        }
    }

    private static void apply(ResourceResolver resolver, String path, ProfileRoles roles) {
        try {
            Session session = Nodes.session(resolver);
            AccessControlManager manager = session.getAccessControlManager();
            for (var policy : manager.getPolicies(path)) {
                manager.removePolicy(path, policy);
            }
            if (!roles.namesNobody()) {
                restrict((JackrabbitSession) session, manager, path, roles);
            }
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot set the rights on " + path, e);
        }
    }

    /** Of several entries that fit somebody, the last one holds. */
    private static void restrict(
            JackrabbitSession session, AccessControlManager manager, String path, ProfileRoles roles)
            throws RepositoryException {
        var policies = manager.getApplicablePolicies(path);
        JackrabbitAccessControlList list = (JackrabbitAccessControlList) policies.nextAccessControlPolicy();
        Principal everyone = session.getPrincipalManager().getEveryone();
        list.addEntry(everyone, privileges(manager, PRIVILEGES.values()), false, Map.<String, Value>of());
        for (Map.Entry<ProfileRole, String> one : PRIVILEGES.entrySet()) {
            for (String group : roles.in(one.getKey())) {
                Privilege[] held = privileges(manager, List.of(Privilege.JCR_READ, one.getValue()));
                list.addEntry(principal(session, group), held, true, Map.<String, Value>of());
            }
        }
        Value secret = session.getValueFactory().createValue(SECRET);
        list.addEntry(everyone, privileges(manager, List.of(Privilege.JCR_READ)), false, Map.of("rep:glob", secret));
        manager.setPolicy(path, list);
    }

    private static Privilege[] privileges(AccessControlManager manager, Iterable<String> names)
            throws RepositoryException {
        List<Privilege> privileges = new ArrayList<>();
        for (String name : names) {
            privileges.add(manager.privilegeFromName(name));
        }
        return privileges.toArray(Privilege[]::new);
    }

    private static Principal principal(JackrabbitSession session, String group) throws RepositoryException {
        Principal principal = session.getPrincipalManager().getPrincipal(group);
        if (principal == null) {
            throw new Rejection(
                    Rejection.Kind.INVALID, "groupUnknown", "There is no group " + group + ": correct its name.");
        }
        return principal;
    }
}
