package org.herald.simulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final XSimulator x = new XSimulator(0);
    private final Client client = new Client(x, x.connectToken("press").access());

    @AfterEach
    void close() {
        x.close();
    }

    static byte[] picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] video(int size) {
        byte[] video = new byte[size];
        System.arraycopy("ftypisom".getBytes(StandardCharsets.US_ASCII), 0, video, 4, 8);
        return video;
    }

    private String uploaded() {
        return client.upload("/2/media/upload", Map.of("media_category", "tweet_image"), picture())
                .at("/data/id");
    }

    private String begun(long size) {
        return client.post(
                        "/2/media/upload/initialize",
                        "{\"media_category\":\"tweet_video\",\"media_type\":\"video/mp4\",\"total_bytes\":" + size
                                + "}")
                .at("/data/id");
    }

    private int append(String id, int index, byte[] bytes) {
        return client.upload("/2/media/upload/" + id + "/append", Map.of("segment_index", "" + index), bytes)
                .status();
    }

    private Client.Got attach(String ids) {
        return client.post("/2/tweets", "{\"text\":\"With media\",\"media\":{\"media_ids\":[" + ids + "]}}");
    }

    @Test
    void uploadsDescribesAndAttaches() {
        String id = uploaded();
        assertThat(client.post(
                                "/2/media/metadata",
                                "{\"id\":\"" + id + "\",\"metadata\":{\"alt_text\":{\"text\":\"A cat\"}}}")
                        .status())
                .isEqualTo(200);
        Client.Got posted = attach("\"" + id + "\"");
        assertThat(posted.at("/data/text")).matches("With media https://t\\.co/\\w{10}");
        assertThat(x.alts(posted.at("/data/id"))).containsExactly("A cat");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void refusesWhatIsNoPictureOrTooLarge() {
        Map<String, String> image = Map.of("media_category", "tweet_image");
        assertThat(client.upload("/2/media/upload", image, new byte[] {1, 2, 3}).status())
                .isEqualTo(400);
        byte[] large = Arrays.copyOf(picture(), 5 * 1024 * 1024 + 1);
        assertThat(client.upload("/2/media/upload", image, large).status()).isEqualTo(400);
        assertThat(client.upload("/2/media/upload", Map.of(), picture()).status())
                .isEqualTo(400);
        assertThat(client.upload("/2/media/upload", Map.of("media_category", "tweet_video"), video(64))
                        .status())
                .isEqualTo(400);
        assertThat(x.violations()).hasSize(4);
    }

    @Test
    void refusesALongAlternativeText() {
        String body = "{\"id\":\"" + uploaded() + "\",\"metadata\":{\"alt_text\":{\"text\":\"%s\"}}}";
        assertThat(client.post("/2/media/metadata", body.formatted("a".repeat(1000)))
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/2/media/metadata", body.formatted("a".repeat(1001)))
                        .status())
                .isEqualTo(400);
        assertThat(x.violations()).hasSize(1);
    }

    @Test
    void worksOnAVideoForAWhile() {
        x.works(Duration.ofSeconds(20), false);
        byte[] video = video(100);
        String id = begun(100);
        assertThat(append(id, 0, Arrays.copyOf(video, 60))).isEqualTo(200);
        assertThat(append(id, 1, Arrays.copyOfRange(video, 60, 100))).isEqualTo(200);
        Client.Got done = client.post("/2/media/upload/" + id + "/finalize");
        assertThat(done.at("/data/processing_info/state")).isIn("pending", "in_progress");
        assertThat(attach("\"" + id + "\"").status()).isEqualTo(400);
        x.clock().advance(Duration.ofSeconds(10));
        String asking = "/2/media/upload?command=STATUS&media_id=" + id;
        assertThat(client.get(asking).at("/data/processing_info/state")).isEqualTo("in_progress");
        x.clock().advance(Duration.ofSeconds(11));
        assertThat(client.get(asking).at("/data/processing_info/state")).isEqualTo("succeeded");
        assertThat(attach("\"" + id + "\"").status()).isEqualTo(201);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void saysThatAVideoFailed() {
        x.works(Duration.ZERO, true);
        String id = begun(64);
        append(id, 0, video(64));
        assertThat(client.post("/2/media/upload/" + id + "/finalize").at("/data/processing_info/state"))
                .isEqualTo("failed");
        assertThat(attach("\"" + id + "\"").status()).isEqualTo(400);
    }

    @Test
    void refusesGapsAndOtherSizes() {
        String gap = begun(64);
        append(gap, 1, video(64));
        assertThat(client.post("/2/media/upload/" + gap + "/finalize").status()).isEqualTo(400);
        String shorter = begun(100);
        append(shorter, 0, video(64));
        assertThat(client.post("/2/media/upload/" + shorter + "/finalize").status())
                .isEqualTo(400);
        assertThat(append(begun(6 * 1024 * 1024), 0, video(5 * 1024 * 1024 + 1)))
                .isEqualTo(400);
        assertThat(x.violations()).hasSize(3);
    }

    @Test
    void refusesAVideoThatIsTooLargeOrNone() {
        assertThat(client.post(
                                "/2/media/upload/initialize",
                                "{\"media_category\":\"tweet_video\",\"media_type\":\"video/mp4\",\"total_bytes\":536870913}")
                        .status())
                .isEqualTo(400);
        String id = begun(64);
        append(id, 0, new byte[64]);
        assertThat(client.post("/2/media/upload/" + id + "/finalize").status()).isEqualTo(400);
        assertThat(x.violations()).hasSize(2);
    }

    @Test
    void picturesAreForgottenAfterADayAndOthersCannotUseThem() {
        String id = uploaded();
        client.token(x.connectToken("other").access());
        assertThat(attach("\"" + id + "\"").at("/errors/0/message")).isEqualTo("Your media IDs are invalid.");
        x.clock().advance(Duration.ofHours(25));
        client.token(x.connectToken("press").access());
        assertThat(attach("\"" + id + "\"").status()).isEqualTo(400);
    }

    @Test
    void aVideoStandsAlone() {
        x.works(Duration.ZERO, false);
        String video = begun(64);
        append(video, 0, video(64));
        client.post("/2/media/upload/" + video + "/finalize");
        assertThat(attach("\"" + video + "\",\"" + uploaded() + "\"").status()).isEqualTo(400);
        assertThat(x.violations()).isEmpty();
    }
}
