package org.herald.connectors.x;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Rig;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Simulator;
import org.herald.simulators.x.XSimulator;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class XContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new XRig();
    }

    /**
     * docs.x.com: x-api/fundamentals/response-codes-and-errors, rate-limits; the changelog of 2026-02-23 (who may be
     * answered) and 2026-04-16; sentences that X does not document are those its developers' forum quotes.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"type":"https://api.x.com/2/problems/invalid-request","title":"Invalid Request","detail":"One or more parameters to your request was invalid."} | CONTENT
                401 | - | {"type":"about:blank","title":"Unauthorized","status":401,"detail":"Unauthorized"} | AUTHORISATION
                402 | - | {"type":"https://api.x.com/2/problems/credits","title":"Payment Required","detail":"Your enrolled account does not have any credits."} | Later
                403 | - | {"type":"about:blank","title":"Forbidden","detail":"You are not allowed to create a Tweet with duplicate content."} | DUPLICATE
                403 | - | {"type":"about:blank","title":"Forbidden","detail":"Posts are limited to a maximum of 1 cashtag."} | CONTENT
                403 | - | {"type":"about:blank","title":"Forbidden","detail":"Your Tweet text is too long."} | CONTENT
                403 | - | {"type":"https://api.x.com/2/problems/usage-capped","title":"Usage capped","detail":"Usage cap exceeded"} | Later
                403 | - | {"type":"https://api.x.com/2/problems/client-forbidden","title":"Client Forbidden","detail":"When authenticating requests"} | AUTHORISATION
                404 | - | {"type":"https://api.x.com/2/problems/resource-not-found","title":"Not Found","detail":"Could not find tweet"} | GONE
                413 | - | {"type":"about:blank","title":"Too large","detail":"Too large"} | CONTENT
                429 | x-rate-limit-remaining=0; x-rate-limit-reset=1795000000 | {"title":"Too Many Requests","type":"about:blank","status":429} | Later
                429 | x-user-limit-24hour-remaining=0; x-user-limit-24hour-reset=1795000000 | {"title":"Too Many Requests","type":"about:blank","status":429} | Later
                429 | - | {"type":"https://api.x.com/2/problems/usage-capped","title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap"} | Later
                500 | - | {"type":"about:blank","title":"Internal Server Error"} | Uncertain
                502 | - | <html> | Uncertain
                503 | - | {"type":"about:blank","title":"Service Unavailable","status":503} | Uncertain
                504 | - | <html> | Uncertain
                """;
    }

    private static final class XRig extends Rig {
        private final XSimulator server = new XSimulator(0);
        private final TestConfig config = TestConfig.of(server.uri());
        private final XConnector connector = new XConnector(http, config, server.clock());
        private final XSimulator.Token token = server.connectToken("press");
        private final Account account = new MemoryAccount(
                server.uri(),
                token.userId(),
                new Tokens(
                                new Secret(token.access()),
                                Optional.of(new Secret(token.refresh())),
                                now().plus(Duration.ofHours(2)),
                                List.of())
                        .kept());

        private XRig() {
            server.premium("press", true);
        }

        @Override
        public Ways ways() {
            return new Ways(true, true, true, true, true);
        }

        @Override
        public Simulator server() {
            return server;
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new XSignIn(http, config, server.clock()));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public String pasted() {
            return token.access();
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(
                    URI.create("https://pbs.twimg.com/profile_images/" + token.userId() + "/face_normal.png"));
        }

        @Override
        public List<String> secrets() {
            return List.of(token.access(), token.refresh(), XSimulator.CLIENT_SECRET);
        }

        @Override
        public String posting() {
            return "POST /2/tweets";
        }

        @Override
        public String preparing() {
            return "POST /2/media/upload";
        }

        @Override
        public String reading() {
            return "GET /2/tweets/search/recent";
        }

        @Override
        public List<String> texts() {
            return each(state().path("posts"))
                    .filter(post -> post.path("by").asText().equals("press")
                            && post.path("replyTo").asText().isEmpty())
                    .map(post -> post.path("text").asText())
                    .toList();
        }

        @Override
        public String everything() {
            StringBuilder seen = new StringBuilder();
            each(state().path("posts"))
                    .filter(post -> !post.path("hidden").asBoolean())
                    .forEach(seen::append);
            return seen.toString();
        }

        @Override
        public Media picture(String alt) {
            return Story.picture(alt, alt.hashCode());
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.reply(to.id(), "reader", text);
        }

        @Override
        public void answerWithoutName(RemoteRef to, String text) {
            server.replyWithoutName(to.id(), "other", text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.remove(reply.id());
        }

        @Override
        public void useUp() {
            server.cap("0.1", 403);
        }

        @Override
        public void grant() {
            server.cap("", 403);
        }

        @Override
        public void revoke() {
            server.revokeTokens("press");
        }

        @Override
        public void end() {
            server.endTokens("press");
        }

        @Override
        public String renewing() {
            return "POST /2/oauth2/token";
        }
    }
}
