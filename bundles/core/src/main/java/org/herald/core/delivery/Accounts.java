package org.herald.core.delivery;

import java.util.Optional;
import org.herald.Profile;
import org.herald.core.profile.KeyCheck;
import org.herald.core.profile.ProfileStore;
import org.herald.spi.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts that posts go out by. */
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final ProfileStore profiles;

    Accounts(ProfileStore profiles) {
        this.profiles = profiles;
    }

    /** Whether something can be sent by a profile. */
    sealed interface Access {
        /** It can. */
        record Open(Account account) implements Access {}

        /** It was disabled, or is not connected: an administrator decides whether that changes. */
        record Closed(String why) implements Access {}

        /** Its secret cannot be read now; with the right key it can. */
        record Locked(String why) implements Access {}
    }

    /** Opens the account of a profile. */
    Access of(String profileId) {
        Optional<Profile> profile = profiles.find(profileId).filter(Profile::enabled);
        if (profile.isEmpty()) {
            return new Access.Closed("The profile is disabled or not connected.");
        }
        try {
            return profiles.account(profileId)
                    .<Access>map(Access.Open::new)
                    .orElseGet(() -> new Access.Closed("The profile is disabled or not connected."));
        } catch (RuntimeException e) {
            String locked = KeyCheck.health(profile.get().title());
            LOG.error("{}", locked, e);
            health(profileId, locked);
            return new Access.Locked(KeyCheck.LOCKED);
        }
    }

    /** What people call a profile. */
    String title(String profileId) {
        return profiles.find(profileId).map(Profile::title).orElse(profileId);
    }

    /** Records how the account fared, if that can be recorded now. */
    void health(String profileId, String health) {
        try {
            profiles.health(profileId, health);
        } catch (RuntimeException e) {
            LOG.warn("The health of profile {} could not be noted", profileId, e);
        }
    }
}
