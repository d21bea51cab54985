package org.herald.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.herald.simulators.Json;
import org.herald.simulators.Simulator;
import org.herald.simulators.discord.DiscordSimulator;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PagePost;
import org.herald.simulators.instagram.IgPost;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.linkedin.LinkedInSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.simulators.threads.ThreadsSimulator;
import org.herald.simulators.x.XSimulator;

/** A network that lets nobody in for a test, as its simulator is: what was posted there, and how others answer. */
abstract class ClosedNetwork implements AutoCloseable {
    static final URI CALLBACK = URI.create(Environment.CMS + "/bin/herald/oauth/callback");

    final String id;
    final Simulator simulator;
    /** The method and a part of the path of the request that posts. */
    final String posting;
    /** The settings of its connector, by configuration. */
    final Map<String, Map<String, String>> settings;

    ClosedNetwork(String id, Simulator simulator, String posting, Map<String, Map<String, String>> settings) {
        this.id = id;
        this.simulator = simulator;
        this.posting = posting;
        this.settings = settings;
    }

    /** All of them, each with a server of its own. */
    static List<ClosedNetwork> all() {
        return List.of(
                new Discord(), new Telegram(), new LinkedIn(), new X(), new Threads(), new Facebook(), new Instagram());
    }

    /** Whether it lets posts be taken back by its API. */
    boolean takesBack() {
        return true;
    }

    /** What an administrator enters for a profile: handle and secret; empty where the browser signs in. */
    abstract List<String> credentials();

    /** Tells the network who sits before the browser. */
    void browsing() {}

    /** The ids of our posts, the oldest first. */
    abstract List<String> posts();

    /** All that the network has of a post, as JSON or text. */
    abstract String shown(String post);

    /** Somebody answers a post of ours. */
    abstract void answer(String post, String text);

    /** Whether an answer of ours with such a text is there. */
    boolean hasAnswer(String text) {
        return state().toString().contains(text);
    }

    JsonNode state() {
        return Json.MAPPER.valueToTree(
                Web.get(simulator.uri() + Simulator.CONTROL + "state").json());
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        simulator.close();
    }

    @Override
    public String toString() {
        return id;
    }

    private static final class Discord extends ClosedNetwork {
        private final DiscordSimulator server;

        Discord() {
            this(new DiscordSimulator(0));
        }

        private Discord(DiscordSimulator server) {
            super("discord", server, "POST /api/v10/webhooks", Map.of());
            this.server = server;
        }

        @Override
        List<String> credentials() {
            return List.of("", server.webhookAddress() + " " + server.people(people -> people.botToken()));
        }

        private List<JsonNode> ours() {
            return list(state().path("messages")).stream()
                    .filter(message -> message.hasNonNull("webhook_id"))
                    .toList();
        }

        @Override
        List<String> posts() {
            return ours().stream().map(message -> message.path("id").asText()).toList();
        }

        @Override
        String shown(String post) {
            return ours().stream()
                    .filter(message -> message.path("id").asText().equals(post))
                    .findFirst()
                    .map(JsonNode::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.people(people -> people.reply(post, "Nora", text));
        }
    }

    private static final class Telegram extends ClosedNetwork {
        private static final String TOKEN = "4242:AAHsimulatedTokenOfABotForTests-_x";
        private final TelegramSimulator server;

        Telegram() {
            this(new TelegramSimulator(0));
        }

        private Telegram(TelegramSimulator server) {
            super("telegram", server, "/send", Map.of());
            this.server = server;
            server.connectToken(TOKEN);
        }

        @Override
        List<String> credentials() {
            return List.of("@" + TelegramSimulator.CHANNEL_NAME, TOKEN);
        }

        private List<JsonNode> ours() {
            return list(state().path(Long.toString(TelegramSimulator.CHANNEL)).path("messages"));
        }

        @Override
        List<String> posts() {
            return ours().stream()
                    .map(message -> message.path("message_id").asText())
                    .toList();
        }

        @Override
        String shown(String post) {
            return ours().stream()
                    .filter(message -> message.path("message_id").asText().equals(post))
                    .findFirst()
                    .map(JsonNode::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.comment(Integer.parseInt(post), "Nora", text);
        }
    }

    private static final class LinkedIn extends ClosedNetwork {
        private final LinkedInSimulator server;

        LinkedIn() {
            this(new LinkedInSimulator(0));
        }

        private LinkedIn(LinkedInSimulator server) {
            super(
                    "linkedin",
                    server,
                    "POST /rest/posts",
                    Map.of(
                            "org.herald.connectors.linkedin",
                            Map.of(
                                    "clientId",
                                    LinkedInSimulator.CLIENT_ID,
                                    ".clientSecret",
                                    LinkedInSimulator.CLIENT_SECRET,
                                    "api",
                                    server.uri().toString(),
                                    "web",
                                    server.uri().toString())));
            this.server = server;
            server.redirect(CALLBACK);
        }

        @Override
        List<String> credentials() {
            return List.of();
        }

        @Override
        List<String> posts() {
            return server.posts().stream()
                    .map(post -> post.get("id").toString())
                    .toList();
        }

        @Override
        String shown(String post) {
            return server.posts().stream()
                    .filter(one -> one.get("id").equals(post))
                    .findFirst()
                    .map(Json::write)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.reply(post, "", "nora1", text);
        }
    }

    private static final class X extends ClosedNetwork {
        private final XSimulator server;

        X() {
            this(new XSimulator(0));
        }

        private X(XSimulator server) {
            super(
                    "x",
                    server,
                    "POST /2/tweets",
                    Map.of(
                            "org.herald.connectors.x.XConnector",
                            Map.of(
                                    "clientId",
                                    XSimulator.CLIENT,
                                    ".clientSecret",
                                    XSimulator.CLIENT_SECRET,
                                    "api",
                                    server.uri().toString(),
                                    "authorize",
                                    server.uri() + "/i/oauth2/authorize")));
            this.server = server;
            server.callback(CALLBACK);
        }

        @Override
        List<String> credentials() {
            return List.of();
        }

        @Override
        void browsing() {
            server.browsing("gazette", false);
        }

        private List<JsonNode> ours() {
            return list(state().path("posts")).stream()
                    .filter(post -> post.path("by").asText().equals("gazette")
                            && post.path("replyTo").asText().isEmpty())
                    .sorted((a, b) ->
                            a.path("at").asText().compareTo(b.path("at").asText()))
                    .toList();
        }

        @Override
        List<String> posts() {
            return ours().stream().map(post -> post.path("id").asText()).toList();
        }

        @Override
        String shown(String post) {
            return ours().stream()
                    .filter(one -> one.path("id").asText().equals(post))
                    .findFirst()
                    .map(JsonNode::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.reply(post, "nora", text);
        }
    }

    private static final class Threads extends ClosedNetwork {
        private final ThreadsSimulator server;

        Threads() {
            this(new ThreadsSimulator(0));
        }

        private Threads(ThreadsSimulator server) {
            super(
                    "threads",
                    server,
                    "/threads_publish",
                    Map.of(
                            "org.herald.connectors.threads",
                            Map.of(
                                    "clientId",
                                    ThreadsSimulator.APP_ID,
                                    ".clientSecret",
                                    ThreadsSimulator.APP_SECRET,
                                    "api",
                                    server.uri().toString(),
                                    "authorize",
                                    server.uri() + "/oauth/authorize")));
            this.server = server;
            server.allowRedirect(CALLBACK);
        }

        @Override
        List<String> credentials() {
            return List.of();
        }

        @Override
        void browsing() {
            server.visitor("gazette", false);
        }

        private List<JsonNode> ours() {
            return list(state().path("posts")).stream()
                    .filter(post -> post.path("username").asText().equals("gazette")
                            && !post.path("is_reply").asBoolean())
                    .toList();
        }

        @Override
        List<String> posts() {
            return ours().stream().map(post -> post.path("id").asText()).toList();
        }

        @Override
        String shown(String post) {
            return ours().stream()
                    .filter(one -> one.path("id").asText().equals(post))
                    .findFirst()
                    .map(JsonNode::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.reply(post, "nora", text);
        }
    }

    private static Map<String, String> meta(GraphSimulator server) {
        String uri = server.uri().toString();
        return Map.of(
                "appId", GraphSimulator.APP_ID, ".appSecret", GraphSimulator.APP_SECRET, "api", uri, "dialog", uri);
    }

    private static final class Facebook extends ClosedNetwork {
        private final FacebookSimulator server;

        Facebook() {
            this(new FacebookSimulator(0));
        }

        private Facebook(FacebookSimulator server) {
            super(
                    "facebook",
                    server,
                    "/feed",
                    Map.of("org.herald.connectors.facebook.FacebookConnector", meta(server)));
            this.server = server;
            server.allowRedirect(CALLBACK);
        }

        @Override
        List<String> credentials() {
            return List.of();
        }

        @Override
        List<String> posts() {
            return server.posts(server.page().id()).stream().map(PagePost::id).toList();
        }

        @Override
        String shown(String post) {
            return server.posts(server.page().id()).stream()
                    .filter(one -> one.id().equals(post))
                    .findFirst()
                    .map(PagePost::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.reply(post, "Nora", text);
        }
    }

    private static final class Instagram extends ClosedNetwork {
        private final InstagramSimulator server;

        Instagram() {
            this(new InstagramSimulator(0));
        }

        private Instagram(InstagramSimulator server) {
            super(
                    "instagram",
                    server,
                    "/media_publish",
                    Map.of("org.herald.connectors.instagram.InstagramConnector", meta(server)));
            this.server = server;
            server.allowRedirect(CALLBACK);
        }

        @Override
        boolean takesBack() {
            return false;
        }

        @Override
        List<String> credentials() {
            return List.of();
        }

        @Override
        List<String> posts() {
            return server.posts().stream().map(IgPost::id).toList();
        }

        @Override
        String shown(String post) {
            return server.posts().stream()
                    .filter(one -> one.id().equals(post))
                    .findFirst()
                    .map(IgPost::toString)
                    .orElse("");
        }

        @Override
        void answer(String post, String text) {
            server.reply(post, "nora", text);
        }
    }
}
