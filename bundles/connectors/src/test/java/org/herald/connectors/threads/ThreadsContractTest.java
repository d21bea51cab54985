package org.herald.connectors.threads;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Pictures;
import org.herald.connectors.Rig;
import org.herald.simulators.Simulator;
import org.herald.simulators.meta.PictureServer;
import org.herald.simulators.threads.ThreadsSimulator;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class ThreadsContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new ThreadsRig();
    }

    /**
     * developers.facebook.com/docs/threads: troubleshooting, reference/publishing, changelog (2025-12-22: links);
     * docs/graph-api/guides/error-handling; August 2026.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"error":{"code":190,"message":"Error validating access token"}} | AUTHORISATION
                401 | - | {"error":{"code":190,"error_subcode":463,"message":"Session has expired"}} | AUTHORISATION
                403 | - | {"error":{"code":10,"message":"Application does not have permission for this action"}} | AUTHORISATION
                400 | - | {"error":{"code":200,"message":"Permissions error"}} | AUTHORISATION
                400 | - | {"error":{"code":100,"message":"Param text must be at most 500 characters long."}} | CONTENT
                400 | - | {"error":{"code":100,"message":"More than 5 links"}} | CONTENT
                400 | - | {"error":{"code":-1,"error_subcode":2207003,"message":"It takes too long to download the media"}} | CONTENT
                400 | - | {"error":{"code":36003,"error_subcode":2207009,"message":"The submitted image has an aspect ratio that cannot be published"}} | CONTENT
                400 | - | {"error":{"code":506,"message":"Duplicate status message"}} | DUPLICATE
                400 | - | {"error":{"code":9,"error_subcode":2207042,"message":"You reached maximum number of posts that is allowed to be published"}} | Later
                400 | - | {"error":{"code":9007,"error_subcode":2207027,"message":"The media is not ready to be published"}} | Later
                403 | - | {"error":{"code":4,"message":"Application request limit reached"}} | Later
                429 | - | {"error":{"code":613,"message":"Calls to this api have exceeded the rate limit."}} | Later
                400 | - | {"error":{"code":368,"message":"The action attempted has been deemed abusive"}} | Later
                400 | - | {"error":{"code":4,"error_subcode":2207051,"message":"Action is blocked"}} | Uncertain
                400 | - | {"error":{"code":1,"message":"An unknown error occurred"}} | Uncertain
                500 | - | {"error":{"code":2,"message":"An unexpected error has occurred"}} | Uncertain
                400 | - | {"error":{"code":2635,"message":"You are calling a deprecated version of the API"}} | SERVER
                502 | - | <html> | Uncertain
                """;
    }

    private static final class ThreadsRig extends Rig {
        private final ThreadsSimulator server = new ThreadsSimulator(0);
        private final PictureServer site = new PictureServer();
        private final App app = new App(
                ThreadsSimulator.APP_ID,
                ThreadsSimulator.APP_SECRET,
                "v1.0",
                server.uri(),
                server.uri().resolve("/oauth/authorize"),
                "known");
        private final ThreadsConnector connector;
        private final String token;
        private final Account account;

        private ThreadsRig() {
            // the header that tells the network's time tells the machine's: so this one is behind it in all tests
            server.clock().advance(Duration.ofDays(-70));
            connector = new ThreadsConnector(http, app, server.clock());
            token = server.connectToken("press");
            account = new MemoryAccount(
                    server.uri(),
                    server.userId("press"),
                    ThreadsApi.unknown(new Secret(token), now()).kept());
        }

        @Override
        public Ways ways() {
            return new Ways(true, true, true, false, true);
        }

        @Override
        public Simulator server() {
            return server;
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new ThreadsSignIn(http, app, server.clock()), new ThreadsReceiver(app));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public String pasted() {
            return token;
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(URI.create("https://scontent.cdninstagram.com/v/" + account.remoteId() + ".jpg"));
        }

        @Override
        public List<String> secrets() {
            return List.of(token, ThreadsSimulator.APP_SECRET);
        }

        @Override
        public String posting() {
            return "POST /v1.0/" + account.remoteId() + "/threads_publish";
        }

        @Override
        public String preparing() {
            return "POST /v1.0/" + account.remoteId() + "/threads";
        }

        @Override
        public String reading() {
            return "/conversation";
        }

        @Override
        public List<String> texts() {
            return each(state().path("posts"))
                    .filter(post -> post.path("username").asText().equals("press")
                            && !post.path("is_reply").asBoolean())
                    .map(post -> post.path("text").asText())
                    .toList();
        }

        @Override
        public Media picture(String alt) {
            Media picture = Pictures.png(alt, 640, 480);
            return picture.at(URI.create(site.put(alt.hashCode() + ".png", picture.bytes())));
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.reply(to.id(), "reader", text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.delete(reply.id());
        }

        @Override
        public void useUp() {
            server.useUp("press", "POST");
        }

        @Override
        public void grant() {
            server.clock().advance(Duration.ofHours(24));
        }

        @Override
        public void revoke() {
            server.revokeToken("press");
        }

        @Override
        public boolean subscribe(URI hook) {
            return server.subscribe(hook, "known");
        }

        @Override
        public void deliver() {
            server.deliver();
        }

        @Override
        public void close() {
            site.close();
            super.close();
        }
    }
}
