package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.herald.CalendarItem;
import org.herald.CalendarItem.Kind;
import org.herald.VariantState;
import org.herald.WorkflowState;
import org.junit.jupiter.api.Test;

class FeedServletTest {
    private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");

    private static CalendarItem item(Kind kind, WorkflowState stage, VariantState state, boolean approved) {
        return new CalendarItem(
                stage == null ? "share:1:press" : kind + ":1:7",
                kind,
                AT,
                "/content/site/bees",
                "Bees; wasps, and\nants",
                "/content/site",
                "press",
                "Press",
                "mastodon",
                stage,
                state,
                approved,
                "anna",
                "Hello, bees;\nhow are you?",
                true,
                false,
                Set.of());
    }

    @Test
    void isReadByCalendarPrograms() {
        List<CalendarItem> items = List.of(
                item(Kind.PUBLICATION, WorkflowState.SCHEDULED, null, true),
                item(Kind.POST, null, VariantState.PLANNED, true),
                item(Kind.POST, WorkflowState.IN_REVIEW, null, false),
                item(Kind.POST, null, VariantState.WITHDRAWN, true));
        String text = FeedServlet.write(items, "https://cms.example", Locale.FRENCH);
        List<VEvent> events = Biweekly.parse(text).first().getEvents();
        assertThat(events)
                .extracting(e -> e.getStatus().getValue())
                .containsExactly("CONFIRMED", "CONFIRMED", "TENTATIVE", "CANCELLED");
        assertThat(events)
                .extracting(e -> e.getUid().getValue())
                .as("the same, however often its article moves on")
                .startsWith("PUBLICATION:1@herald", "share:1:press@herald");
        assertThat(events.get(0).getSummary().getValue()).isEqualTo("Bees; wasps, and\nants (publication)");
        assertThat(events.get(1).getDescription().getValue()).isEqualTo("Hello, bees;\nhow are you?");
        assertThat(events.get(1).getDateStart().getValue()).isEqualTo(Date.from(AT));
        assertThat(events.get(1).getUrl().getValue())
                .isEqualTo("https://cms.example/cms/herald/share.html/content/site/bees");
        assertThat(FeedServlet.write(items, "", Locale.ROOT)).contains("(published)");
    }
}
