package org.herald.simulators.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.linkedin.Client.code;
import static org.herald.simulators.linkedin.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedInSignInTest {
    private static final String BACK = "https://cms.example/callback";
    private final LinkedInSimulator linkedIn = new LinkedInSimulator(0);
    private final Client client = new Client(linkedIn.uri(), "none").with("Authorization", null);

    @BeforeEach
    void register() {
        linkedIn.redirect(URI.create(BACK));
    }

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private String location(String scopes) {
        return client.get("/oauth/v2/authorization?response_type=code&client_id=" + LinkedInSimulator.CLIENT_ID
                        + "&redirect_uri=" + Client.key(BACK) + "&state=s%20t&scope=" + Client.key(scopes))
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private String authorisation() {
        return location(LinkedInSimulator.PAGE_SCOPES).replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    private HttpResponse<String> exchange(String code, String redirect, String secret) {
        return client.form(
                "/oauth/v2/accessToken",
                "grant_type=authorization_code&code=" + code + "&client_id=" + LinkedInSimulator.CLIENT_ID
                        + "&client_secret=" + secret + "&redirect_uri=" + Client.key(redirect));
    }

    private HttpResponse<String> refresh(String refresh) {
        return client.form(
                "/oauth/v2/accessToken",
                "grant_type=refresh_token&refresh_token=" + refresh + "&client_id=" + LinkedInSimulator.CLIENT_ID
                        + "&client_secret=" + LinkedInSimulator.CLIENT_SECRET);
    }

    @Test
    void givesATokenForSixtyDays() {
        JsonNode token = json(exchange(authorisation(), BACK, LinkedInSimulator.CLIENT_SECRET));
        assertThat(token.path("expires_in").asLong()).isEqualTo(5_184_000);
        assertThat(token.path("scope").asText()).contains(",");
        assertThat(token.has("refresh_token")).isFalse();
        Client me = new Client(linkedIn.uri(), token.path("access_token").asText());
        assertThat(json(me.get("/v2/me")).path("id").asText()).isEqualTo("ada1");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void takesACodeOnce() {
        String code = authorisation();
        exchange(code, BACK, LinkedInSimulator.CLIENT_SECRET);
        assertThat(exchange(code, BACK, LinkedInSimulator.CLIENT_SECRET).body()).contains("invalid_request");
    }

    @Test
    void takesNoOldCode() {
        String code = authorisation();
        linkedIn.clock().advance(Duration.ofMinutes(30));
        assertThat(exchange(code, BACK, LinkedInSimulator.CLIENT_SECRET).statusCode())
                .isEqualTo(400);
    }

    @Test
    void comparesAddressAndSecret() {
        assertThat(exchange(authorisation(), BACK + "2", LinkedInSimulator.CLIENT_SECRET)
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> secret = exchange(authorisation(), BACK, "guessed");
        assertThat(secret.statusCode()).isEqualTo(401);
        assertThat(json(secret).path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void tellsOfADenial() {
        linkedIn.deny(true);
        assertThat(location(LinkedInSimulator.PAGE_SCOPES))
                .isEqualTo(BACK + "?error=user_cancelled_authorize&state=s+t");
    }

    @Test
    void givesOnlyScopesOfTheApplication() {
        assertThat(location("r_member_social")).contains("error=unauthorized_scope_error");
        linkedIn.noProduct("rw_organization_admin");
        assertThat(location(LinkedInSimulator.PAGE_SCOPES)).contains("error=unauthorized_scope_error");
    }

    @Test
    void sendsNobodyToAnAddressThatIsNotRegistered() {
        HttpResponse<String> answer =
                client.get("/oauth/v2/authorization?response_type=code&state=s&scope=openid&client_id="
                        + LinkedInSimulator.CLIENT_ID + "&redirect_uri=https%3A%2F%2Fevil.example%2F");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(linkedIn.violations()).hasSize(1);
    }

    @Test
    void refreshesForApprovedApplicationsAndNeverPastTheYear() {
        linkedIn.refreshes(true);
        JsonNode first = json(exchange(authorisation(), BACK, LinkedInSimulator.CLIENT_SECRET));
        String refresh = first.path("refresh_token").asText();
        linkedIn.clock().advance(Duration.ofDays(360));
        JsonNode second = json(refresh(refresh));
        assertThat(second.path("refresh_token").asText()).isEqualTo(refresh);
        assertThat(second.path("refresh_token_expires_in").asLong())
                .isLessThanOrEqualTo(Duration.ofDays(5).toSeconds());
        assertThat(second.path("expires_in").asLong())
                .isEqualTo(second.path("refresh_token_expires_in").asLong());
        linkedIn.clock().advance(Duration.ofDays(5));
        assertThat(json(refresh(refresh)).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void tellsWhoAMemberIs() {
        Client member = new Client(linkedIn.uri(), linkedIn.connectToken("bob2", LinkedInSimulator.MEMBER_SCOPES));
        assertThat(json(member.get("/v2/userinfo")).path("sub").asText()).isEqualTo("bob2");
        assertThat(code(member.get("/v2/me"))).isEqualTo("403 ACCESS_DENIED");
        assertThat(code(member.get("/rest/organizationAcls?q=roleAssignee"))).isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    void listsOrganisationsByPage() {
        Client pages = new Client(linkedIn.uri(), linkedIn.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES));
        String finder = "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED";
        JsonNode first = json(pages.get(finder + "&count=1"));
        assertThat(first.at("/elements/0/organization").asText()).isEqualTo("urn:li:organization:1001");
        JsonNode second = json(pages.get(finder + "&count=1&start=1"));
        assertThat(second.at("/elements/0/organization").asText()).isEqualTo("urn:li:organization:1002");
        assertThat(json(pages.get("/rest/organizations/1001"))
                        .path("localizedName")
                        .asText())
                .isEqualTo("Acme");
        assertThat(code(pages.get("/rest/organizations/77"))).isEqualTo("404 NOT_FOUND");
        assertThat(code(pages.get("/rest/organizationAcls?q=organization"))).isEqualTo("400 INVALID_VALUE_FOR_FIELD");
    }
}
