package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.NotificationSettings;
import org.herald.NotificationSettings.Mail;
import org.herald.core.notice.MailTransport.Sent;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SlingContextExtension.class)
class MailRoundTest {
    private static final NotificationSettings EACH = new NotificationSettings(Mail.EACH, "en", ZoneId.of("UTC"));
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Hand clock = new Hand(Instant.parse("2026-11-25T10:00:00Z"));
    private final Map<String, String> addresses = new HashMap<>();
    private final Office office = new Office();
    private NotificationStore store;
    private Outboxes outboxes;
    private MailRound round;

    @BeforeEach
    void make() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new NotificationStore(repository, clock);
        outboxes = new Outboxes(repository, clock);
        round = new MailRound(outboxes, user -> Optional.ofNullable(addresses.get(user)), "https://cms.example", clock);
        for (String user : List.of("anna", "bad", "carl")) {
            addresses.put(user, user + "@example.org");
            store.choose(user, EACH);
        }
    }

    @Test
    void eachThingIsToldOnce() {
        tell("anna", "Bees");
        tell("anna", "Wasps");
        assertThat(round.run(office)).isTrue();
        assertThat(round.run(office)).isTrue();
        assertThat(office.taken).containsExactlyInAnyOrder("anna@example.org: Bees", "anna@example.org: Wasps");
    }

    @Test
    void anAddressThatIsRefusedKeepsNobodyElseWaiting() {
        office.moods.put("bad@example.org", Sent.REFUSED);
        tellAll("Bees");
        assertThat(round.run(office)).as("the server is well").isTrue();
        assertThat(office.taken).containsExactlyInAnyOrder("anna@example.org: Bees", "carl@example.org: Bees");
        tellAll("Wasps");
        round.run(office);
        assertThat(office.tried.get("bad@example.org")).as("set aside").isEqualTo(1);
        assertThat(office.taken).hasSize(4);
    }

    @Test
    void anAddressThatIsRefusedIsTriedSoOftenAndNoMore() {
        office.moods.put("bad@example.org", Sent.REFUSED);
        tell("bad", "Bees");
        goesOn(Duration.ofDays(1));
        assertThat(office.tried.get("bad@example.org")).isEqualTo(MailRound.PAUSES.size() + 1);
        assertThat(outboxes.all()).as("it stays in the CMS").isEmpty();
        assertThat(store.of("bad")).hasSize(1);
    }

    @Test
    void anAddressThatWasMendedGetsWhatWaits() {
        office.moods.put("bad@example.org", Sent.REFUSED);
        tell("bad", "Bees");
        round.run(office);
        office.moods.clear();
        goesOn(Duration.ofMinutes(3));
        assertThat(office.taken).containsExactly("bad@example.org: Bees");
    }

    @ParameterizedTest
    @EnumSource(
            value = Sent.class,
            names = {"BROKEN", "REFUSED"})
    void aLetterThatNeverGetsThroughStopsNoOther(Sent mood) {
        office.moods.put("bad@example.org", mood);
        tellAll("Bees");
        goesOn(Duration.ofMinutes(5));
        assertThat(office.taken).containsExactlyInAnyOrder("anna@example.org: Bees", "carl@example.org: Bees");
        assertThat(office.tried.get("bad@example.org")).isLessThan(4);
    }

    @Test
    void aServerThatIsNotThereIsAskedOnceInARoundAndNothingIsLost() {
        office.moods.put("*", Sent.UNREACHABLE);
        tellAll("Bees");
        assertThat(round.run(office)).isFalse();
        assertThat(office.tried.values().stream().mapToInt(n -> n).sum()).isEqualTo(1);
        goesOn(Duration.ofHours(12));
        office.moods.clear();
        assertThat(round.run(office)).isTrue();
        assertThat(office.taken).hasSize(3);
    }

    @Test
    void whatIsOldIsNoNews() {
        tell("anna", "Bees");
        clock.move(MailRound.NEWS.plusMinutes(1));
        round.run(office);
        assertThat(office.taken).isEmpty();
        assertThat(outboxes.all()).isEmpty();
    }

    @Test
    void aDigestWaitsForTheMorningAndThenHoldsAll() {
        store.choose("anna", new NotificationSettings(Mail.DIGEST, "en", ZoneId.of("UTC")));
        tell("anna", "Bees");
        tell("anna", "Wasps");
        round.run(office);
        assertThat(office.tried).isEmpty();
        clock.move(Duration.ofHours(22));
        round.run(office);
        assertThat(office.tried).containsEntry("anna@example.org", 1);
        assertThat(outboxes.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.org\r\nRCPT TO:<eve@example.org>",
                "anna",
                "anna@example.org, eve@example.org",
                "<anna@example.org>",
                "anna@exa mple.org",
                "anna@example.org\0"
            })
    void nothingIsSentToWhatIsNoAddress(String address) {
        addresses.put("anna", address);
        tell("anna", "Bees");
        tell("carl", "Bees");
        assertThat(round.run(office)).isTrue();
        assertThat(office.taken).containsExactly("carl@example.org: Bees");
        assertThat(office.tried).hasSize(1);
    }

    /** Each minute, as in the CMS; after a while, when pauses are long, each ten. */
    private void goesOn(Duration duration) {
        Duration left = duration;
        while (!left.isZero() && !left.isNegative()) {
            boolean early = duration.minus(left).compareTo(Duration.ofMinutes(20)) < 0;
            Duration step = Duration.ofMinutes(early ? 1 : 10);
            clock.move(step);
            round.run(office);
            left = left.minus(step);
        }
    }

    private void tellAll(String title) {
        addresses.keySet().forEach(user -> tell(user, title));
    }

    private void tell(String user, String title) {
        store.tell(user, new NotificationStore.NotificationContent("SUBMIT", "", "/content/x", title, "edith", ""));
    }

    /** A mail server with a mood for each address; "*" is for all. */
    private static final class Office implements MailTransport {
        private final Map<String, Sent> moods = new HashMap<>();
        private final Map<String, Integer> tried = new HashMap<>();
        private final List<String> taken = new ArrayList<>();

        @Override
        public Sent send(String address, NotificationEmail letter) {
            tried.merge(address, 1, Integer::sum);
            Sent mood = moods.getOrDefault(address, moods.getOrDefault("*", Sent.TAKEN));
            if (mood == Sent.TAKEN) {
                taken.add(address + ": " + letter.subject().replaceAll(".*“(.*)”.*", "$1"));
            }
            return mood;
        }
    }
}
