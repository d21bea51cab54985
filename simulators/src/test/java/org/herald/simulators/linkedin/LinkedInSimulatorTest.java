package org.herald.simulators.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.linkedin.Client.body;
import static org.herald.simulators.linkedin.Client.code;
import static org.herald.simulators.linkedin.Client.json;
import static org.herald.simulators.linkedin.Client.key;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInSimulatorTest {
    private static final String ACME = "urn:li:organization:1001";
    private static final String ADA = "urn:li:person:ada1";
    private final LinkedInSimulator linkedIn = new LinkedInSimulator(0);
    private final String token = linkedIn.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES);
    private final Client acme = new Client(linkedIn.uri(), token);
    private final Client ada =
            new Client(linkedIn.uri(), linkedIn.connectToken("ada1", LinkedInSimulator.MEMBER_SCOPES));

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private String posted(String text) {
        return acme.post("/rest/posts", body(ACME, text, ""))
                .headers()
                .firstValue("x-restli-id")
                .orElseThrow();
    }

    @Test
    void keepsAPostAndGivesItBack() {
        String urn = posted("Hello \\(world\\) #news");
        assertThat(urn).startsWith("urn:li:share:");
        HttpResponse<String> read = acme.get("/rest/posts/" + key(urn));
        assertThat(json(read).path("commentary").asText()).isEqualTo("Hello \\(world\\) {hashtag|\\#|news}");
        assertThat(linkedIn.texts()).containsExactly("Hello (world) #news");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void cutsWithoutAWord() {
        HttpResponse<String> answer = acme.post("/rest/posts", body(ACME, "Read this (or not)", ""));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(linkedIn.texts()).containsExactly("Read this ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"author", "commentary", "visibility", "distribution", "lifecycleState"})
    void wantsEachField(String field) {
        String whole = body(ACME, "Hello", "");
        HttpResponse<String> answer = acme.post(
                "/rest/posts",
                whole.replaceFirst("\"" + field + "\":(\\{[^}]*\\}|\"[^\"]*\"),?", "")
                        .replace(",}", "}"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/" + field + " :: field is required");
        assertThat(linkedIn.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'PUBLIC';'EVERYBODY';400 INVALID_VALUE_FOR_FIELD",
                "'PUBLIC';'CONNECTIONS';400 INVALID_VALUE_FOR_FIELD",
                "'PUBLISHED';'DRAFT';400 INVALID_VALUE_FOR_FIELD",
                "'MAIN_FEED';'NONE';400 INVALID_VALUE_FOR_FIELD",
                "'urn:li:organization:1001';'urn:li:share:1';400 INVALID_URN_TYPE",
                "'urn:li:organization:1001';'urn:li:organization:9999';400 INVALID_URN_ID"
            })
    void judgesValues(String good, String bad, String code) {
        HttpResponse<String> answer =
                acme.post("/rest/posts", body(ACME, "Hello", "").replace(good, bad));
        assertThat(code(answer)).isEqualTo(code);
        assertThat(linkedIn.posts()).isEmpty();
    }

    @Test
    void knowsNoOtherField() {
        String more = body(ACME, "Hello", "").replaceFirst("\\{", "{'idempotencyKey':'1',");
        assertThat(acme.post("/rest/posts", more).body()).contains("unrecognized field found but not allowed");
    }

    @Test
    void countsWhatReadersSee() {
        assertThat(acme.post("/rest/posts", body(ACME, "\\_".repeat(3000), "")).statusCode())
                .isEqualTo(201);
        assertThat(code(acme.post("/rest/posts", body(ACME, "a".repeat(3001), ""))))
                .isEqualTo("400 FIELD_LENGTH_TOO_LONG");
        assertThat(code(acme.post("/rest/posts", body(ACME, " ", "")))).isEqualTo("400 INVALID_VALUE_BLANK_FIELD");
    }

    @Test
    void refusesTheSameForTenMinutes() {
        String urn = posted("Twice");
        HttpResponse<String> again = acme.post("/rest/posts", body(ACME, "Twice", ""));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("Content is a duplicate of " + urn);
        linkedIn.clock().advance(Duration.ofMinutes(10));
        assertThat(posted("Twice")).isNotEqualTo(urn);
    }

    @ParameterizedTest
    @CsvSource({"-13,426 NONEXISTENT_VERSION", "1,426 NONEXISTENT_VERSION", "-2,200 ''", "-11,200 ''"})
    void knowsVersionsOfTheLastYear(int months, String code) {
        String version =
                YearMonth.now(linkedIn.clock()).plusMonths(months).format(DateTimeFormatter.ofPattern("yyyyMM"));
        HttpResponse<String> answer =
                acme.with(Client.VERSION, version).get("/rest/posts?q=author&author=" + key(ACME));
        assertThat(code(answer)).isEqualTo(code.replace("''", ""));
    }

    @Test
    void wantsAVersion() {
        assertThat(code(acme.with(Client.VERSION, null).get("/rest/organizations/1001")))
                .isEqualTo("400 VERSION_MISSING");
        assertThat(code(acme.with(Client.VERSION, "latest").get("/rest/organizations/1001")))
                .isEqualTo("400 VERSION_INVALID");
        assertThat(linkedIn.violations()).hasSize(2);
    }

    @Test
    void wantsTheProtocol() {
        assertThat(code(acme.with("X-Restli-Protocol-Version", null).get("/rest/organizations/1001")))
                .isEqualTo("400 ILLEGAL_ARGUMENT");
    }

    @Test
    void wantsUrnsEncoded() {
        assertThat(code(acme.get("/rest/posts?q=author&author=" + ACME))).isEqualTo("400 ILLEGAL_ARGUMENT");
        assertThat(code(acme.get("/rest/posts/urn:li:share:1"))).isEqualTo("400 ILLEGAL_ARGUMENT");
    }

    @Test
    void letsNobodyReadAMembersPosts() {
        assertThat(ada.post("/rest/posts", body(ADA, "Mine", "")).statusCode()).isEqualTo(201);
        assertThat(code(ada.get("/rest/posts?q=author&author=" + key(ADA)))).isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    void actsForNobodyElse() {
        assertThat(code(ada.post("/rest/posts", body("urn:li:person:bob2", "Not mine", ""))))
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(code(ada.post("/rest/posts", body(ACME, "No scope", "")))).isEqualTo("403 ACCESS_DENIED");
        linkedIn.noRole("ada1", ACME);
        assertThat(code(acme.post("/rest/posts", body(ACME, "No role", "")))).isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    void pagesTheNewestFirst() {
        for (int i = 0; i < 12; i++) {
            posted("Post " + i);
            linkedIn.clock().advance(Duration.ofSeconds(1));
        }
        String finder = "/rest/posts?q=author&sortBy=CREATED&author=" + key(ACME);
        assertThat(json(acme.get(finder)).path("elements")).hasSize(10);
        HttpResponse<String> second = acme.get(finder + "&start=10&count=5");
        assertThat(json(second).path("elements")).hasSize(2);
        assertThat(json(second).at("/elements/1/commentary").asText()).isEqualTo("Post 0");
        assertThat(json(second).at("/paging/total").asInt()).isEqualTo(12);
        assertThat(code(acme.get(finder + "&count=101"))).isEqualTo("400 INVALID_VALUE_FOR_PARAM");
        assertThat(code(acme.get(finder + "&cursor=1"))).isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    void editsTheCommentaryAlone() {
        String urn = posted("First");
        String path = "/rest/posts/" + key(urn);
        String patch = "{'patch':{'$set':{'commentary':'Second'}}}";
        assertThat(code(acme.post(path, patch))).isEqualTo("400 ILLEGAL_ARGUMENT");
        acme.with("X-RestLi-Method", "PARTIAL_UPDATE");
        assertThat(acme.post(path, patch).statusCode()).isEqualTo(204);
        assertThat(acme.post(path, patch.replace("commentary", "visibility")).statusCode())
                .isEqualTo(422);
        assertThat(linkedIn.texts()).containsExactly("Second");
        acme.with("X-RestLi-Method", null);
        assertThat(json(acme.get(path))
                        .at("/lifecycleStateInfo/isEditedByAuthor")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void deletesAsOftenAsOneLikes() {
        String path = "/rest/posts/" + key(posted("Gone soon"));
        assertThat(acme.delete(path).statusCode()).isEqualTo(204);
        assertThat(acme.delete(path).statusCode()).isEqualTo(204);
        assertThat(code(acme.get(path))).isEqualTo("404 NOT_FOUND");
        assertThat(code(acme.delete("/rest/posts/" + key("urn:li:share:1")))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void countsTheDayUntilMidnight() {
        linkedIn.perDay(1);
        posted("One");
        HttpResponse<String> second = acme.post("/rest/posts", body(ACME, "Two", ""));
        assertThat(code(second)).isEqualTo("429 TOO_MANY_REQUESTS");
        assertThat(second.body()).contains("APPLICATION DAY limit");
        linkedIn.clock().advance(Duration.ofDays(1));
        assertThat(posted("Two")).isNotEmpty();
    }

    @Test
    void takesTokensAsLongAsTheyLive() {
        assertThat(code(acme.with("Authorization", "Bearer other").get("/rest/organizations/1001")))
                .isEqualTo("401 INVALID_ACCESS_TOKEN");
        assertThat(code(acme.with("Authorization", null).get("/rest/organizations/1001")))
                .isEqualTo("401 EMPTY_ACCESS_TOKEN");
        acme.with("Authorization", "Bearer " + token);
        linkedIn.revokeToken(token);
        assertThat(code(acme.get("/rest/organizations/1001"))).isEqualTo("401 REVOKED_ACCESS_TOKEN");
        linkedIn.clock().advance(Duration.ofDays(60));
        assertThat(code(ada.get("/v2/userinfo"))).isEqualTo("401 EXPIRED_ACCESS_TOKEN");
    }

    @Test
    void takesNoTokenInTheAddress() {
        assertThat(code(acme.get("/rest/organizations/1001?oauth2_access_token=" + token)))
                .isEqualTo("400 ILLEGAL_ARGUMENT");
    }

    @Test
    void failsFalsely() {
        linkedIn.mood(Mood.FALSE_FAILURE, "POST /rest/posts", 1);
        assertThat(code(acme.post("/rest/posts", body(ACME, "There all the same", ""))))
                .isEqualTo("500 INTERNAL_SERVER_ERROR");
        assertThat(linkedIn.texts()).containsExactly("There all the same");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void knowsNoOtherPath() {
        assertThat(code(acme.get("/rest/ugcPosts"))).isEqualTo("404 NOT_FOUND");
        assertThat(code(acme.get("/v2/shares"))).isEqualTo("404 NOT_FOUND");
        assertThat(linkedIn.violations()).hasSize(2);
    }
}
