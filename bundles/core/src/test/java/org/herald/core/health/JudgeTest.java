package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileHealth;
import org.herald.ProfileHealth.Point;
import org.herald.ProfileHealth.State;
import org.herald.Voice;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final Instant NOW = Ward.NOW;
    private static final Fact WORKS = new Fact.SignedIn("1");

    private static Profile.Builder profile() {
        return Profile.builder()
                .id("press")
                .title("Press")
                .network("town")
                .server(URI.create("https://town.example"))
                .handle("press")
                .remoteId("1")
                .enabled(true)
                .connected(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE);
    }

    private static Known known(Fact... facts) {
        return new Known(
                List.of(facts), Optional.of(NOW), Optional.of(NOW), Optional.empty(), Instant.EPOCH, "", "", "");
    }

    private static ProfileHealth judged(Profile profile, Known known) {
        return Judge.of(profile, known, true, true, NOW);
    }

    private static ProfileHealth judged(Fact... facts) {
        return judged(profile().build(), known(facts));
    }

    private static List<String> rules(ProfileHealth health) {
        return health.points().stream().map(Point::rule).toList();
    }

    @Test
    void wellIsOnlyWhatWasSeenToWork() {
        assertThat(judged(WORKS).state()).isEqualTo(State.OK);
        assertThat(judged(profile().build(), Known.NOTHING).state()).isEqualTo(State.UNKNOWN);
        assertThat(judged(new Fact.Skew(Duration.ZERO)).state())
                .as("a right clock is no sign-in")
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatANetworkDoesNotTellIsNotThere() {
        assertThat(rules(judged(WORKS))).containsExactly("SIGNED_IN");
    }

    @Test
    void aRefusedSignInIsBrokenAndAServerThatIsSilentIsNot() {
        assertThat(judged(new Fact.Refused(Reason.AUTHORISATION, "HTTP 401.")).state())
                .isEqualTo(State.BROKEN);
        assertThat(judged(new Fact.Refused(Reason.SERVER, "It did not answer.")).state())
                .isEqualTo(State.WARNING);
        assertThat(judged(new Fact.SignedIn("2")).points().get(0).rule()).isEqualTo("OTHER_ACCOUNT");
    }

    @ParameterizedTest
    @CsvSource({"15,OK,TOKEN_ENDS", "14,WARNING,TOKEN_ENDS_SOON", "1,WARNING,TOKEN_ENDS_SOON", "0,BROKEN,TOKEN_ENDED"})
    void anEndIsToldInTime(int days, State state, String rule) {
        Point point =
                judged(WORKS, new Fact.Ends(Fact.End.TOKEN, NOW.plus(Duration.ofDays(days)), "", false))
                        .points()
                        .stream()
                        .filter(one -> one.rule().startsWith("TOKEN"))
                        .findFirst()
                        .orElseThrow();
        assertThat(point.state()).isEqualTo(state);
        assertThat(point.rule()).isEqualTo(rule);
        assertThat(point.at()).contains(NOW.plus(Duration.ofDays(days)));
    }

    @Test
    void whatIsRenewedByItselfEndsForNobody() {
        ProfileHealth health = judged(WORKS, new Fact.Ends(Fact.End.TOKEN, NOW.minusSeconds(60), "", true));
        assertThat(health.state()).isEqualTo(State.OK);
        assertThat(rules(health)).contains("TOKEN_RENEWED");
    }

    @Test
    void aMissingPermissionIsBrokenWhereNothingCanBePostedWithout() {
        assertThat(judged(WORKS, new Fact.Lacks(Fact.Need.SCOPE, List.of("write"), true))
                        .state())
                .isEqualTo(State.BROKEN);
        assertThat(judged(WORKS, new Fact.Lacks(Fact.Need.SCOPE, List.of("read"), false))
                        .state())
                .isEqualTo(State.WARNING);
        assertThat(judged(WORKS, new Fact.Lacks(Fact.Need.ROLE, List.of(), true))
                        .state())
                .isEqualTo(State.OK);
    }

    @Test
    void aQuotaIsToldAsLongAsItHolds() {
        Fact.Quota little =
                new Fact.Quota(Fact.Counted.POSTS, 5, 250, Duration.ofDays(1), Optional.of(NOW.plusSeconds(60)));
        assertThat(judged(WORKS, little).state()).isEqualTo(State.WARNING);
        Fact.Quota over =
                new Fact.Quota(Fact.Counted.POSTS, 0, 250, Duration.ofDays(1), Optional.of(NOW.minusSeconds(60)));
        assertThat(rules(judged(WORKS, over))).containsExactly("SIGNED_IN");
    }

    @Test
    void clocksDifferByMoreThanAMinute() {
        assertThat(judged(WORKS, new Fact.Skew(Duration.ofSeconds(59))).state()).isEqualTo(State.OK);
        assertThat(judged(WORKS, new Fact.Skew(Duration.ofSeconds(-61))).state())
                .isEqualTo(State.WARNING);
    }

    @Test
    void whatPostsAndRoundsFoundOutStaysWhateverACheckSays() {
        Known known = new Known(
                List.of(WORKS),
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.of(NOW),
                Instant.EPOCH,
                "",
                "The server refuses the post.",
                "A thread cannot be read.");
        ProfileHealth health = judged(profile().build(), known);
        assertThat(health.state()).isEqualTo(State.BROKEN);
        assertThat(rules(health)).containsExactly("LAST_CALL", "COLLECTING", "SIGNED_IN");
    }

    @ParameterizedTest
    @CsvSource({"24,COLLECTED,OK", "26,COLLECTED_LATE,WARNING", "1441,COLLECTED_LATE,BROKEN"})
    void roundsThatDoNotComeAreToldOf(int minutes, String rule, State state) {
        Profile profile = profile()
                .collectEvery(5)
                .collectedAt(Optional.of(NOW.minus(Duration.ofMinutes(minutes))))
                .build();
        Point point = judged(profile, known(WORKS)).points().stream()
                .filter(one -> one.rule().startsWith("COLLECTED"))
                .findFirst()
                .orElseThrow();
        assertThat(point.rule()).isEqualTo(rule);
        assertThat(point.state()).isEqualTo(state);
    }

    @Test
    void whatCollectsNothingIsNotLate() {
        assertThat(rules(judged(profile().collectEvery(0).build(), known(WORKS))))
                .containsExactly("SIGNED_IN");
        Profile every = profile().collectEvery(5).build();
        assertThat(rules(Judge.of(every, known(WORKS), true, false, NOW))).containsExactly("SIGNED_IN");
    }

    @Test
    void ofWhatIsDisabledOrMissingNothingElseIsSaid() {
        Known refused = known(new Fact.Refused(Reason.AUTHORISATION, "No."));
        assertThat(rules(judged(profile().enabled(false).build(), refused))).containsExactly("DISABLED");
        assertThat(rules(judged(profile().connected(false).build(), refused))).containsExactly("NOT_CONNECTED");
        assertThat(rules(Judge.of(profile().build(), refused, false, false, NOW)))
                .containsExactly("NO_CONNECTOR");
    }

    @Test
    void whatWasFoundOutLongAgoIsNotTakenForToday() {
        Known old = new Known(
                List.of(WORKS),
                Optional.of(NOW.minus(Judge.STALE)),
                Optional.of(NOW.minus(Judge.STALE).minusSeconds(1)),
                Optional.empty(),
                Instant.EPOCH,
                "",
                "",
                "");
        assertThat(judged(profile().build(), old).state()).isEqualTo(State.UNKNOWN);
    }
}
