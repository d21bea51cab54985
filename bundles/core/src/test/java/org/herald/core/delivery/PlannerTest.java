package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.herald.VariantState;
import org.herald.core.share.DuePost;
import org.herald.core.share.DuePost.Visible;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private static Optional<VariantChange> end(Duration late, boolean there, boolean isPublic) {
        Optional<String> article = there ? Optional.of("/content/site/a") : Optional.empty();
        return Planner.end(
                new DuePost("/var/x/press", "", "mastodon", "press", AT, article, isPublic ? Visible.NOW : Visible.NO),
                AT.plus(late));
    }

    @Test
    void whatIsInTimeIsSent() {
        assertThat(end(Duration.ZERO, true, true)).isEmpty();
        assertThat(end(ShareStore.LATE, true, true)).isEmpty();
    }

    @Test
    void whatWasMissedForTooLongWaitsForAPerson() {
        VariantChange change = end(ShareStore.LATE.plusSeconds(1), true, true).orElseThrow();
        assertThat(change.state()).isEqualTo(VariantState.REFUSED);
        assertThat(change.values()).containsEntry("herald:reason", Reason.EXPIRED.name());
    }

    @Test
    void whatIsAboutADeletedArticleIsGivenUp() {
        assertThat(end(Duration.ZERO, false, false).orElseThrow().state()).isEqualTo(VariantState.WITHDRAWN);
    }

    @Property
    void nothingIsSentAboutWhatReadersCannotRead(@ForAll @LongRange(min = 0, max = 100_000) long late) {
        assertThat(end(Duration.ofSeconds(late), true, false).orElseThrow().state())
                .isEqualTo(VariantState.REFUSED);
    }
}
