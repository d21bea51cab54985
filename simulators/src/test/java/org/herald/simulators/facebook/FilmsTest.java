package org.herald.simulators.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.herald.simulators.meta.GraphClient;
import org.herald.simulators.meta.GraphClient.Got;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.PublishedContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilmsTest {
    private static final String STATUS = "id,published,status";
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final String id = simulator.page().id();
    private final GraphClient page = new GraphClient(simulator.uri(), simulator.connectToken(id));

    @AfterEach
    void close() {
        simulator.close();
    }

    private Got begun(String length, String type) {
        return page.post(
                GraphSimulator.APP_ID + "/uploads", "file_name", "a.mp4", "file_length", length, "file_type", type);
    }

    private String handle(byte[] film) {
        String session = begun(String.valueOf(film.length), "video/mp4").id();
        return page.part(session, "0", film).body().path("h").asText();
    }

    private Got made(byte[] film) {
        return page.post(
                id + "/videos",
                "fbuploader_video_file_chunk",
                handle(film),
                "description",
                "A pond",
                "published",
                "false");
    }

    private String state(String film) {
        return page.get(film, "fields", STATUS)
                .body()
                .at("/status/video_status")
                .asText();
    }

    @Test
    void worksOnAFilmForAWhileAndPublishesItOnce() {
        String film = made(GraphClient.film(200)).id();
        assertThat(state(film)).isEqualTo("processing");
        assertThat(simulator.posts(id)).isEmpty();
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(state(film)).isEqualTo("ready");
        assertThat(page.post(film, "published", "true").body().path("success").asBoolean())
                .isTrue();
        assertThat(page.post(film, "published", "true").status()).isEqualTo(200);
        assertThat(simulator.posts(id)).singleElement().satisfies(post -> {
            assertThat(post.message()).isEqualTo("A pond");
            assertThat(page.get(id + "/published_posts", "fields", "id,attachments{target{id}}")
                            .body()
                            .at("/data/0/attachments/data/0/target/id")
                            .asText())
                    .isEqualTo(film);
        });
        assertThat(simulator.violations()).isEmpty();
        assertThat(page.delete(film).status()).isEqualTo(200);
        assertThat(simulator.posts(id)).isEmpty();
    }

    @Test
    void takesUpAnUploadWhereItBroke() {
        byte[] film = GraphClient.film(100);
        String session = begun("100", "video/mp4").id();
        simulator.breakUploadAfter(40);
        assertThat(page.part(session, "0", film).status()).isEqualTo(500);
        assertThat(page.progress(session).body().path("file_offset").asInt()).isEqualTo(40);
        assertThat(page.part(session, "40", Arrays.copyOfRange(film, 40, 70))
                        .body()
                        .has("h"))
                .isFalse();
        assertThat(page.part(session, "70", Arrays.copyOfRange(film, 70, 100))
                        .body()
                        .path("h")
                        .asText())
                .isNotEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void refusesWhatNoDocumentHas() {
        assertThat(begun("0", "video/mp4").code()).isEqualTo(100);
        assertThat(begun("10", "video/quicktime").code()).isEqualTo(100);
        String session = begun("10", "video/mp4").id();
        assertThat(page.part(session, "1", new byte[9]).code()).isEqualTo(100);
        assertThat(page.part(session, "0", new byte[11]).code()).isEqualTo(100);
        assertThat(page.get(session).code()).isEqualTo(190);
        assertThat(page.progress(session.replace("sig=", "sig=x")).subcode()).isEqualTo(33);
        assertThat(page.post(id + "/videos", "fbuploader_video_file_chunk", "4:no")
                        .code())
                .isEqualTo(100);
        assertThat(simulator.violations()).hasSize(7);
    }

    @Test
    void doesNotPublishWhatItCouldNotUseOrStillWorksOn() {
        String early = made(GraphClient.film(50)).id();
        assertThat(page.post(early, "published", "true").code()).isEqualTo(100);
        String text = made("This is no film at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .id();
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(state(text)).isEqualTo("error");
        assertThat(page.post(text, "published", "true").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void takesOnlyWhatMetaDescribes() {
        PublishedContract.has("Page", "POST", "videos", Films.VIDEOS);
    }
}
