package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class AssetsTest extends Story {
    private JsonNode content() {
        return new ObjectMapper().valueToTree(linkedIn.posts().get(0)).path("content");
    }

    private Post with(Attempt attempt, Media... media) {
        return post("With media").media(List.of(media)).attempt(attempt).build();
    }

    private static Media film(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i += 1000) {
            bytes[i] = (byte) (i / 1000);
        }
        return new Media(bytes, "video/mp4", "A film", 640, 360);
    }

    @Test
    void postsAPictureWithWhatItShows() {
        assertThat(connector.publish(acme, with(attempt(), picture("A hat")))).isInstanceOf(Outcome.Done.class);
        assertThat(content().at("/media/altText").asText()).isEqualTo("A hat");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void postsSeveralPicturesInTheirOrder() {
        Post post = with(attempt(), picture("One"), picture("Three"), picture(""));
        assertThat(connector.publish(acme, post)).isInstanceOf(Outcome.Done.class);
        JsonNode images = content().at("/multiImage/images");
        assertThat(images).hasSize(3);
        assertThat(images.at("/1/altText").asText()).isEqualTo("Three");
        assertThat(images.at("/2").has("altText")).isFalse();
        assertThat(linkedIn.violations()).isEmpty();
    }

    /** LinkedIn does not say how far a member's picture is: that is no reason not to post. */
    @Test
    void postsAMembersPicture() {
        assertThat(connector.publish(ada, with(attempt(), picture("A hat")))).isInstanceOf(Outcome.Done.class);
        assertThat(content().at("/media/id").asText()).startsWith("urn:li:image:");
    }

    @Test
    void goesOnWhereItStopped() {
        linkedIn.processing(Duration.ofSeconds(20));
        Post post = with(attempt(), picture("One"), picture("Three"));
        Outcome.Later later = (Outcome.Later) connector.publish(acme, post);
        assertThat(later.ticket()).contains("urn:li:image:").doesNotContain("http", token);
        assertThat(later.notBefore()).isAfter(linkedIn.clock().instant());
        assertThat(linkedIn.posts()).isEmpty();
        linkedIn.clock().advance(Duration.ofSeconds(20));
        Post again = Post.of(post.key(), post.text(), post.createdAt())
                .media(post.media())
                .attempt(post.attempt().resuming(later.ticket()))
                .build();
        assertThat(connector.publish(acme, again)).isInstanceOf(Outcome.Done.class);
        assertThat(requests("PUT /dms-uploads/")).isEqualTo(2);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void sendsAPictureAgainWhoseUploadWasLost() {
        linkedIn.mood(Mood.LOST_BEFORE, "PUT /dms-uploads/", 1);
        Post post = with(attempt(), picture("One"));
        Outcome.Later later = (Outcome.Later) connector.publish(acme, post);
        assertThat(later.ticket()).isEmpty();
        assertThat(connector.publish(acme, post)).isInstanceOf(Outcome.Done.class);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void keepsTheTicketWhenThePostMustWait() {
        linkedIn.mood(Mood.RATE_LIMITED, "POST /rest/posts", 1);
        Outcome.Later later = (Outcome.Later) connector.publish(acme, with(attempt(), picture("One")));
        Post again = with(attempt().resuming(later.ticket()), picture("One"));
        assertThat(connector.publish(acme, again)).isInstanceOf(Outcome.Done.class);
        assertThat(requests("PUT /dms-uploads/")).isEqualTo(1);
        assertThat(requests("GET /rest/images/")).isEqualTo(1);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void refusesWhatLinkedInCannotProcess() {
        linkedIn.failProcessing();
        Outcome outcome = connector.publish(acme, with(attempt(), picture("One")));
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(Reason.CONTENT);
        assertThat(linkedIn.posts()).isEmpty();
    }

    @Test
    void postsAVideoOnceItIsProcessed() {
        linkedIn.processing(Duration.ofMinutes(1));
        Media film = film(5_000_000);
        Outcome.Later first = (Outcome.Later) connector.publish(acme, with(attempt(), film));
        assertThat(first.ticket()).contains("urn:li:video:").doesNotContain("http");
        assertThat(requests("uploaded-video")).isEqualTo(2);
        Outcome.Later second =
                (Outcome.Later) connector.publish(acme, with(attempt().resuming(first.ticket()), film));
        linkedIn.clock().advance(Duration.ofMinutes(1));
        assertThat(connector.publish(acme, with(attempt().resuming(second.ticket()), film)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(requests("uploaded-video")).isEqualTo(2);
        assertThat(content().at("/media/id").asText()).startsWith("urn:li:video:");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void sendsPartsOfAVideoWithoutAToken() {
        connector.publish(acme, with(attempt(), film(100_000)));
        assertThat(linkedIn.calls().stream().filter(call -> call.path().contains("uploaded-video")))
                .hasSize(1)
                .allMatch(call -> call.header("Authorization").isEmpty());
    }

    @Test
    void asksLaterWhenTheStatusIsNotTold() {
        Media film = film(100_000);
        linkedIn.mood(Mood.BROKEN, "GET /rest/videos/", 1);
        Outcome.Later later = (Outcome.Later) connector.publish(acme, with(attempt(), film));
        assertThat(later.ticket()).contains("urn:li:video:");
        assertThat(connector.publish(acme, with(attempt().resuming(later.ticket()), film)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(requests("uploaded-video")).isEqualTo(1);
        assertThat(linkedIn.violations()).isEmpty();
    }

    /** What the ticket names and LinkedIn does not have is sent anew. */
    @Test
    void sendsAgainWhatLinkedInLost() {
        linkedIn.processing(Duration.ofMinutes(1));
        Outcome.Later later = (Outcome.Later) connector.publish(acme, with(attempt(), picture("One")));
        String other = later.ticket().replaceAll("urn:li:image:[A-Z0-9]+", "urn:li:image:LOST");
        linkedIn.processing(Duration.ZERO);
        assertThat(connector.publish(acme, with(attempt().resuming(other), picture("One"))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(requests("PUT /dms-uploads/")).isEqualTo(2);
    }

    @Test
    void givesItsTokenToLinkedInAlone() {
        assertThat(LinkedInApi.isTheirs(acme, URI.create(linkedIn.uri() + "/dms-uploads/1")))
                .isTrue();
        assertThat(LinkedInApi.isTheirs(acme, URI.create("https://www.linkedin.com/dms-uploads/1")))
                .isTrue();
        assertThat(LinkedInApi.isTheirs(acme, URI.create("http://www.linkedin.com/x")))
                .isFalse();
        assertThat(LinkedInApi.isTheirs(acme, URI.create("https://evillinkedin.com/x")))
                .isFalse();
        assertThat(LinkedInApi.isTheirs(acme, URI.create("https://linkedin.com.evil.example/x")))
                .isFalse();
        assertThat(LinkedInApi.isTheirs(acme, URI.create("https://evil.example/.linkedin.com")))
                .isFalse();
    }
}
