package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.herald.simulators.Mood;
import org.herald.simulators.facebook.PagePost;
import org.herald.spi.Attempt;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

/** Posts, finds again, changes and takes back. */
class FacebookConnectorTest extends WithFacebook {
    @Test
    void postsALinkWithItsPreview() {
        RemoteRef ref = published(TEXT + ".");
        PagePost post = simulator.posts(page).get(0);
        assertThat(post.message()).isEqualTo(TEXT + ".");
        assertThat(post.link()).isEqualTo("https://example.org/gardens");
        assertThat(ref.id()).isEqualTo(post.id());
        assertThat(ref.url()).hasToString("https://www.facebook.com/" + post.id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void postsPhotosWithAlternativeTexts() {
        published(TEXT, picture("A pond"), picture("A tree"), picture(""));
        PagePost post = simulator.posts(page).get(0);
        assertThat(post.link()).isEmpty();
        assertThat(post.photos().stream().map(id -> simulator.alt(id).orElseThrow()))
                .containsExactly("A pond", "A tree", "");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void theTokenStandsInNoAddress() {
        simulator.demandProof();
        RemoteRef ref = published(TEXT, picture("A pond"));
        connector.thread(account, ref, "");
        connector.delete(account, ref);
        assertThat(simulator.calls()).hasSizeGreaterThan(3).allSatisfy(call -> {
            assertThat(call.uri().toString()).doesNotContain(token);
            assertThat(call.header("Authorization")).contains("Bearer " + token);
        });
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void goesOnWithThePhotosThatAreThere() {
        Media pond = picture("A pond");
        Media tree = picture("A tree");
        plan(32, 0, "/feed", false, Duration.ofMinutes(7));
        Outcome first = connector.publish(account, post(TEXT, pond, tree));
        Outcome.Later later = (Outcome.Later) first;
        assertThat(later.notBefore())
                .isBetween(
                        simulator.clock().instant().plus(Duration.ofSeconds(410)),
                        simulator.clock().instant().plus(Duration.ofMinutes(7)));
        assertThat(later.ticket()).isNotEmpty().doesNotContain(token);
        Attempt again = Attempt.since(simulator.clock().instant()).resuming(later.ticket());
        assertThat(connector.publish(account, post(TEXT, again, pond, tree))).isInstanceOf(Outcome.Done.class);
        assertThat(requests("/photos")).isEqualTo(2);
        assertThat(posted()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void doubtsPhotosOfAnEarlierTryThatAreRefused() {
        Media pond = picture("A pond");
        Attempt attempt = Attempt.since(simulator.clock().instant());
        plan(4, 0, "/feed", false, Duration.ZERO);
        Outcome.Later first = (Outcome.Later) connector.publish(account, post(TEXT, attempt, pond));
        Attempt resumed = attempt.resuming(first.ticket());
        simulator.mood(Mood.LOST_AFTER, "/feed", 1);
        assertThat(connector.publish(account, post(TEXT, resumed, pond))).isInstanceOf(Outcome.Uncertain.class);
        plan(100, 0, "/feed", false, Duration.ZERO);
        assertThat(connector.publish(account, post(TEXT, resumed, pond))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post(TEXT, resumed))).isInstanceOf(Lookup.Present.class);
        assertThat(posted()).containsExactly(TEXT);
        assertThat(requests("/photos")).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysThatFreshPhotosAreRefused() {
        plan(100, 0, "/feed", false, Duration.ZERO);
        assertThat(connector.publish(account, post(TEXT, picture("A pond")))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void asksNoOtherServerWithoutAVersion() {
        connector(" ").publish(account, post(TEXT));
        assertThat(simulator.calls()).extracting(call -> call.path()).containsExactly("/" + page + "/feed");
        connector("/localhost:1").publish(account, post(TEXT));
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void aPhotoThatIsLostIsSentAgain() {
        simulator.mood(Mood.LOST_AFTER, "/photos", 1);
        assertThat(connector.publish(account, post(TEXT, picture("A pond")))).isInstanceOf(Outcome.Later.class);
        assertThat(posted()).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whatFacebookHasAlreadyIsLookedUp() {
        Post post = post(TEXT);
        simulator.mood(Mood.LOST_AFTER, "/feed", 1);
        connector.publish(account, post);
        assertThat(connector.publish(account, post)).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(
                        done.ref().id())
                .isEqualTo(simulator.posts(page).get(0).id()));
        assertThat(posted()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesNoPostFromBefore() {
        simulator.clock().advance(Duration.ofHours(-2));
        simulator.postByHand(page, TEXT);
        simulator.clock().advance(Duration.ofHours(2));
        assertThat(connector.find(account, post(TEXT))).isEqualTo(new Lookup.Absent());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesNoOtherPostForItsOwn() {
        RemoteRef other = published(TEXT);
        Attempt attempt = Attempt.since(simulator.clock().instant()).besides(Set.of(other.id()));
        assertThat(connector.publish(account, post(TEXT, attempt)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.DUPLICATE));
        assertThat(connector.find(account, post(TEXT, attempt))).isEqualTo(new Lookup.Absent());
        simulator.postByHand(page, "Something else");
        assertThat(connector.find(account, post(TEXT, attempt))).isEqualTo(new Lookup.Absent());
    }

    @Test
    void doesNotGuessBetweenTwo() {
        Post post = post(TEXT);
        simulator.postByHand(page, TEXT);
        simulator.postByHand(page, TEXT);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        simulator.mood(Mood.BROKEN, "", 1);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void findsBelowWhatWasPostedSince() {
        Post post = post(TEXT);
        simulator.mood(Mood.LOST_AFTER, "/feed", 1);
        connector.publish(account, post);
        for (int i = 0; i < 130; i++) {
            simulator.postByHand(page, "By hand " + i);
        }
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Present.class);
        assertThat(requests("published_posts")).isEqualTo(2);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void changesTheTextAndDeletes() {
        RemoteRef ref = published(TEXT, picture("A pond"));
        assertThat(connector.edit(account, ref, post("Gardens of today"))).isEqualTo(new Outcome.Done(ref));
        assertThat(posted()).containsExactly("Gardens of today");
        assertThat(simulator.posts(page).get(0).photos()).hasSize(1);
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(posted()).isEmpty();
        assertThat(connector.delete(account, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(connector.edit(account, ref, post("Too late")))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.GONE));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aTokenThatSeesNothingDoesNotMakeItGone() {
        RemoteRef ref = published(TEXT);
        plan(100, 33, "DELETE", false, Duration.ZERO);
        plan(190, 460, "/me", false, Duration.ZERO);
        assertThat(connector.delete(account, ref)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void waitsAsLongAsFacebookSays() {
        plan(80001, 2446079, "/feed", false, Duration.ofMinutes(19));
        Instant before = simulator.clock().instant();
        assertThat(connector.publish(account, post(TEXT)))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isBetween(before.plus(Duration.ofMinutes(19)), before.plus(Duration.ofMinutes(20))));
        plan(80001, 2446079, "/comments", false, Duration.ofMinutes(19));
        assertThat(connector.thread(account, ref(page + "_1"), "")).isInstanceOf(Collected.NotNow.class);
    }

    @Test
    void saysWhichVersionToLeave() {
        assertThat(connector("v19.0").publish(account, post(TEXT)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.SERVER);
                    assertThat(refused.why()).contains("version");
                });
    }

    @Test
    void holdsToItsLimits() {
        int most = connector.limits(account).text().maxLength();
        assertThat(connector.publish(account, post("a".repeat(most)))).isInstanceOf(Outcome.Done.class);
        assertThat(connector.publish(account, post("a".repeat(most + 1)))).isInstanceOf(Outcome.Refused.class);
        assertThat(simulator.violations()).hasSize(1);
        assertThat(connector.longestCall()).isGreaterThan(Photos.BUDGET).isLessThan(Duration.ofMinutes(5));
    }
}
