package org.herald.simulators.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.discord.Client.PICTURE;
import static org.herald.simulators.discord.Client.QUIET;

import java.net.http.HttpRequest.BodyPublishers;
import org.herald.simulators.discord.Client.Got;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message may say and carry. */
class DiscordMessageRulesTest {
    private static final String HELLO = "{\"content\":\"Hello\"," + QUIET + "}";
    private final DiscordSimulator simulator = new DiscordSimulator(0);
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void broken(Got got, int status, int code) {
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.code()).isEqualTo(code);
        assertThat(simulator.violations()).hasSize(1);
        assertThat(simulator.posted()).isZero();
    }

    private static String content(int length) {
        return "{\"content\":\"" + "a".repeat(length) + "\"," + QUIET + "}";
    }

    @Test
    void countsCodePoints() throws Exception {
        assertThat(client.post(content(2000)).status()).isEqualTo(200);
        assertThat(client.post("{\"content\":\"" + "\uD83D\uDC1D".repeat(2000) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.post(content(2001)).code()).isEqualTo(50035);
        assertThat(simulator.violations()).singleElement().asString().contains("it has 2001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":7}",
                "{\"contents\":\"x\"}",
                "{\"content\":\"x\",\"message_reference\":{\"message_id\":\"1\"}}",
                "{\"content\":\"x\",\"nonce\":\"1\"}",
                "{\"content\":\"x\",\"tts\":\"yes\"}",
                "{\"content\":\"x\",\"username\":\"\"}",
                "{\"content\":\"x\",\"username\":\"Discord news\"}",
                "{\"content\":\"x\",\"flags\":1}",
                "{\"content\":\"x\",\"allowed_mentions\":{\"parse\":[\"all\"]}}",
                "{\"content\":\"x\",\"allowed_mentions\":{\"parse\":[\"users\"],\"users\":[\"1\"]}}",
                "{\"content\":\"x\",\"allowed_mentions\":{\"nobody\":true}}",
                "{\"content\":\"x\",\"embeds\":[{},{},{},{},{},{},{},{},{},{},{}]}",
                "{\"content\":\"x\",\"embeds\":[{\"url\":\"example.org\"}]}",
                "{\"content\":\"x\",\"embeds\":[{\"heading\":\"x\"}]}",
                "{\"content\":\"x\",\"attachments\":[{\"description\":\"without id\"}]}"
            })
    void aFieldThatIsNotAsItMustBeIsNamed(String body) throws Exception {
        Got got = client.post(body);
        assertThat(got.body().path("errors").toString()).contains("_errors");
        broken(got, 400, 50035);
    }

    @Test
    void embedsHaveTheirLimits() throws Exception {
        String embed = "{\"title\":\"" + "t".repeat(256) + "\",\"description\":\"" + "d".repeat(4000) + "\"}";
        assertThat(client.post("{\"embeds\":[" + embed + "]}").status()).isEqualTo(200);
        Got two = client.post("{\"embeds\":[" + embed + "," + embed + "]}");
        assertThat(two.body().path("errors").toString()).contains("MAX_EMBED_SIZE_EXCEEDED");
        assertThat(client.post("{\"embeds\":[{\"title\":\"" + "t".repeat(257) + "\"}]}")
                        .code())
                .isEqualTo(50035);
        assertThat(client.post("{\"embeds\":[{\"description\":\"" + "t".repeat(4097) + "\"}]}")
                        .code())
                .isEqualTo(50035);
        assertThat(simulator.violations()).hasSize(3);
    }

    @Test
    void nothingIsNoMessage() throws Exception {
        broken(client.post("{\"content\":\"  \"," + QUIET + "}"), 400, 50006);
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        broken(client.post("content=Hello"), 400, 50109);
    }

    @Test
    void aBodyWithoutItsMediaTypeIsRefused() throws Exception {
        broken(client.send(client.request(client.webhook("")).POST(BodyPublishers.ofString(HELLO))), 400, 50035);
    }

    @Test
    void aPictureHasItsSizeAndItsDescription() throws Exception {
        Got got = client.upload(
                "{\"content\":\"x\",\"attachments\":[{\"id\":0,\"description\":\"A bee\"}]," + QUIET + "}", PICTURE);
        assertThat(got.body().at("/attachments/0/width").asInt()).isEqualTo(1);
        assertThat(got.body().at("/attachments/0/description").asText()).isEqualTo("A bee");
        assertThat(got.body().at("/attachments/0/filename").asText()).isEqualTo("bee.png");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anEditKeepsTheFilesThatItListsAndNoOthers() throws Exception {
        Got got = client.upload("{\"attachments\":[{\"id\":0}]," + QUIET + "}", PICTURE);
        String path = "/messages/" + got.id();
        String file = got.body().at("/attachments/0/id").asText();
        Got text = client.webhook("PATCH", path, HELLO);
        assertThat(text.body().path("attachments")).hasSize(1);
        Got told = client.webhook(
                "PATCH", path, "{\"attachments\":[{\"id\":\"" + file + "\",\"description\":\"A bee\"}]}");
        assertThat(told.body().at("/attachments/0/description").asText()).isEqualTo("A bee");
        assertThat(client.webhook("PATCH", path, "{\"attachments\":[]}").body().path("attachments"))
                .isEmpty();
        assertThat(simulator.violations()).isEmpty();
        assertThat(client.webhook("PATCH", path, "{\"content\":\"\"}").code()).isEqualTo(50006);
    }

    @Test
    void aDescriptionHas1024CharactersAtMost() throws Exception {
        String payload = "{\"attachments\":[{\"id\":0,\"description\":\"" + "d".repeat(1025) + "\"}]}";
        broken(client.upload(payload, PICTURE), 400, 50035);
    }

    @Test
    void whatSaysItIsAPictureIsOne() throws Exception {
        broken(client.upload("{}", "no picture".getBytes()), 400, 50046);
    }

    @Test
    void aFileIsNoLargerThanTenMebibytes() throws Exception {
        broken(client.upload("{}", new byte[10 * 1024 * 1024 + 1]), 413, 40005);
    }

    @Test
    void aFileThatIsNotAmongTheAttachmentsIsRefused() throws Exception {
        broken(client.upload("{\"attachments\":[{\"id\":3}]}", PICTURE), 400, 50035);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name=\"file\"; filename=\"a.png\"", "name=\"files[0]\"", "name=\"files[00]\"; filename=\"a\""})
    void aFileHasItsNumberAndItsName(String disposition) throws Exception {
        broken(
                client.upload(
                        "POST",
                        "?wait=true",
                        "{}",
                        "Content-Disposition: form-data; " + disposition,
                        "image/png",
                        PICTURE),
                400,
                50035);
    }
}
