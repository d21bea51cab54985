package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.herald.Finding;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.Voice;
import org.herald.core.variant.LimitsBook;
import org.herald.core.workflow.ArticleTimes;
import org.herald.spi.Fact;
import org.herald.spi.Limits;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class ForesightTest {
    private static final Instant NOW = Ward.NOW;
    private static final Instant AT = NOW.plus(Duration.ofDays(3));
    private static final ArticleTimes PUBLIC = new ArticleTimes(false, true, Optional.empty(), Optional.empty());

    private static Profile.Builder profile() {
        return Profile.builder()
                .id("press")
                .title("Press")
                .network("town")
                .server(URI.create("https://town.example"))
                .remoteId("1")
                .enabled(true)
                .connected(true)
                .voice(Voice.USUAL)
                .rhythm(PostingTimes.NONE);
    }

    private static Known known(Fact... facts) {
        return new Known(
                List.of(facts), Optional.of(NOW), Optional.of(NOW), Optional.of(NOW), Instant.EPOCH, "", "", "");
    }

    private static Foresight.Planned planned(Profile profile, List<Instant> others, String text, Limits limits) {
        return new Foresight.Planned(
                Optional.ofNullable(profile), true, true, AT, others, List.of(text), Optional.ofNullable(limits));
    }

    private static List<String> rules(Foresight.Planned post, Known known, ArticleTimes article) {
        return Foresight.of(post, known, article, NOW).stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<String> rules(Fact... facts) {
        return rules(planned(profile().build(), List.of(), "", null), known(facts), PUBLIC);
    }

    @Test
    void whatIsWellIsForeseenWell() {
        assertThat(rules(new Fact.SignedIn("1"))).isEmpty();
        assertThat(rules(planned(profile().build(), List.of(), "", null), Known.NOTHING, PUBLIC))
                .as("what nobody knows is no problem")
                .isEmpty();
    }

    @Test
    void aProfileThatSendsNothingIsSaidAndNothingElseOfIt() {
        Known refused = known(new Fact.Refused(Reason.AUTHORISATION, "No."));
        assertThat(rules(planned(null, List.of(), "", null), refused, PUBLIC)).containsExactly("PROFILE_GONE");
        assertThat(rules(planned(profile().enabled(false).build(), List.of(), "", null), refused, PUBLIC))
                .containsExactly("PROFILE_DISABLED");
        assertThat(rules(planned(profile().connected(false).build(), List.of(), "", null), refused, PUBLIC))
                .containsExactly("PROFILE_NOT_CONNECTED");
        Foresight.Planned without = new Foresight.Planned(
                Optional.of(profile().build()), false, true, AT, List.of(), List.of(), Optional.empty());
        assertThat(rules(without, refused, PUBLIC)).containsExactly("NO_CONNECTOR");
    }

    @Test
    void aSignInThatDoesNotWorkIsForeseen() {
        assertThat(rules(new Fact.Refused(Reason.AUTHORISATION, "No."))).containsExactly("SIGN_IN_BROKEN");
        assertThat(rules(new Fact.SignedIn("2"))).containsExactly("SIGN_IN_BROKEN");
        assertThat(rules(new Fact.Refused(Reason.SERVER, "Silent.")))
                .as("a server that is silent now may answer then")
                .isEmpty();
        assertThat(rules(new Fact.Lacks(Fact.Need.SCOPE, List.of("write"), true)))
                .containsExactly("NOT_ALLOWED");
    }

    @Test
    void whatEndsBeforeItsTimeIsForeseenAndWhatEndsAfterIsNot() {
        assertThat(rules(new Fact.Ends(Fact.End.TOKEN, AT, "", false))).containsExactly("SIGN_IN_ENDS_BEFORE");
        assertThat(rules(new Fact.Ends(Fact.End.TOKEN, AT.plusSeconds(1), "", false)))
                .isEmpty();
        assertThat(rules(new Fact.Ends(Fact.End.TOKEN, NOW, "", true))).isEmpty();
        assertThat(rules(new Fact.Ends(Fact.End.VERSION, AT, "v21.0", false))).containsExactly("VERSION_ENDS_BEFORE");
    }

    @Test
    void aQuotaThatThePlannedPostsUseUpIsForeseen() {
        Fact quota = new Fact.Quota(Fact.Counted.POSTS, 2, 3, Duration.ofDays(1), Optional.empty());
        List<Instant> three = IntStream.range(1, 4)
                .mapToObj(hours -> AT.minus(Duration.ofHours(hours)))
                .toList();
        assertThat(rules(planned(profile().build(), three, "", null), known(quota), PUBLIC))
                .containsExactly("QUOTA_USED_UP");
        assertThat(rules(planned(profile().build(), three.subList(0, 2), "", null), known(quota), PUBLIC))
                .as("in three days it is whole again")
                .isEmpty();
        List<Instant> before = List.of(AT.minus(Duration.ofHours(25)), AT.plusSeconds(1), AT.minusSeconds(60));
        assertThat(rules(planned(profile().build(), before, "", null), known(quota), PUBLIC))
                .as("what lies outside the day does not count")
                .isEmpty();
    }

    @Test
    void aTextThatTheNetworkTakesNoMoreIsForeseen() {
        Limits limits = LimitsBook.of("mastodon");
        String long500 = "x".repeat(limits.text().maxLength());
        assertThat(rules(planned(profile().build(), List.of(), long500, limits), known(), PUBLIC))
                .isEmpty();
        assertThat(rules(planned(profile().build(), List.of(), long500 + "x", limits), known(), PUBLIC))
                .containsExactly("LIMITS_CHANGED");
    }

    @Test
    void anArticleThatReadersDoNotSeeThenIsForeseen() {
        Foresight.Planned post = planned(profile().build(), List.of(), "", null);
        Optional<Instant> none = Optional.empty();
        assertThat(rules(post, known(), new ArticleTimes(true, false, none, none)))
                .containsExactly("ARTICLE_GONE");
        assertThat(rules(post, known(), new ArticleTimes(false, false, none, none)))
                .containsExactly("ARTICLE_NOT_PUBLIC");
        assertThat(rules(post, known(), new ArticleTimes(false, false, Optional.of(AT), none)))
                .isEmpty();
        assertThat(rules(post, known(), new ArticleTimes(false, false, Optional.of(AT.plusSeconds(1)), none)))
                .containsExactly("ARTICLE_NOT_PUBLIC");
        assertThat(rules(post, known(), new ArticleTimes(false, true, none, Optional.of(AT))))
                .containsExactly("ARTICLE_ENDS_BEFORE");
        assertThat(rules(post, known(), new ArticleTimes(false, true, none, Optional.of(AT.plusSeconds(1)))))
                .isEmpty();
    }

    @Test
    void whatNobodyApprovedIsForeseen() {
        Foresight.Planned post = new Foresight.Planned(
                Optional.of(profile().build()), true, false, AT, List.of(), List.of(), Optional.empty());
        assertThat(rules(post, known(), PUBLIC)).containsExactly("NOT_APPROVED");
    }
}
