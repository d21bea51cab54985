package org.herald;

import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what a person may do at all, so that a screen offers nothing that would be refused. */
@ProviderType
public interface Rights {

    /** What a person may do, on whatever article and profile the person also has rights on. */
    record Held(boolean share, boolean review, boolean administer) {}

    /** Asks for the caller. */
    @NotNull
    Held of(@NotNull ResourceResolver caller);

    /**
     * A word that is another one as soon as the caller's password was changed, for what is given to the caller to end
     * then. It tells nothing of the password.
     *
     * @throws Rejection where the caller may not sign in any more
     */
    @NotNull
    String credential(@NotNull ResourceResolver caller);
}
