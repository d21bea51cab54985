package org.herald.core.repo;

import java.security.Principal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlManager;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.sling.api.resource.ResourceResolver;

/** Somebody who is not there: what that person may do is asked with Herald's rights. */
public final class AbsentUser {
    private final Session session;
    private final Set<Principal> principals;
    private final boolean admin;

    private AbsentUser(Session session, Set<Principal> principals, boolean admin) {
        this.session = session;
        this.principals = principals;
        this.admin = admin;
    }

    /** Finds somebody; empty where that person has no account any more, or a disabled one. */
    public static Optional<AbsentUser> of(ResourceResolver herald, String user) {
        try {
            JackrabbitSession session = (JackrabbitSession) Nodes.session(herald);
            Authorizable person =
                    user.isEmpty() ? null : session.getUserManager().getAuthorizable(user);
            if (!(person instanceof User one) || one.isDisabled()) {
                return Optional.empty();
            }
            Set<Principal> principals = new HashSet<>();
            principals.add(person.getPrincipal());
            principals.add(session.getPrincipalManager().getEveryone());
            for (Iterator<Group> all = person.memberOf(); all.hasNext(); ) {
                principals.add(all.next().getPrincipal());
            }
            return Optional.of(new AbsentUser(session, principals, one.isAdmin()));
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights of " + user, e);
        }
    }

    /** Tells whether that person sees what is at a path. */
    public boolean sees(String path) {
        return may(path, Privilege.JCR_READ);
    }

    /** Tells whether that person holds a privilege at a path, and sees what is there. */
    public boolean may(String path, String privilege) {
        try {
            JackrabbitAccessControlManager access = (JackrabbitAccessControlManager) session.getAccessControlManager();
            Privilege[] wanted = {access.privilegeFromName(Privilege.JCR_READ), access.privilegeFromName(privilege)};
            return session.nodeExists(path) && (admin || access.hasPrivileges(path, principals, wanted));
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights on " + path, e);
        }
    }
}
