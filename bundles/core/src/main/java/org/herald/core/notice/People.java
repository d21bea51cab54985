package org.herald.core.notice;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Nodes;

/** Who belongs to a group, and how people are reached. */
public final class People {
    private static final List<String> ADDRESS = List.of("profile/email", "email");

    private People() {}

    private static UserManager users(ResourceResolver resolver) throws RepositoryException {
        return ((JackrabbitSession) Nodes.session(resolver)).getUserManager();
    }

    /** The people in some groups, also in groups within them. */
    public static Set<String> in(ResourceResolver resolver, List<String> groups) {
        try {
            Set<String> people = new HashSet<>();
            for (String id : groups) {
                if (users(resolver).getAuthorizable(id) instanceof Group group) {
                    for (Iterator<Authorizable> all = group.getMembers(); all.hasNext(); ) {
                        Authorizable member = all.next();
                        if (!member.isGroup()) {
                            people.add(member.getID());
                        }
                    }
                }
            }
            return people;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the groups " + groups, e);
        }
    }

    /** The e-mail address of somebody; empty where the CMS knows none. */
    static Optional<String> address(ResourceResolver resolver, String user) {
        try {
            Authorizable person = users(resolver).getAuthorizable(user);
            for (String name : ADDRESS) {
                Value[] values = person == null ? null : person.getProperty(name);
                if (values != null
                        && values.length > 0
                        && !values[0].getString().isBlank()) {
                    return Optional.of(values[0].getString().strip());
                }
            }
            return Optional.empty();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the address of " + user, e);
        }
    }
}
