package org.herald.core.calendar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.AbsentUser;

/** What somebody may see, asked once for each place. */
final class CalendarAccess {
    private final Predicate<String> places;
    private final ProfileAccess profiles;
    private final Map<String, Boolean> known = new HashMap<>();

    private CalendarAccess(Predicate<String> places, ProfileAccess profiles) {
        this.places = places;
        this.profiles = profiles;
    }

    /** Of who is signed in. */
    static CalendarAccess of(ResourceResolver herald, ResourceResolver caller) {
        return new CalendarAccess(path -> caller.getResource(path) != null, ProfileAccess.of(herald, caller));
    }

    /** Of somebody who is not there; empty where that person has no account any more, or a disabled one. */
    static Optional<CalendarAccess> of(ResourceResolver herald, String user) {
        return AbsentUser.of(herald, user)
                .map(person -> new CalendarAccess(person::sees, ProfileAccess.of(herald, person)));
    }

    /** Whether that person sees what is at a path. */
    boolean sees(String path) {
        return known.computeIfAbsent(path, places::test);
    }

    /** Whether that person sees the posts of a profile; no profile is everybody's. */
    boolean seesPosts(String profileId) {
        return profileId.isEmpty() || profiles.may(profileId, ProfileAction.SEE_POSTS);
    }

    /** Whether that person chooses times for the posts of a profile on a site. */
    boolean moves(String profileId, String site) {
        return profiles.may(profileId, ProfileAction.MOVE, site);
    }
}
