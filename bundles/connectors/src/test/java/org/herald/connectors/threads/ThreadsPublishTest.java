package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.herald.Visibility;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Call;
import org.herald.simulators.Mood;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadsPublishTest extends Scene {
    @Test
    void publishesATextOnceItIsPrepared() {
        Outcome first = connector.publish(account, post());
        assertThat(first).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                .isBetween(now().plusSeconds(28), now().plusSeconds(31)));
        assertThat(threads.countOf("press")).isZero();
        RemoteRef ref = done(delivered(resuming(post(), ticket(first))));
        assertThat(ref.url()).hasToString("https://www.threads.com/@press/post/" + shortcode(ref));
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.containers()).isEqualTo(1);
        tokenWasInNoAddress();
        assertThat(threads.violations()).isEmpty();
    }

    private static String shortcode(RemoteRef ref) {
        return "C" + Long.toString(Long.parseLong(ref.id()), Character.MAX_RADIX);
    }

    @Test
    void publishesAPictureWithItsAlternativeText() {
        Outcome outcome = delivered(withPictures(picture("rose.png", "A rose")));
        assertThat(((Outcome.Done) outcome).remark()).isEmpty();
        Call made = calls("POST ").get(0);
        assertThat(made.form())
                .containsEntry("media_type", "IMAGE")
                .containsEntry("alt_text", "A rose")
                .containsEntry("image_url", address("rose.png").toString())
                .containsEntry("text", TEXT);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void publishesAVideo() {
        byte[] film = "\0\0\0\u0018ftypmp42".getBytes(StandardCharsets.ISO_8859_1);
        Media video = new Media(film, "video/mp4", "Bees", 640, 480).at(file("film.mp4", film));
        assertThat(((Outcome.Done) delivered(withPictures(video))).remark()).isEmpty();
        assertThat(calls("POST ").get(0).form())
                .containsEntry("media_type", "VIDEO")
                .containsEntry("alt_text", "Bees");
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void saysWhatThreadsDidNotMakeOfAVideo() {
        byte[] noFilm = new byte[64];
        Media video = new Media(noFilm, "video/mp4", "", 640, 480).at(file("film.mp4", noFilm));
        assertThat(delivered(withPictures(video))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("FAILED_PROCESSING_VIDEO");
        });
        assertThat(threads.countOf("press")).isZero();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        threads.dropPicture();
        Outcome outcome = delivered(withPictures(picture("a.png", ""), picture("b.png", "")));
        assertThat(((Outcome.Done) outcome).remark()).isEqualTo("Threads shows 1 of 2 pictures.");
        threads.cutText();
        assertThat(((Outcome.Done) delivered(post())).remark()).contains("another text");
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void sendsTheSameContainerAtEveryTry() {
        Post post = ready(post());
        threads.mood(Mood.BROKEN, publishing(), 2);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        done(connector.publish(account, post));
        assertThat(published())
                .hasSize(3)
                .extracting(call -> call.form().get("creation_id"))
                .containsOnly(Ticket.of(post.attempt().ticket(), KEY).container());
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500,10,0", "500,2,0", "400,4,2207051", "403,10,0", "400,1,0"})
    void believesNoFailureOfWhatIsPublic(int status, int code, int subcode) {
        Post post = ready(post());
        threads.falseFailure(status, code, subcode);
        threads.mood(Mood.FALSE_FAILURE, publishing(), 1);
        Outcome outcome = connector.publish(account, post);
        assertThat(((Outcome.Done) outcome).remark()).isEmpty();
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"LOST_AFTER", "BROKEN_AFTER"})
    void findsWhatWasPublishedWithoutAnAnswer(Mood mood) {
        Post post = ready(post());
        threads.mood(mood, publishing(), 1);
        RemoteRef ref = done(connector.publish(account, post));
        assertThat(ref.url()).isNotNull();
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"LOST_BEFORE", "BROKEN", "GARBAGE", "SILENT"})
    void isUncertainWhereNothingIsKnown(Mood mood) {
        Post post = ready(post());
        threads.mood(mood, publishing(), 1);
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(threads.countOf("press")).isZero();
    }

    @Test
    void asksAgainForWhatIsPublicAndNotShownYet() {
        Post post = ready(post());
        threads.mood(Mood.FALSE_FAILURE, publishing(), 1);
        RemoteRef ref = done(connector.publish(account, post));
        Outcome again = connector.publish(account, post);
        assertThat(done(again)).isEqualTo(ref);
        threads.delete(ref.id());
        assertThat(connector.publish(account, post)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(published()).hasSize(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void waitsWhenTheDaysQuotaIsUsedUp() {
        Post post = ready(post());
        threads.useUp("press", "POST");
        assertThat(connector.publish(account, post)).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.notBefore()).isAfter(now().plus(Duration.ofMinutes(59)));
            assertThat(later.ticket()).isEqualTo(post.attempt().ticket());
            assertThat(later.why()).contains("twenty-four hours");
        });
        assertThat(published()).isEmpty();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        Post post = ready(post());
        threads.mood(Mood.RATE_LIMITED, publishing(), 1);
        assertThat(connector.publish(account, post)).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.notBefore())
                    .isBetween(now().plus(Duration.ofMinutes(16)), now().plus(Duration.ofMinutes(17)));
            assertThat(Ticket.of(later.ticket(), KEY).container())
                    .isEqualTo(Ticket.of(post.attempt().ticket(), KEY).container());
        });
        done(connector.publish(account, post));
        assertThat(threads.countOf("press")).isEqualTo(1);
    }

    @Test
    void saysThatTheSignInIsRefused() {
        Post post = ready(post());
        threads.revokeToken("press");
        assertThat(connector.publish(account, post)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(refused.why()).contains("password").doesNotContain(token);
        });
        assertThat(post.attempt().ticket()).doesNotContain(token);
    }

    @Test
    void refusesPicturesWithoutAPublicAddress() {
        Media inside = new Media(new byte[1], "image/png", "", 640, 480);
        assertThat(connector.publish(account, withPictures(inside)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
                    assertThat(refused.why()).contains("an administrator sets the site's public address");
                });
        assertThat(threads.calls()).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFit() {
        Media one = picture("a.png", "");
        Post many = withPictures(IntStream.range(0, 21).mapToObj(i -> one).toArray(Media[]::new));
        assertThat(connector.publish(account, many))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("at most 20"));
        Post quiet = post(TEXT).visibility(Visibility.FOLLOWERS).build();
        assertThat(connector.publish(account, quiet))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("to everybody"));
        assertThat(threads.calls()).isEmpty();
    }

    @Test
    void saysWhatThreadsDoesNotTake() {
        Post emoji = post("\uD83C\uDF39".repeat(126)).build();
        assertThat(connector.publish(account, emoji)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("at most 500 characters", "An emoji counts as several");
        });
        Post links = post("https://a.example https://b.example https://c.example https://d.example"
                        + " https://e.example https://f.example")
                .build();
        assertThat(connector.publish(account, links))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("at most five different links"));
    }

    @Test
    void triesAgainWhatNeverLeft() {
        java.net.URI none = java.net.URI.create("http://localhost:1");
        MemoryAccount nowhere = new MemoryAccount(none, "1", account.secret());
        assertThat(new ThreadsConnector(http, at(none), threads.clock()).publish(nowhere, post()))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void saysHowLongACallTakesAtMost() {
        assertThat(connector.longestCall()).isBetween(Duration.ofSeconds(64), Duration.ofMinutes(5));
    }
}
