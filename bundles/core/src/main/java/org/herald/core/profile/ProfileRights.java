package org.herald.core.profile;

import static org.herald.core.repo.Names.PRIVILEGE_REVIEW;
import static org.herald.core.repo.Names.PRIVILEGE_SHARE;

import java.util.List;
import java.util.Map;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/** Who may share and answer with one profile, as access control on its node: groups named replace everybody. */
final class ProfileRights {
    private static final List<String> EVERYBODY = List.of("herald-editors", "herald-moderators");

    private ProfileRights() {}

    /** Sets the rights, not committed. An unknown group is refused: a typing error must not open a profile. */
    static void apply(ResourceResolver resolver, String path, List<String> groups) {
        try {
            JackrabbitSession session = (JackrabbitSession) Nodes.session(resolver);
            AccessControlManager manager = session.getAccessControlManager();
            clear(manager, path);
            if (!groups.isEmpty()) {
                restrict(session, manager, path, groups);
            }
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot set the rights on " + path, e);
        }
    }

    private static void clear(AccessControlManager manager, String path) throws RepositoryException {
        for (var policy : manager.getPolicies(path)) {
            manager.removePolicy(path, policy);
        }
    }

    private static void restrict(
            JackrabbitSession session, AccessControlManager manager, String path, List<String> groups)
            throws RepositoryException {
        Privilege[] use = {manager.privilegeFromName(PRIVILEGE_SHARE), manager.privilegeFromName(PRIVILEGE_REVIEW)};
        var policies = manager.getApplicablePolicies(path);
        JackrabbitAccessControlList list = (JackrabbitAccessControlList) policies.nextAccessControlPolicy();
        for (String group : EVERYBODY) {
            list.addEntry(session.getPrincipalManager().getPrincipal(group), use, false, Map.<String, Value>of());
        }
        for (String group : groups) {
            var principal = session.getPrincipalManager().getPrincipal(group);
            if (principal == null) {
                throw new Rejection(
                        Rejection.Kind.INVALID, "groupUnknown", "There is no group " + group + ": correct its name.");
            }
            list.addEntry(principal, use, true, Map.<String, Value>of());
        }
        manager.setPolicy(path, list);
    }
}
