package org.herald.simulators.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.herald.simulators.meta.GraphClient;
import org.herald.simulators.meta.PictureServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReelsTest {
    private final InstagramSimulator simulator = new InstagramSimulator(0);
    private final PictureServer site = new PictureServer();
    private final String id = simulator.page().instagram();
    private final GraphClient account = new GraphClient(simulator.uri(), simulator.connectToken());

    @AfterEach
    void close() {
        simulator.close();
        site.close();
    }

    private String reel(String address) {
        return account.post(id + "/media", "media_type", "REELS", "video_url", address, "caption", "A pond")
                .id();
    }

    private String told(String container, String field) {
        return account.get(container, "fields", "status_code,status")
                .body()
                .path(field)
                .asText();
    }

    @Test
    void worksOnAReelForAWhile() {
        String container = reel(site.put("a.mp4", GraphClient.film(100)));
        simulator.clock().advance(Duration.ofSeconds(60));
        assertThat(told(container, "status_code")).isEqualTo("IN_PROGRESS");
        simulator.clock().advance(Duration.ofSeconds(60));
        assertThat(told(container, "status_code")).isEqualTo("FINISHED");
        String post =
                account.post(id + "/media_publish", "creation_id", container).id();
        assertThat(account.get(post, "fields", "media_type,media_product_type")
                        .body()
                        .toString())
                .contains("VIDEO", "REELS");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void tellsWithTheContainerWhatIsWrongWithAFilm() {
        String text = reel(site.put("b.mp4", "no film".getBytes(StandardCharsets.US_ASCII)));
        String nothing = reel(site.put("c.mp4", new byte[0]) + "-nowhere");
        simulator.clock().advance(Duration.ofMinutes(2));
        assertThat(told(text, "status_code")).isEqualTo("ERROR");
        assertThat(told(text, "status")).contains("2207026");
        assertThat(told(nothing, "status")).contains("2207052");
    }

    @Test
    void refusesWhatReelsDoNotHave() {
        String film = site.put("a.mp4", GraphClient.film(100));
        for (String other : new String[] {"alt_text", "image_url", "is_carousel_item"}) {
            assertThat(account.post(id + "/media", "media_type", "REELS", "video_url", film, other, "true")
                            .code())
                    .isEqualTo(100);
        }
        assertThat(account.post(id + "/media", "media_type", "VIDEO", "video_url", film)
                        .code())
                .isEqualTo(100);
        assertThat(account.post(id + "/media", "media_type", "REELS").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(5);
    }
}
