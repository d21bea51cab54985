package org.herald.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Json;
import org.herald.simulators.Simulator;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * A network as {@link ConnectorContract} sees it: a server with moods, an account of ours on it, and what other people do
 * there. What the network cannot do is no method left empty: its traits and {@link #ways} say it, and the contract looks.
 */
public abstract class Rig implements AutoCloseable {
    /** Short waits: the moods make them run out. */
    protected final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());

    /**
     * What no trait of the network says.
     *
     * @param proves whether a look-up tells, too, that a post is not there
     * @param steps whether a post with a picture takes several requests, and a later try goes on behind those that went well
     * @param pages whether a long thread is read by pages
     * @param news whether the network tells which posts were answered
     * @param gone whether it tells that a single reply is gone
     */
    public record Ways(boolean proves, boolean steps, boolean pages, boolean news, boolean gone) {}

    public abstract Ways ways();

    public abstract Simulator server();

    /** The services of the network, as OSGi finds them. */
    public abstract List<Capability> services();

    public abstract Account account();

    /** What an administrator types beside the secret; empty where the secret says it all. */
    public String typed() {
        return account().handle();
    }

    /** What an administrator pastes. */
    public String pasted() {
        return account().secret().reveal();
    }

    /** What nobody may be told. */
    public List<String> secrets() {
        return List.of(pasted());
    }

    /** Whether the network's own addresses have a token in their path: then it stands nowhere else in them. */
    public boolean tokenInPath() {
        return false;
    }

    /** Method and a part of the path of the request after which readers see a post. */
    public abstract String posting();

    /** The same of a request that brings a picture there; empty where it goes along with the post. */
    public abstract String preparing();

    /** The same of the request that tells of answers. */
    public abstract String reading();

    /** Where the network shows the account's picture, or the picture itself; empty where no application is told it. */
    public abstract Optional<URI> face();

    /** The keys that the requests carried; nothing where no network of this kind knows one. */
    public List<String> keys() {
        return List.of();
    }

    /** The texts of our posts that readers see, answers left out. */
    public abstract List<String> texts();

    /** All that readers see, by whomever: what is looked through for a text. */
    public String everything() {
        return state().toString();
    }

    /** A picture as the network takes it. */
    public abstract Media picture(String alt);

    /** Whether there is no post without one. */
    public boolean needsPicture() {
        return false;
    }

    /** Somebody answers a post or an answer, as apps do that name whom they answer. */
    public abstract void answer(RemoteRef to, String text);

    /** The same without a name, where that makes a difference. */
    public void answerWithoutName(RemoteRef to, String text) {
        answer(to, text);
    }

    /** Whoever wrote an answer deletes it. */
    public abstract void retract(RemoteRef reply);

    /** How many answers do not come at once; a hundred and fifty where all do. */
    public int manyAnswers() {
        return 150;
    }

    /** Leaves nothing of what the network lets the account post in a time. */
    public abstract void useUp();

    /** Ends that, where time alone does not. */
    public void grant() {}

    /** Somebody who may takes the account's sign-in back. */
    public abstract void revoke();

    /** Ends the token that requests are signed with, and nothing else where it can be had anew. */
    public void end() {
        revoke();
    }

    /** Method and a part of the path of the request by which another token is had without a person; empty for none. */
    public String renewing() {
        return "";
    }

    /** Registers an address for what the network sends by itself; false where it sends nothing. */
    public boolean subscribe(URI hook) {
        return false;
    }

    /** Sends what waits, where the network does not do it at once. */
    public void deliver() {}

    /** Lets what must lie between two posts pass. */
    public void breathe() {
        server().clock().advance(Duration.ofSeconds(6));
    }

    public final Instant now() {
        return server().clock().instant();
    }

    /** A post as the core makes it, with a picture where there is none without. */
    public final Post post(String key, String text, Attempt attempt, Media... media) {
        List<Media> files = media.length == 0 && needsPicture() ? List.of(picture("A pond")) : List.of(media);
        return Post.of(key, text, attempt.began()).media(files).attempt(attempt).build();
    }

    /** What the server holds. */
    protected final JsonNode state() {
        try {
            HttpRequest request = HttpRequest.newBuilder(server().uri().resolve(Simulator.CONTROL + "state"))
                    .build();
            return Json.MAPPER.readTree(HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() {
        http.close();
        server().close();
    }
}
