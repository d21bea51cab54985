package org.herald.simulators.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.linkedin.Client.body;
import static org.herald.simulators.linkedin.Client.code;
import static org.herald.simulators.linkedin.Client.json;
import static org.herald.simulators.linkedin.Client.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedInMediaTest {
    private static final String ACME = "urn:li:organization:1001";
    private static final String INIT = "?action=initializeUpload";
    private final LinkedInSimulator linkedIn = new LinkedInSimulator(0);
    private final String token = linkedIn.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES);
    private final Client acme = new Client(linkedIn.uri(), token);

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private static byte[] png(int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode initialised(String owner) {
        String request = "{'initializeUploadRequest':{'owner':'" + owner + "'}}";
        return json(acme.post("/rest/images" + INIT, request)).path("value");
    }

    private String uploaded(String owner) {
        JsonNode value = initialised(owner);
        acme.put(value.path("uploadUrl").asText(), "image/png", png(20, 10));
        return value.path("image").asText();
    }

    private String image() {
        return uploaded(ACME);
    }

    private String posting(String content) {
        return code(acme.post("/rest/posts", body(ACME, "With media", content)));
    }

    private int posted(String content) {
        return acme.post("/rest/posts", body(ACME, "With media", content)).statusCode();
    }

    @Test
    void postsAPictureWithWhatItShows() {
        assertThat(posted("{'media':{'id':'" + image() + "','altText':'A hat'}}"))
                .isEqualTo(201);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void wantsThePictureBeforeThePost() {
        String image = initialised(ACME).path("image").asText();
        assertThat(json(acme.get("/rest/images/" + key(image))).path("status").asText())
                .isEqualTo("WAITING_UPLOAD");
        assertThat(posting("{'media':{'id':'" + image + "'}}")).isEqualTo("400 MEDIA_ASSET_WAITING_UPLOAD");
    }

    @Test
    void wantsATokenForThePicture() {
        String to = initialised(ACME).path("uploadUrl").asText();
        assertThat(code(acme.with("Authorization", null).put(to, "image/png", png(1, 1))))
                .isEqualTo("401 EMPTY_ACCESS_TOKEN");
    }

    @Test
    void decodesPictures() {
        String to = initialised(ACME).path("uploadUrl").asText();
        assertThat(code(acme.put(to, "image/png", new byte[] {1, 2, 3}))).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
        assertThat(code(acme.put(to, "image/png", png(6100, 6100)))).isEqualTo("413 REQUEST_ENTITY_TOO_LARGE");
        linkedIn.clock().advance(Duration.ofDays(1));
        assertThat(code(acme.put(to, "image/png", png(1, 1)))).isEqualTo("400 EXPIRED_UPLOAD_URL");
    }

    @Test
    void refusesPicturesOfOthersAndBrokenOnes() {
        String globex = uploaded("urn:li:organization:1002");
        assertThat(posting("{'media':{'id':'" + globex + "'}}")).isEqualTo("400 INVALID_CONTENT_OWNERSHIP");
        linkedIn.failProcessing();
        assertThat(posting("{'media':{'id':'" + image() + "'}}")).isEqualTo("400 MEDIA_ASSET_PROCESSING_FAILED");
        assertThat(posting("{'media':{'id':'urn:li:image:none'}}")).isEqualTo("400 INVALID_URN_ID");
        assertThat(posting("{'media':{'id':'urn:li:share:1'}}")).isEqualTo("400 INVALID_URN_TYPE");
    }

    @Test
    void doesNotShowAMembersPicture() {
        Client ada = new Client(linkedIn.uri(), linkedIn.connectToken("ada1", LinkedInSimulator.MEMBER_SCOPES));
        JsonNode value = json(ada.post(
                        "/rest/images" + INIT, "{'initializeUploadRequest':{'owner':'urn:li:person:ada1'}}"))
                .path("value");
        assertThat(code(ada.get("/rest/images/" + key(value.path("image").asText()))))
                .isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    void postsTwoToTwentyPictures() {
        String one = "{'id':'" + image() + "','altText':'One'}";
        String two = "{'id':'" + image() + "'}";
        assertThat(posting("{'multiImage':{'images':[" + one + "]}}")).isEqualTo("400 INVALID_VALUE_FOR_FIELD");
        assertThat(posted("{'multiImage':{'images':[" + one + "," + two + "]}}"))
                .isEqualTo(201);
    }

    @Test
    void limitsWhatPicturesShow() {
        assertThat(posting("{'media':{'id':'" + image() + "','altText':'" + "a".repeat(4087) + "'}}"))
                .isEqualTo("400 FIELD_LENGTH_TOO_LONG");
    }

    @Test
    void postsALinkWithItsCard() {
        String good = "{'article':{'source':'https://a.example/x','title':'X','description':'About','thumbnail':'"
                + image() + "'}}";
        assertThat(posted(good)).isEqualTo(201);
        assertThat(linkedIn.violations()).isEmpty();
        assertThat(posting(good.replace("https://a.example/x", "a.example"))).isEqualTo("400 INVALID_URL");
        assertThat(posting(good.replace("'X'", "'" + "x".repeat(401) + "'"))).isEqualTo("400 FIELD_LENGTH_TOO_LONG");
        assertThat(posted(good.replace("'title':'X',", ""))).isEqualTo(422);
        assertThat(posting("{'article':{},'media':{}}")).isEqualTo("400 INVALID_VALUE_FOR_FIELD");
    }

    private JsonNode video(int size) {
        return json(acme.post(
                        "/rest/videos" + INIT,
                        "{'initializeUploadRequest':{'owner':'" + ACME + "','fileSizeBytes':" + size
                                + ",'uploadCaptions':false,'uploadThumbnail':false}}"))
                .path("value");
    }

    private String part(JsonNode value, int part, byte[] bytes) {
        String to = value.at("/uploadInstructions/" + part + "/uploadUrl").asText();
        acme.with("Authorization", null);
        String tag = acme.put(to, "application/octet-stream", bytes)
                .headers()
                .firstValue("ETag")
                .orElse("");
        acme.with("Authorization", "Bearer " + token);
        return tag;
    }

    private String finalised(JsonNode value, String... tags) {
        String ids = String.join(
                ",",
                Arrays.stream(tags)
                        .map(tag -> "\"" + tag.replace("\"", "\\\"") + "\"")
                        .toList());
        return String.valueOf(acme.post(
                        "/rest/videos?action=finalizeUpload",
                        "{'finalizeUploadRequest':{'video':'"
                                + value.path("video").asText() + "','uploadToken':'','uploadedPartIds':[" + ids + "]}}")
                .statusCode());
    }

    @Test
    void takesAVideoInPartsAndWorksAtIt() {
        byte[] bytes = new byte[5_000_000];
        Arrays.fill(bytes, (byte) 7);
        linkedIn.processing(Duration.ofSeconds(30));
        JsonNode value = video(bytes.length);
        assertThat(value.path("uploadInstructions")).hasSize(2);
        String first = part(value, 0, Arrays.copyOf(bytes, 4_194_304));
        String second = part(value, 1, Arrays.copyOfRange(bytes, 4_194_304, bytes.length));
        assertThat(finalised(value, first, second)).isEqualTo("200");
        String content = "{'media':{'id':'" + value.path("video").asText() + "','title':'T'}}";
        assertThat(linkedIn.violations()).isEmpty();
        assertThat(posting(content)).isEqualTo("400 MEDIA_ASSET_WAITING_UPLOAD");
        linkedIn.clock().advance(Duration.ofSeconds(30));
        assertThat(posted(content)).isEqualTo(201);
    }

    @Test
    void comparesTagsInTheirOrder() {
        byte[] bytes = new byte[5_000_000];
        JsonNode value = video(bytes.length);
        String first = part(value, 0, Arrays.copyOf(bytes, 4_194_304));
        String second = part(value, 1, Arrays.copyOfRange(bytes, 4_194_304, bytes.length));
        assertThat(finalised(value, second, first)).isEqualTo("400");
        assertThat(finalised(value, first)).isEqualTo("400");
    }

    @Test
    void wantsPartsWithoutATokenAndWhole() {
        JsonNode value = video(100_000);
        String to = value.at("/uploadInstructions/0/uploadUrl").asText();
        assertThat(code(acme.put(to, "application/octet-stream", new byte[100_000])))
                .isEqualTo("400 ILLEGAL_ARGUMENT");
        assertThat(part(value, 0, new byte[99_999])).isEmpty();
        assertThat(linkedIn.violations()).hasSize(2);
    }

    @Test
    void limitsVideos() {
        assertThat(video(1000).isMissingNode()).isTrue();
        assertThat(video(600_000_000).isMissingNode()).isTrue();
        assertThat(code(acme.get("/rest/videos/" + key("urn:li:video:none")))).isEqualTo("400 INVALID_VIDEO_ID");
    }
}
