package org.herald.core.repo;

import java.util.Optional;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.sling.api.resource.ResourceResolver;

/** By what it is seen that somebody's password was changed: what was given out before ends then. */
public final class Credentials {
    private static final String PASSWORD = "/rep:password";

    private Credentials() {}

    /**
     * A word that is another one as soon as a person has another password, and tells nothing of it. Who signs in
     * elsewhere has no password here, and keeps one word.
     *
     * @param herald sees the people
     * @return empty where there is no such person, or none that may sign in
     */
    public static Optional<String> of(ResourceResolver herald, String user) {
        try {
            Session session = Nodes.session(herald);
            Authorizable person = ((JackrabbitSession) session).getUserManager().getAuthorizable(user);
            if (!(person instanceof User one) || one.isDisabled()) {
                return Optional.empty();
            }
            String path = person.getPath() + PASSWORD;
            String kept =
                    session.propertyExists(path) ? session.getProperty(path).getString() : "";
            return Optional.of(Nodes.nameOf("credential", user, kept));
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot tell whether the password of " + user + " is the same", e);
        }
    }
}
