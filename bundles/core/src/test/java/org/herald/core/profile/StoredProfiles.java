package org.herald.core.profile;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileRoles;
import org.herald.Voice;

/** Profiles as they are stored, for tests in other rooms. */
public final class StoredProfiles {
    private StoredProfiles() {}

    /** Makes one that works, or changes what its groups may do and the sites that it belongs to. */
    public static Profile save(ProfileStore store, String id, ProfileRoles rights, String... sites) {
        Profile profile = Profile.builder()
                .id(id)
                .title("Profile " + id)
                .network("mastodon")
                .server(URI.create("https://social.example"))
                .handle(id)
                .enabled(true)
                .connected(true)
                .sites(List.of(sites))
                .rights(rights)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE)
                .build();
        store.save(profile, Optional.empty(), null, Optional.empty());
        return profile;
    }

    /** Forgets one. */
    public static void delete(ProfileStore store, String id) {
        store.delete(id);
    }
}
