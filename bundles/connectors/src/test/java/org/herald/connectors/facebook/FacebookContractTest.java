package org.herald.connectors.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.Pictures;
import org.herald.connectors.Rig;
import org.herald.connectors.meta.MetaRig;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PageComment;
import org.herald.simulators.facebook.PagePost;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Planned;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;

class FacebookContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new FacebookRig();
    }

    /**
     * developers.facebook.com/docs/graph-api: guides/error-handling, overview/rate-limiting, reference/page/feed
     * (1366051, 1390008); August 2026.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"error":{"code":190,"message":"Invalid OAuth 2.0 Access Token"}} | AUTHORISATION
                400 | - | {"error":{"code":190,"error_subcode":458,"message":"The user has not authorized application"}} | AUTHORISATION
                400 | - | {"error":{"code":190,"error_subcode":460,"message":"The user has changed the password"}} | AUTHORISATION
                400 | - | {"error":{"code":190,"error_subcode":463,"message":"Session has expired"}} | AUTHORISATION
                401 | - | {"error":{"code":102,"message":"Session key invalid or no longer valid"}} | AUTHORISATION
                403 | - | {"error":{"code":10,"message":"Application does not have permission for this action"}} | AUTHORISATION
                403 | - | {"error":{"code":200,"message":"Permissions error"}} | AUTHORISATION
                400 | - | {"error":{"code":100,"message":"Invalid parameter"}} | CONTENT
                400 | - | {"error":{"code":1500,"message":"The url you supplied is invalid"}} | CONTENT
                400 | - | {"error":{"code":1609005,"message":"The link could not be scraped"}} | CONTENT
                400 | - | {"error":{"code":506,"message":"Duplicate status message"}} | DUPLICATE
                400 | - | {"error":{"code":506,"error_subcode":1366051,"message":"This post was already posted"}} | DUPLICATE
                400 | - | {"error":{"code":368,"error_subcode":1390008,"message":"You are posting too fast"}} | Later
                400 | - | {"error":{"code":368,"message":"The action attempted has been deemed abusive"}} | Later
                400 | - | {"error":{"code":4,"message":"Application request limit reached"}} | Later
                400 | - | {"error":{"code":17,"message":"User request limit reached"}} | Later
                403 | - | {"error":{"code":32,"message":"Page request limit reached"}} | Later
                400 | X-Business-Use-Case-Usage={"1":[{"estimated_time_to_regain_access":19}]} | {"error":{"code":80001,"error_subcode":2446079,"message":"Too many calls to this page"}} | Later
                500 | - | {"error":{"code":1,"message":"An unknown error occurred"}} | Uncertain
                503 | - | {"error":{"code":2,"message":"Service temporarily unavailable"}} | Uncertain
                400 | - | {"error":{"code":2635,"message":"You are calling a deprecated version of the API"}} | SERVER
                502 | - | <html> | Uncertain
                """;
    }

    private static final class FacebookRig extends MetaRig<FacebookSimulator> {
        private final String page = account().remoteId();
        private final FacebookConnector connector =
                new FacebookConnector(http, graph, "https://www.facebook.com", server.clock());

        private FacebookRig() {
            this(new FacebookSimulator(0));
        }

        private FacebookRig(FacebookSimulator server) {
            super(server, server.page().id(), server.connectToken(server.page().id()));
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new FacebookSignIn(http, graph, server.clock()));
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(URI.create(server.page().picture()));
        }

        @Override
        public String posting() {
            return "POST /v26.0/" + page + "/feed";
        }

        @Override
        public String preparing() {
            return "/photos";
        }

        @Override
        public List<String> texts() {
            return server.posts(page).stream().map(PagePost::message).toList();
        }

        @Override
        protected List<String> comments() {
            return server.posts(page).stream()
                    .flatMap(post -> server.comments(post.id()).stream())
                    .map(PageComment::message)
                    .toList();
        }

        @Override
        public Media picture(String alt) {
            return Pictures.jpeg(alt, 64, 48);
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.reply(to.id(), "Rita", text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.deleteReply(reply.id());
        }

        /** A page has no number of posts; its calls are limited by how many people it has. */
        @Override
        public void useUp() {
            server.plan(new Planned(
                    GraphError.of(80001, 2446079, "Too many calls to this page"),
                    "/feed",
                    1,
                    false,
                    Duration.ofMinutes(19)));
        }
    }
}
