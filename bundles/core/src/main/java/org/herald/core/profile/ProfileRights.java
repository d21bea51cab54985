package org.herald.core.profile;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.ProfileAction;
import org.herald.ProfileRole;
import org.herald.Profiles.Right;

/** The one table of who may do what to a profile, and as one. Pure. */
public final class ProfileRights {
    private static final Map<ProfileRole, Set<ProfileAction>> TABLE = table();

    private ProfileRights() {}

    private static Map<ProfileRole, Set<ProfileAction>> table() {
        Set<ProfileAction> look =
                EnumSet.of(ProfileAction.SEE_PROFILE, ProfileAction.SEE_POSTS, ProfileAction.SEE_INBOX);
        Set<ProfileAction> moderate = and(look, ProfileAction.REVIEW, ProfileAction.ANSWER, ProfileAction.COLLECT);
        Set<ProfileAction> submit = and(look, ProfileAction.WRITE);
        Set<ProfileAction> publish = and(
                submit,
                ProfileAction.SHARE,
                ProfileAction.APPROVE,
                ProfileAction.MOVE,
                ProfileAction.RESEND,
                ProfileAction.WITHDRAW);
        Map<ProfileRole, Set<ProfileAction>> table = new EnumMap<>(ProfileRole.class);
        table.put(ProfileRole.PUBLISH, publish);
        table.put(ProfileRole.SUBMIT, submit);
        table.put(ProfileRole.MODERATE, moderate);
        table.put(ProfileRole.LOOK, look);
        table.put(ProfileRole.ADMINISTER, EnumSet.allOf(ProfileAction.class));
        return table;
    }

    private static Set<ProfileAction> and(Set<ProfileAction> weaker, ProfileAction... more) {
        Set<ProfileAction> all = EnumSet.copyOf(weaker);
        all.addAll(List.of(more));
        return all;
    }

    /** Tells whether one of some roles allows an action. */
    public static boolean may(Set<ProfileRole> held, ProfileAction action) {
        return held.stream().anyMatch(role -> TABLE.get(role).contains(action));
    }

    /**
     * Tells whether a profile may be used so on a site.
     *
     * @param sites those that the profile belongs to; empty for all
     * @param site of the article; empty where it is in none
     */
    public static boolean isOffered(List<String> sites, ProfileAction action, String site) {
        return !action.isBound() || sites.isEmpty() || sites.contains(site);
    }

    /** The table, a line for each action. */
    static List<Right> lines() {
        return Arrays.stream(ProfileAction.values())
                .map(action -> new Right(
                        action,
                        action.isBound(),
                        Arrays.stream(ProfileRole.values())
                                .filter(role -> may(Set.of(role), action))
                                .toList()))
                .toList();
    }
}
