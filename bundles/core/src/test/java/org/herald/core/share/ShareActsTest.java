package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.herald.Attachment;
import org.herald.Rejection;
import org.herald.Shares.Act;
import org.herald.Variant;
import org.herald.VariantState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShareActsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static Variant variant(VariantState state, int parts, int posted) {
        return Variant.builder()
                .profileId("press")
                .profileTitle("Press")
                .network("mastodon")
                .text("Bees!")
                .parts(List.of("Bees!", "More.").subList(0, parts))
                .posted(posted)
                .attachment(Attachment.NONE)
                .state(state)
                .attempts(1)
                .notBefore(NOW)
                .build();
    }

    private static VariantState after(Act act, Variant variant) {
        return ShareActs.after(act, variant.state(), variant, true, NOW).state();
    }

    @Test
    void whatSomebodySaidIsThereIsNotTakenBackInSilence() {
        Variant byHand = variant(VariantState.SENT, 1, 0);
        assertThatThrownBy(() -> after(Act.WITHDRAW, byHand)).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.kind()).isEqualTo(Rejection.Kind.CONFLICT);
            assertThat(e.code()).isEqualTo("byHand");
            assertThat(e.getMessage()).contains("delete it on the network itself");
        });
    }

    /** Of a thread the first parts are known, and the last was found by a person. */
    @Test
    void neitherIsAThreadWhoseEndSomebodyFound() {
        assertThatThrownBy(() -> after(Act.WITHDRAW, variant(VariantState.SENT, 2, 1)))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("byHand"));
    }

    @Test
    void whatHeraldKnowsIsTakenBack() {
        assertThat(after(Act.WITHDRAW, variant(VariantState.SENT, 2, 2))).isEqualTo(VariantState.WITHDRAWING);
        assertThat(after(Act.WITHDRAW, variant(VariantState.QUEUED, 1, 0))).isEqualTo(VariantState.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"RETRY", "MARK_SENT", "MARK_UNSENT"})
    void nothingElseIsDoneToWhatIsSent(Act act) {
        assertThatThrownBy(() -> after(act, variant(VariantState.SENT, 1, 0)))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("notNow"));
    }

    /** Who was told that readers do not see the article sends it all the same. */
    @Test
    void whatWasHeldIsSentByWhoKnowsWhy() {
        Variant held = Variant.builder()
                .profileId("press")
                .profileTitle("Press")
                .network("mastodon")
                .text("Bees!")
                .parts(List.of("Bees!"))
                .attachment(Attachment.NONE)
                .state(VariantState.REFUSED)
                .reason("HELD")
                .notBefore(NOW)
                .build();
        assertThat(ShareActs.isForReaders(Act.RETRY, held)).isFalse();
        assertThat(ShareActs.after(Act.RETRY, VariantState.REFUSED, held, false, NOW)
                        .values())
                .containsEntry("herald:wasPublic", false);
        assertThat(ShareActs.after(Act.RETRY, VariantState.REFUSED, held, true, NOW)
                        .values())
                .as("readers see it again: what was known of it then is over")
                .containsEntry("herald:wasPublic", true);
        assertThat(ShareActs.isForReaders(Act.RETRY, variant(VariantState.REFUSED, 1, 0)))
                .isTrue();
    }

    /** A thread that has begun is ended, whatever readers see of its article. */
    @Test
    void whatHasBegunIsNotJudgedAnew() {
        Variant begun = variant(VariantState.REFUSED, 2, 1);
        assertThat(ShareActs.after(Act.RETRY, VariantState.REFUSED, begun, true, NOW)
                        .values())
                .doesNotContainKey("herald:wasPublic");
    }
}
