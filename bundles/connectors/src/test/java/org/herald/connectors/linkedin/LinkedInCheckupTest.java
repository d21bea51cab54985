package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Mood;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.Test;

class LinkedInCheckupTest extends Story {
    private final LinkedInCheckup checkup = new LinkedInCheckup(http, settings, linkedIn.clock());
    private final LinkedInSignIn signIn = new LinkedInSignIn(http, settings, linkedIn.clock());

    @Test
    void aPageAndAMemberAreKnownByOneRequestEach() {
        works(checkup.check(acme), ACME);
        assertThat(lacking(checkup.check(acme))).isEmpty();
        assertThat(requests("/rest/organizationAcls")).isEqualTo(2);
        assertThat(requests("/rest/organizations/")).as("nobody asks for names").isZero();
        works(checkup.check(ada), ADA);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void aRoleThatWasTakenAwayIsMissing() {
        linkedIn.noRole("ada1", ACME);
        Vitals vitals = checkup.check(acme);
        assertThat(facts(vitals, Fact.Lacks.class))
                .anyMatch(lacks -> lacks.what() == Fact.Need.ROLE
                        && lacks.posting()
                        && !lacks.names().isEmpty());
    }

    @Test
    void theVersionEndsAYearAfterItCame() {
        LinkedInCheckup older = new LinkedInCheckup(http, settings.version("202601"), linkedIn.clock());
        assertThat(facts(older.check(acme), Fact.Ends.class))
                .filteredOn(ends -> ends.what() == Fact.End.VERSION)
                .singleElement()
                .satisfies(ends -> {
                    assertThat(ends.at()).isEqualTo("2027-01-15T00:00:00Z");
                    assertThat(ends.which()).isEqualTo("202601");
                    assertThat(ends.renewed()).isFalse();
                });
    }

    @Test
    void theTokensEndAndScopesAreToldAsTheSignInToldThem() {
        Tokens tokens = new Tokens(
                new Secret(token),
                Optional.empty(),
                linkedIn.clock().instant().plus(Duration.ofDays(60)),
                List.of("r_organization_social", "rw_organization_admin"));
        Vitals vitals = checkup.check(new MemoryAccount(linkedIn.uri(), ACME, tokens.kept()));
        assertThat(facts(vitals, Fact.Ends.class)).contains(new Fact.Ends(Fact.End.TOKEN, tokens.until(), "", false));
        assertThat(lacking(vitals)).containsExactly("w_organization_social");
        assertThat(facts(checkup.check(acme), Fact.Ends.class))
                .as("of a pasted token nobody knows the end")
                .noneMatch(ends -> ends.what() == Fact.End.TOKEN);
    }

    @Test
    void whatWasRevokedIsRefusedAndTheVersionStillTold() {
        linkedIn.revokeToken(token);
        Vitals vitals = checkup.check(acme);
        denied(vitals, Reason.AUTHORISATION, token);
        assertThat(facts(vitals, Fact.Ends.class)).isNotEmpty();
    }

    private void roles(int first, int count) {
        for (int i = first; i < first + count; i++) {
            linkedIn.role("ada1", "urn:li:organization:" + i, "ADMINISTRATOR");
        }
    }

    /** Beyond what is looked through, nothing is said of a role. */
    @Test
    void amongTooManyPagesNoRoleIsMissed() {
        linkedIn.noRole("ada1", ACME);
        roles(5000, 450);
        assertThat(facts(checkup.check(acme), Fact.Lacks.class))
                .as("all was read")
                .anyMatch(
                        lacks -> lacks.what() == Fact.Need.ROLE && lacks.names().contains("ADMINISTRATOR"));
        assertThat(signIn.check(acme))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        roles(6000, 100);
        linkedIn.role("ada1", ACME, "ADMINISTRATOR");
        assertThat(facts(checkup.check(acme), Fact.Lacks.class))
                .as("it stands behind all that is looked at")
                .noneMatch(lacks -> lacks.what() == Fact.Need.ROLE);
        assertThat(signIn.check(acme))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .as("an administrator need not connect it again")
                        .isEqualTo(Reason.SERVER));
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void theEndOfTheConsentIsTold() {
        Instant end = linkedIn.clock().instant().plus(Duration.ofDays(13));
        Tokens tokens = new Tokens(
                        new Secret(token),
                        Optional.of(new Secret("AQW")),
                        linkedIn.clock().instant().plus(Duration.ofDays(60)),
                        List.of())
                .lasting(end);
        assertThat(facts(checkup.check(new MemoryAccount(linkedIn.uri(), ACME, tokens.kept())), Fact.Ends.class))
                .contains(
                        new Fact.Ends(Fact.End.TOKEN, tokens.until(), "", true),
                        new Fact.Ends(Fact.End.SIGN_IN, end, "", false));
    }

    @Test
    void whoAsksTooOftenWaits() {
        linkedIn.mood(Mood.RATE_LIMITED, "/rest/organizationAcls", 1);
        assertThat(checkup.check(acme)).isInstanceOf(Vitals.NotNow.class);
    }
}
