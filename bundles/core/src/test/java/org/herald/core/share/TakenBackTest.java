package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.herald.PublishTime;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.Shares.Act;
import org.herald.VariantState;
import org.herald.core.repo.Names;
import org.herald.core.share.DuePost.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was to lead readers to an article is not sent when they do not find it any more. */
class TakenBackTest extends InPressRoom {
    private void staysWhereItWas(Share share) throws Exception {
        String version = seen(share).version();
        refused(Kind.CONFLICT, "articleTakenBack", () -> approve("pia", share));
        assertThat(seen(share).state()).isEqualTo(VariantState.SUBMITTED);
        assertThat(seen(share).version()).isEqualTo(version);
        assertThat(queued).isEmpty();
        assertThat(told("sam")).isEmpty();
        assertThat(audit()).doesNotContain("POST_APPROVED");
    }

    /** Its reviewers approved it with its article, and the article was taken off the site since. */
    @Test
    void whatFollowsAPublicationIsNotSentWithoutIt() throws Exception {
        awaits = OutgoingPost.Awaits.PUBLISHER_AFTER_REVIEW;
        Share share = submitted();
        strict = true;
        staysWhereItWas(share);
        published(true);
        assertThat(approve("pia", share).state()).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void whatHadATimeIsNotSentLaterForAnArticleThatIsNotPublic() throws Exception {
        Share share = share("sam", "Tomorrow", at(NOW.plus(Duration.ofDays(1))));
        clock.now = NOW.plus(Duration.ofDays(2));
        staysWhereItWas(share);
        assertThat(decide("pia", share, false, seen(share).version(), "Too late.")
                        .state())
                .as("refused it can be")
                .isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void whatHasItsTimeYetIsApprovedAndJudgedThen() throws Exception {
        published(true);
        Share share = share("sam", "Tomorrow", at(NOW.plus(Duration.ofDays(1))));
        published(false);
        assertThat(approve("pia", share).state()).isEqualTo(VariantState.PLANNED);
    }

    @Test
    void whatWasWrittenAboutAPublicArticleIsNotSentWhenThatIsGone() throws Exception {
        published(true);
        Share share = submitted();
        published(false);
        staysWhereItWas(share);
    }

    /** A draft can be shared on a site that asks for no approval: then readers never saw it, and nothing was taken back. */
    @Test
    void whatWasSharedBeforeItsArticleIsPublicIsApprovedAsItIs() throws Exception {
        assertThat(approve("pia", submitted()).state()).isEqualTo(VariantState.QUEUED);
    }

    /** What waits for money, or failed, is not let go by one click when its article is gone. */
    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"RETRY", "LET_THROUGH"})
    void whatIsSentAgainIsForReadersToo(Act act) throws Exception {
        published(true);
        Share share = share("pia", "Bees!", PublishTime.NOW);
        String path = ShareStore.path(share.id(), PRESS);
        String reason = act == Act.LET_THROUGH ? "BUDGET" : "SERVER";
        store.move(
                path,
                VariantState.QUEUED,
                before -> new ShareStore.VariantChange(VariantState.REFUSED, Map.of(Names.PN_REASON, reason)));
        published(false);
        queued.clear();
        refused(Kind.CONFLICT, "articleTakenBack", () -> shares.act(people.as("ada"), share.id(), PRESS, act));
        assertThat(seen(share).state()).isEqualTo(VariantState.REFUSED);
        assertThat(queued).isEmpty();
        published(true);
        assertThat(shares.act(people.as("ada"), share.id(), PRESS, act)
                        .variants()
                        .get(0)
                        .state())
                .isEqualTo(VariantState.QUEUED);
    }

    private Visible readersOf(Share share) {
        return store.ask().readers(ShareStore.path(share.id(), PRESS));
    }

    private Share held() throws Exception {
        published(true);
        Share share = share("pia", "Bees!", PublishTime.NOW);
        store.move(
                ShareStore.path(share.id(), PRESS),
                VariantState.QUEUED,
                before -> new ShareStore.VariantChange(VariantState.REFUSED, Map.of(Names.PN_REASON, "HELD")));
        return share;
    }

    /** The article is there again when somebody sends the post; where that waits, and the article goes, it is held again. */
    @Test
    void whatWasHeldIsForReadersAgainWhenTheyAreThere() throws Exception {
        Share share = held();
        published(false);
        published(true);
        assertThat(shares.act(people.as("ada"), share.id(), PRESS, Act.RETRY)
                        .variants()
                        .get(0)
                        .state())
                .isEqualTo(VariantState.QUEUED);
        assertThat(readersOf(share)).isEqualTo(Visible.NOW);
        published(false);
        assertThat(readersOf(share)).isEqualTo(Visible.NO);
    }

    @Test
    void whoSendsWhatIsHeldWithoutReadersMeansIt() throws Exception {
        Share share = held();
        published(false);
        shares.act(people.as("ada"), share.id(), PRESS, Act.RETRY);
        assertThat(readersOf(share)).isEqualTo(Visible.NOW);
    }

    /** It was planned of a draft, and is sent early when readers see the article. */
    @Test
    void whatIsSentEarlyIsForThoseWhoSeeTheArticleThen() throws Exception {
        Share share = share("pia", "Tomorrow", at(NOW.plus(Duration.ofDays(1))));
        published(true);
        shares.act(people.as("ada"), share.id(), PRESS, Act.RETRY);
        assertThat(seen(share).state()).isEqualTo(VariantState.QUEUED);
        published(false);
        assertThat(readersOf(share)).isEqualTo(Visible.NO);
    }
}
