package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Card;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class LinkedInConnectorTest extends Story {
    private JsonNode only() {
        assertThat(linkedIn.posts()).hasSize(1);
        return new ObjectMapper().valueToTree(linkedIn.posts().get(0));
    }

    private Reason refused(Outcome outcome) {
        return ((Outcome.Refused) outcome).reason();
    }

    @Test
    void postsForAnOrganisation() {
        String text = "Fresh (and free) #news: https://acme.example/a_b*c by @acme <3";
        RemoteRef ref = posted(text);
        assertThat(linkedIn.texts()).containsExactly(text);
        assertThat(only().path("author").asText()).isEqualTo(ACME);
        assertThat(only().path("id").asText()).isEqualTo(ref.id());
        assertThat(ref.url()).isEqualTo(URI.create(linkedIn.uri() + "/feed/update/" + ref.id()));
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void postsForAMember() {
        Post post = post("Mine").visibility(Visibility.FOLLOWERS).build();
        assertThat(connector.publish(ada, post)).isInstanceOf(Outcome.Done.class);
        assertThat(only().path("author").asText()).isEqualTo(ADA);
        assertThat(only().path("visibility").asText()).isEqualTo("CONNECTIONS");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void postsALinkWithItsCard() {
        Card card = new Card(
                URI.create("https://acme.example/garden"),
                "The garden " + "x".repeat(500),
                "All about it",
                Optional.of(picture("")));
        assertThat(connector.publish(acme, post("Look").card(card).build())).isInstanceOf(Outcome.Done.class);
        JsonNode article = only().at("/content/article");
        assertThat(article.path("source").asText()).isEqualTo("https://acme.example/garden");
        assertThat(article.path("title").asText())
                .startsWith("The garden x")
                .hasSize(400)
                .endsWith("…");
        assertThat(article.path("description").asText()).isEqualTo("All about it");
        assertThat(article.path("thumbnail").asText()).startsWith("urn:li:image:");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void givesACardWithoutATitleOne() {
        Card card = new Card(URI.create("https://acme.example/x"), " ", "", Optional.empty());
        connector.publish(acme, post("Look").card(card).build());
        assertThat(only().at("/content/article/title").asText()).isEqualTo("acme.example");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void refusesWhatLinkedInHasNot() {
        for (Visibility visibility : List.of(Visibility.UNLISTED, Visibility.DIRECT, Visibility.FOLLOWERS)) {
            Post post = post("Hidden").visibility(visibility).build();
            assertThat(refused(connector.publish(acme, post))).isEqualTo(Reason.CONTENT);
        }
        assertThat(linkedIn.calls()).isEmpty();
    }

    @Test
    void tellsWhereTheSameIsAlready() {
        linkedIn.clock().advance(Duration.ofMinutes(-6));
        RemoteRef first = posted("Twice");
        linkedIn.clock().advance(Duration.ofMinutes(6));
        Outcome second = connector.publish(acme, post("Twice").build());
        assertThat(refused(second)).isEqualTo(Reason.DUPLICATE);
        assertThat(((Outcome.Refused) second).why()).contains(first.id());
        assertThat(linkedIn.texts()).hasSize(1);
    }

    @Test
    void whatLinkedInHasFromAnEarlierTryIsNoDuplicate() {
        Post post = post("Once").attempt(attempt().below(null, "")).build();
        linkedIn.mood(Mood.LOST_AFTER, "POST /rest/posts", 1);
        assertThat(connector.publish(acme, post)).isInstanceOf(Outcome.Uncertain.class);
        RemoteRef ref = ref(connector.publish(acme, post));
        assertThat(only().path("id").asText()).isEqualTo(ref.id());
        linkedIn.mood(Mood.BROKEN, "GET /rest/posts", 1);
        assertThat(connector.publish(acme, post)).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void aDuplicateOfAMemberMayBeOurs() {
        Post post = post("Once").attempt(attempt().below(null, "")).build();
        linkedIn.mood(Mood.LOST_AFTER, "POST /rest/posts", 1);
        assertThat(connector.publish(ada, post)).isInstanceOf(Outcome.Uncertain.class);
        String there = only().path("id").asText();
        assertThat(connector.publish(ada, post))
                .isInstanceOfSatisfying(Outcome.Uncertain.class, uncertain -> assertThat(uncertain.why())
                        .contains(there));
        Post another = post("Once")
                .attempt(attempt().below(null, "").besides(Set.of(there)))
                .build();
        assertThat(refused(connector.publish(ada, another))).isEqualTo(Reason.DUPLICATE);
    }

    @Test
    void refusesATextThatIsTooLong() {
        assertThat(refused(connector.publish(acme, post("a".repeat(3001)).build())))
                .isEqualTo(Reason.CONTENT);
        assertThat(connector.publish(acme, post("_".repeat(3000)).build())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void changesTheTextInPlace() {
        RemoteRef ref = posted("Frist");
        assertThat(connector.edit(acme, ref, post("First (#really)").build())).isEqualTo(new Outcome.Done(ref));
        assertThat(linkedIn.texts()).containsExactly("First (#really)");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void cannotChangeWhatIsGone() {
        RemoteRef ref = posted("Gone soon");
        linkedIn.deletePost(ref.id());
        assertThat(refused(connector.edit(acme, ref, post("New").build()))).isEqualTo(Reason.GONE);
    }

    @Test
    void deletesWhatIsThereAndWhatIsNot() {
        RemoteRef ref = posted("Away");
        assertThat(connector.delete(acme, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(linkedIn.posts()).isEmpty();
        assertThat(connector.delete(acme, ref)).isEqualTo(new Outcome.Done(ref));
        assertThat(linkedIn.violations()).isEmpty();
        assertThat(connector.delete(acme, new RemoteRef("urn:li:share:1", "", null)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void waitsUntilMidnightWhenTheDayIsUsedUp() {
        linkedIn.perDay(0);
        Outcome outcome = connector.publish(acme, post("Later").build());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                .isEqualTo(LocalDate.ofInstant(linkedIn.clock().instant(), ZoneOffset.UTC)
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)));
    }

    @Test
    void saysThatTheSignInHasEnded() {
        linkedIn.revokeToken(token);
        Outcome outcome = connector.publish(acme, post("No").build());
        assertThat(refused(outcome)).isEqualTo(Reason.AUTHORISATION);
        assertThat(outcome.toString()).doesNotContain(token);
    }

    @Test
    void saysThatTheRoleIsGone() {
        linkedIn.noRole("ada1", ACME);
        Outcome outcome = connector.publish(acme, post("No").build());
        assertThat(refused(outcome)).isEqualTo(Reason.AUTHORISATION);
        assertThat(((Outcome.Refused) outcome).why()).contains("role");
    }

    @Test
    void saysThatTheVersionHasEnded() {
        LinkedInConnector old = new LinkedInConnector(http, settings.version("202401"), linkedIn.clock());
        Outcome outcome = old.publish(acme, post("No").build());
        assertThat(refused(outcome)).isEqualTo(Reason.SERVER);
        assertThat(((Outcome.Refused) outcome).why()).contains("202401");
    }

    @Test
    void warnsOnPostsBeforeTheVersionEnds() {
        LocalDate end = ApiVersion.end(settings.version()).orElseThrow();
        linkedIn.clock()
                .advance(Duration.between(
                        linkedIn.clock().instant(),
                        end.minusDays(10).atStartOfDay().toInstant(ZoneOffset.UTC)));
        Secret fresh = new Secret(linkedIn.connectToken("ada1", "w_organization_social"));
        Outcome outcome = connector.publish(
                new MemoryAccount(linkedIn.uri(), ACME, fresh), post("Still").build());
        assertThat(((Outcome.Done) outcome).remark()).contains("ends on " + end);
    }

    @Test
    void doesNotUnderstandAPage() {
        linkedIn.mood(Mood.GARBAGE, "POST /rest/posts", 1);
        assertThat(connector.publish(acme, post("What").build())).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainWhereItMayHaveArrived() {
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.FALSE_FAILURE, Mood.BROKEN_AFTER)) {
            linkedIn.mood(mood, "POST /rest/posts", 1);
            assertThat(connector.publish(acme, post("May be there " + mood).build()))
                    .isInstanceOf(Outcome.Uncertain.class);
        }
        assertThat(linkedIn.texts()).hasSize(3);
    }

    @Test
    void putsNoTokenIntoAnAddress() {
        connector.publish(acme, post("With").media(List.of(picture("A hat"))).build());
        assertThat(addresses()).isNotEmpty().noneMatch(address -> address.contains(token));
    }
}
