package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.ProfileAction;
import org.herald.ProfileRole;
import org.herald.Profiles.Right;
import org.junit.jupiter.api.Test;

class ProfileRightsTest {
    private static Set<ProfileAction> of(ProfileRole role) {
        return Arrays.stream(ProfileAction.values())
                .filter(action -> ProfileRights.may(Set.of(role), action))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProfileAction.class)));
    }

    @Test
    void theStrongerRoleHoldsTheWeakerOne() {
        assertThat(of(ProfileRole.PUBLISH)).containsAll(of(ProfileRole.SUBMIT));
        assertThat(of(ProfileRole.SUBMIT)).containsAll(of(ProfileRole.LOOK));
        assertThat(of(ProfileRole.MODERATE)).containsAll(of(ProfileRole.LOOK));
        assertThat(of(ProfileRole.ADMINISTER)).containsExactly(ProfileAction.values());
    }

    @Test
    void whoSpeaksDoesNotModerateAndWhoModeratesDoesNotSpeak() {
        assertThat(of(ProfileRole.PUBLISH)).doesNotContain(ProfileAction.REVIEW, ProfileAction.ANSWER);
        assertThat(of(ProfileRole.MODERATE)).doesNotContain(ProfileAction.WRITE, ProfileAction.SHARE);
    }

    /** What is submitted goes out by somebody else's hand, whichever way is tried. */
    @Test
    void whoSubmitsSendsNothing() {
        assertThat(of(ProfileRole.SUBMIT))
                .doesNotContain(
                        ProfileAction.SHARE,
                        ProfileAction.APPROVE,
                        ProfileAction.MOVE,
                        ProfileAction.RESEND,
                        ProfileAction.ANSWER);
    }

    @Test
    void onlyAdministratorsConfigure() {
        assertThat(Arrays.stream(ProfileRole.values()).filter(role -> of(role).contains(ProfileAction.CONFIGURE)))
                .containsExactly(ProfileRole.ADMINISTER);
    }

    @Property
    void moreRolesTakeNothingAway(
            @ForAll Set<ProfileRole> held, @ForAll ProfileRole more, @ForAll ProfileAction action) {
        Set<ProfileRole> both = EnumSet.of(more);
        both.addAll(held);
        assertThat(ProfileRights.may(both, action))
                .isEqualTo(ProfileRights.may(held, action) || ProfileRights.may(Set.of(more), action));
    }

    @Property
    void nobodyMayDoAnything(@ForAll ProfileAction action) {
        assertThat(ProfileRights.may(Set.of(), action)).isFalse();
    }

    @Test
    void whatIsShownIsTheTableItself() {
        assertThat(ProfileRights.lines()).extracting(Right::action).containsExactly(ProfileAction.values());
        for (Right line : ProfileRights.lines()) {
            for (ProfileRole role : ProfileRole.values()) {
                assertThat(line.roles().contains(role))
                        .as(line.action() + " by " + role)
                        .isEqualTo(of(role).contains(line.action()));
            }
        }
    }

    /** What was said elsewhere is still seen, decided on and taken back; nothing new is said there. */
    @Property
    void aProfileSpeaksOnItsSitesOnly(@ForAll ProfileAction action) {
        assertThat(ProfileRights.isOffered(List.of(), action, "")).isTrue();
        assertThat(ProfileRights.isOffered(List.of("/content/own"), action, "/content/own"))
                .isTrue();
        assertThat(ProfileRights.isOffered(List.of("/content/own"), action, "/content/other"))
                .isEqualTo(!action.isBound());
    }
}
