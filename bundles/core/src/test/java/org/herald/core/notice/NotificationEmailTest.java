package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.NotificationSettings.Mail;
import org.herald.WorkflowAction;
import org.junit.jupiter.api.Test;

class NotificationEmailTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final NotificationSettings FRENCH =
            new NotificationSettings(Mail.EACH, "fr", ZoneId.of("Europe/Zurich"));

    private static Notification notice(String what, String title) {
        return new Notification("1", what, "/content/site/bees", title, "anna", AT, "First line\nsecond", false);
    }

    @Test
    void saysWhatHappenedInTheReadersLanguageAndTime() {
        NotificationEmail letter =
                NotificationEmail.of(List.of(notice("SUBMIT", "Bees")), FRENCH, "https://cms.example");
        assertThat(letter.subject()).isEqualTo("À relire\u00a0: «\u00a0Bees\u00a0», de anna");
        assertThat(letter.text())
                .contains(
                        "11:00",
                        "  First line\n  second",
                        "https://cms.example/cms/herald/share.html/content/site/bees#review");
        assertThat(NotificationEmail.of(List.of(notice("SUBMIT", "Bees")), NotificationSettings.USUAL, "")
                        .subject())
                .isEqualTo("To review: “Bees”, from anna");
    }

    @Test
    void aTitleCannotBecomeAHeader() {
        NotificationEmail letter = NotificationEmail.of(
                List.of(notice("APPROVE", "Bees\r\nBcc: everybody@example.org {0} it's")),
                NotificationSettings.USUAL,
                "");
        assertThat(letter.subject()).isEqualTo("Approved: “Bees Bcc: everybody@example.org {0} it's”, by anna");
        assertThat(NotificationEmail.of(List.of(notice("APPROVE", "x".repeat(500))), NotificationSettings.USUAL, "")
                        .subject())
                .hasSize(150);
    }

    @Test
    void whatIsOfNoArticleLeadsToTheProfiles() {
        Notification notice = new Notification("1", "WRONG_KEY", "", "HERALD_KEY", "herald", AT, "", false);
        NotificationEmail letter = NotificationEmail.of(List.of(notice), FRENCH, "https://cms.example");
        assertThat(letter.subject()).contains("mots de passe", "HERALD_KEY");
        assertThat(letter.text()).contains("https://cms.example/cms/herald/profiles.html");
    }

    @Test
    void knowsEveryStepInBothLanguages() {
        for (WorkflowAction step : WorkflowAction.values()) {
            if (step != WorkflowAction.RECALL && step != WorkflowAction.REVISE) { // nobody is told of these
                for (NotificationSettings settings : List.of(FRENCH, NotificationSettings.USUAL)) {
                    assertThat(NotificationEmail.of(List.of(notice(step.name(), "Bees")), settings, "")
                                    .subject())
                            .as(step.name())
                            .doesNotContain("News of", "Du nouveau");
                }
            }
        }
    }

    @Test
    void aDigestIsOneAndComesInTheMorning() {
        List<Notification> two = List.of(notice("SUBMIT", "Bees"), notice("APPROVE", "Wasps"));
        assertThat(NotificationEmail.of(two, FRENCH, "").subject()).isEqualTo("Herald\u00a0: 2 nouvelles");
        assertThat(NotificationEmail.of(two, FRENCH, "").text()).contains("Bees", "Wasps");
        Outbox fresh = new Outbox("anna", FRENCH, Instant.EPOCH, two, List.of("/1", "/2"));
        assertThat(MailRound.due(fresh)).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
        Outbox later = new Outbox("anna", FRENCH, Instant.parse("2026-11-22T07:00:05Z"), two, List.of());
        assertThat(MailRound.due(later)).as("one a day").isEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Test
    void isInEnglishWhereThereAreNoLettersInALanguage() {
        List<Notification> news = List.of(notice("SUBMIT", "Bees"));
        ZoneId zone = ZoneId.of("Europe/Zurich");
        assertThat(NotificationEmail.of(news, new NotificationSettings(Mail.EACH, "de", zone), ""))
                .isEqualTo(NotificationEmail.of(news, new NotificationSettings(Mail.EACH, "en", zone), ""));
    }
}
