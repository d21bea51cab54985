package org.herald.core.calendar;

import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
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
import org.herald.core.repo.Nodes;

/** What somebody may see, asked once for each place. */
interface CalendarAccess {
    boolean sees(String path);

    /** Of who is signed in. */
    static CalendarAccess of(ResourceResolver caller) {
        Map<String, Boolean> known = new HashMap<>();
        return path -> known.computeIfAbsent(path, p -> caller.getResource(p) != null);
    }

    /** Of somebody who is not there; empty where that person has no account any more, or a disabled one. */
    static Optional<CalendarAccess> of(ResourceResolver resolver, String user) {
        try {
            Session session = Nodes.session(resolver);
            JackrabbitSession jackrabbit = (JackrabbitSession) session;
            Authorizable person = jackrabbit.getUserManager().getAuthorizable(user);
            if (person == null || person.isGroup() || ((User) person).isDisabled()) {
                return Optional.empty();
            }
            Set<Principal> principals = new HashSet<>();
            principals.add(person.getPrincipal());
            principals.add(jackrabbit.getPrincipalManager().getEveryone());
            for (Iterator<Group> all = person.memberOf(); all.hasNext(); ) {
                principals.add(all.next().getPrincipal());
            }
            boolean admin = ((User) person).isAdmin();
            Map<String, Boolean> known = new HashMap<>();
            return Optional.of(path -> known.computeIfAbsent(
                    path, p -> admin && resolver.getResource(p) != null || mayRead(session, principals, p)));
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights of " + user, e);
        }
    }

    private static boolean mayRead(Session session, Set<Principal> principals, String path) {
        try {
            JackrabbitAccessControlManager access = (JackrabbitAccessControlManager) session.getAccessControlManager();
            Privilege[] read = {access.privilegeFromName(Privilege.JCR_READ)};
            return session.nodeExists(path) && access.hasPrivileges(path, principals, read);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the rights on " + path, e);
        }
    }
}
