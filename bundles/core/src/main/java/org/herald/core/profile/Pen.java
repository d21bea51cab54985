package org.herald.core.profile;

import java.util.Optional;
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
    static Pen of(Profile profile, Optional<Account> account, ProfileAccess access) {
        return new Pen(
                profile,
                account,
                access.may(profile.id(), ProfileAction.WRITE),
                access.may(profile.id(), ProfileAction.SHARE));
    }
}
