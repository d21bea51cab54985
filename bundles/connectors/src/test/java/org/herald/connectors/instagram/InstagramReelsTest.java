package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.herald.simulators.Mood;
import org.herald.simulators.instagram.IgPost;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class InstagramReelsTest extends WithInstagram {
    private int waits;

    private Media film(byte[] bytes) {
        return new Media(bytes, "video/mp4", "A pond", 640, 640).at(URI.create(site.put("film.mp4", bytes)));
    }

    private Media film() {
        byte[] bytes = new byte[100];
        System.arraycopy("ftypisom".getBytes(StandardCharsets.US_ASCII), 0, bytes, 4, 8);
        return film(bytes);
    }

    private Outcome publish(Media... media) {
        return publish(TEXT, media);
    }

    private Outcome publish(String text, Media... media) {
        Attempt attempt = Attempt.since(simulator.clock().instant());
        for (waits = 0; waits < 12; waits++) {
            Outcome outcome = connector.publish(
                    account,
                    Post.of("key", text, attempt.began())
                            .media(List.of(media))
                            .attempt(attempt)
                            .build());
            if (!(outcome instanceof Outcome.Later later)) {
                return outcome;
            }
            assertThat(later.why().contains("picture"))
                    .isEqualTo(media.length > 1 && later.why().contains("video"));
            simulator
                    .clock()
                    .advance(Duration.between(simulator.clock().instant(), later.notBefore())
                            .plusSeconds(1));
            attempt = attempt.resuming(later.ticket());
        }
        return new Outcome.Uncertain("never");
    }

    @Test
    void publishesAFilmAsAReelWhenItIsReady() {
        assertThat(publish(film())).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(
                        done.ref().url().toString())
                .contains("/reel/"));
        assertThat(waits).isGreaterThan(1);
        assertThat(simulator.posts()).singleElement().satisfies(post -> {
            assertThat(post.film()).isTrue();
            assertThat(post.caption()).isEqualTo(TEXT);
        });
        assertThat(simulator.containers()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void makesOneReelWhateverAnswerIsLost() {
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.FALSE_FAILURE, Mood.BROKEN_AFTER)) {
            simulator.mood(mood, "media_publish", 1);
            assertThat(publish("Film " + mood, film())).as(mood.name()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(simulator.posts().stream().map(IgPost::caption)).hasSize(3);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFilm() {
        assertThat(publish(film("no film".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
                    assertThat(refused.why()).contains("the video", "2207026");
                });
        Media hidden = film();
        assertThat(publish(hidden.at(URI.create(hidden.address().orElseThrow() + "-nowhere"))))
                .asString()
                .contains("administrator checks");
        assertThat(publish(new Media(new byte[] {1}, "video/mp4", "", 640, 640)))
                .asString()
                .contains("the video from a public address", "administrator");
        assertThat(simulator.posts()).isEmpty();
    }

    /** Each part is made and worked on by itself; none twice, whatever is lost between. */
    @Test
    void picturesAndFilmsStandTogetherInACarousel() {
        Media picture = picture("A pond");
        simulator.mood(Mood.RATE_LIMITED, "media_publish", 1);
        assertThat(publish(picture, film(), film())).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(
                        done.ref().url().toString())
                .contains("/p/"));
        assertThat(simulator.posts()).singleElement().satisfies(post -> {
            assertThat(post.film()).as("it is no reel").isFalse();
            assertThat(post.caption()).isEqualTo(TEXT);
            assertThat(post.alts()).containsExactly("A pond", "", "");
        });
        assertThat(simulator.containers()).isEqualTo(4);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aFilmOfACarouselThatCannotBeUsedIsSaidSo() {
        Media broken = film("no film".getBytes(StandardCharsets.US_ASCII));
        assertThat(publish(picture("A pond"), broken))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("the pictures and videos", "2207026"));
        assertThat(simulator.posts()).isEmpty();
    }
}
