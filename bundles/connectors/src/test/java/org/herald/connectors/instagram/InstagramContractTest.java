package org.herald.connectors.instagram;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.Pictures;
import org.herald.connectors.Rig;
import org.herald.connectors.meta.MetaRig;
import org.herald.simulators.instagram.IgComment;
import org.herald.simulators.instagram.IgPost;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.meta.PictureServer;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;

class InstagramContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new InstagramRig();
    }

    /**
     * developers.facebook.com/docs/instagram-platform: reference/error-codes, content-publishing, and
     * docs/graph-api/guides/error-handling; August 2026.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"error":{"code":190,"error_subcode":460,"message":"The user has changed the password"}} | AUTHORISATION
                400 | - | {"error":{"code":25,"error_subcode":2207050,"message":"The account is restricted"}} | AUTHORISATION
                400 | - | {"error":{"code":10,"message":"Application does not have permission for this action"}} | AUTHORISATION
                400 | - | {"error":{"code":36000,"error_subcode":2207004,"message":"The image is too large to download"}} | CONTENT
                400 | - | {"error":{"code":36001,"error_subcode":2207005,"message":"The image format is not supported"}} | CONTENT
                400 | - | {"error":{"code":36003,"error_subcode":2207009,"message":"The submitted image has an aspect ratio"}} | CONTENT
                400 | - | {"error":{"code":36004,"error_subcode":2207010,"message":"The caption is too long"}} | CONTENT
                400 | - | {"error":{"code":100,"error_subcode":2207028,"message":"Your post will not work as a carousel"}} | CONTENT
                400 | - | {"error":{"code":352,"error_subcode":2207026,"message":"The video format is not supported"}} | CONTENT
                400 | - | {"error":{"code":9004,"error_subcode":2207052,"message":"The media could not be fetched from this uri"}} | CONTENT
                400 | - | {"error":{"code":9,"error_subcode":2207042,"message":"You reached maximum number of posts"}} | Later
                400 | - | {"error":{"code":9007,"error_subcode":2207027,"message":"The media is not ready for publishing"}} | Later
                400 | - | {"error":{"code":4,"message":"Application request limit reached"}} | Later
                400 | X-Business-Use-Case-Usage={"1":[{"estimated_time_to_regain_access":7}]} | {"error":{"code":80002,"message":"Too many calls to this account"}} | Later
                400 | - | {"error":{"code":4,"error_subcode":2207051,"message":"Action is blocked"}} | Uncertain
                400 | - | {"error":{"code":24,"error_subcode":2207008,"message":"The media builder with id does not exist"}} | Uncertain
                400 | - | {"error":{"code":-2,"error_subcode":2207020,"message":"The media you are trying to access has expired"}} | Uncertain
                400 | - | {"error":{"code":-1,"error_subcode":2207001,"message":"Instagram server error"}} | Uncertain
                500 | - | {"error":{"code":2,"message":"Service temporarily unavailable"}} | Uncertain
                400 | - | {"error":{"code":2635,"message":"You are calling a deprecated version of the API"}} | SERVER
                502 | - | <html> | Uncertain
                """;
    }

    private static final class InstagramRig extends MetaRig<InstagramSimulator> {
        private final PictureServer site = new PictureServer();
        private final InstagramConnector connector = new InstagramConnector(http, graph, server.clock());

        private InstagramRig() {
            this(new InstagramSimulator(0));
        }

        private InstagramRig(InstagramSimulator server) {
            super(server, server.page().instagram(), server.connectToken());
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new InstagramSignIn(http, graph, server.clock()));
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(URI.create(server.page().portrait()));
        }

        @Override
        public String posting() {
            return "/media_publish";
        }

        @Override
        public String preparing() {
            return "POST /v26.0/" + account().remoteId() + "/media";
        }

        @Override
        public List<String> texts() {
            return server.posts().stream().map(IgPost::caption).toList();
        }

        @Override
        protected List<String> comments() {
            return server.posts().stream()
                    .flatMap(post -> server.comments(post.id()).stream())
                    .map(IgComment::text)
                    .toList();
        }

        @Override
        public Media picture(String alt) {
            Media picture = Pictures.jpeg(alt, 640, 640);
            return picture.at(URI.create(site.put(alt.hashCode() + ".jpg", picture.bytes())));
        }

        @Override
        public boolean needsPicture() {
            return true;
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.reply(to.id(), "rita", text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.deleteReply(reply.id());
        }

        @Override
        public void useUp() {
            server.quota(0);
        }

        @Override
        public void grant() {
            server.quota(50);
        }

        @Override
        public void close() {
            site.close();
            super.close();
        }
    }
}
