package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.util.Objects;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.Rights;
import org.herald.core.repo.Credentials;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the caller's own session for Herald's privileges. */
@Component(service = Rights.class)
public final class RightsService implements Rights {

    private final Repository repository;

    /** Waits until the repository knows the privileges. */
    @Activate
    public RightsService(@Reference Repository repository) {
        repository.open().close();
        this.repository = repository;
    }

    @Override
    public Held of(ResourceResolver caller) {
        return new Held(
                Nodes.may(caller, SHARES, PRIVILEGE_SHARE),
                Nodes.may(caller, INBOX, PRIVILEGE_REVIEW),
                Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER));
    }

    @Override
    public String credential(ResourceResolver caller) {
        try (ResourceResolver herald = repository.open()) {
            return Credentials.of(herald, Objects.toString(caller.getUserID(), ""))
                    .orElseThrow(() -> new Rejection(
                            Rejection.Kind.FORBIDDEN, "accountClosed", "This account cannot sign in any more."));
        }
    }
}
