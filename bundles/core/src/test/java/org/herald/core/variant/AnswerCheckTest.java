package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import org.herald.Finding;
import org.herald.TextCheck;
import org.herald.Voice;
import org.herald.spi.Limits;
import org.junit.jupiter.api.Test;

/** An answer is measured with the mention that the network gets before it. */
class AnswerCheckTest {
    private static final Limits LIMITS = LimitsBook.of("mastodon");
    private static final PersonalVoice SPEAKER = new PersonalVoice(Voice.USUAL, "mona");

    private static TextCheck check(String text, String mention) {
        return Composer.check(text, mention + text, LIMITS, SPEAKER);
    }

    @Test
    void theMentionCounts() {
        int max = LIMITS.text().maxLength();
        assertThat(check("x".repeat(max), "").sendable()).isTrue();
        TextCheck full = check("x".repeat(max), "@bob@far.example ");
        assertThat(full.sendable()).isFalse();
        assertThat(full.length()).isEqualTo(max + "@bob ".length());
        assertThat(check("x".repeat(max - "@bob ".length()), "@bob@far.example ")
                        .sendable())
                .isTrue();
    }

    @Test
    void placesAreThoseOfTheAnswerAsItWasWritten() {
        int max = LIMITS.text().maxLength();
        Finding tooLong = check("x".repeat(max), "@bob@far.example ").findings().stream()
                .filter(Finding::blocks)
                .findFirst()
                .orElseThrow();
        assertThat(tooLong.start()).isBetween(0, max);
        assertThat(tooLong.end()).isLessThanOrEqualTo(max);
    }

    @Test
    void nothingBehindAMentionIsStillNothing() {
        assertThat(check(" ", "@bob ").sendable()).isFalse();
    }
}
