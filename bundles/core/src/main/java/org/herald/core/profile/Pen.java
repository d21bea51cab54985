package org.herald.core.profile;

import java.util.Optional;
import java.util.function.Function;
import org.apache.sling.api.resource.Resource;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.spi.Account;

/**
 * A profile as somebody writes for it.
 *
 * @param account no secret of it is opened; empty where it has none
 * @param writes whether that person may write for it at all
 * @param shares whether what that person writes goes out without an approval
 */
public record Pen(Profile profile, Optional<Account> account, boolean writes, boolean shares) {
    /** @param open opens an account by the profile's id */
    static Pen of(Resource node, Function<String, Optional<Account>> open, ProfileAccess access) {
        Profile profile = ProfileNodes.read(node);
        return new Pen(
                profile,
                UnopenedAccount.of(node, profile, open),
                access.may(profile.id(), ProfileAction.WRITE),
                access.may(profile.id(), ProfileAction.SHARE));
    }
}
