package org.herald.connectors.linkedin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Rig;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Simulator;
import org.herald.simulators.linkedin.LinkedInSimulator;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class LinkedInContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new LinkedInRig();
    }

    /**
     * learn.microsoft.com/linkedin: shared/api-guide/concepts/error-handling, rate-limits, versioning,
     * marketing/community-management/shares/posts-api; August 2026.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"status":400,"code":"FIELD_LENGTH_TOO_LONG","message":"Field /commentary is too long"} | CONTENT
                400 | - | {"status":400,"code":"INVALID_VALUE_FOR_FIELD","message":"Field /visibility"} | CONTENT
                400 | - | {"status":400,"code":"INVALID_CONTENT_OWNERSHIP","message":"not yours"} | CONTENT
                400 | - | {"status":400,"code":"MEDIA_ASSET_WAITING_UPLOAD","message":"waits"} | Later
                400 | - | {"status":400,"code":"MEDIA_ASSET_PROCESSING_FAILED","message":"failed"} | CONTENT
                400 | - | {"status":400,"code":"VERSION_MISSING","message":"A version must be present"} | SERVER
                401 | - | {"status":401,"serviceErrorCode":65601,"code":"REVOKED_ACCESS_TOKEN","message":"revoked"} | AUTHORISATION
                401 | - | {"status":401,"serviceErrorCode":65602,"code":"EXPIRED_ACCESS_TOKEN","message":"expired"} | AUTHORISATION
                403 | - | {"status":403,"code":"ACCESS_DENIED","message":"Not enough permissions to access: posts.CREATE"} | AUTHORISATION
                404 | - | {"status":404,"code":"NOT_FOUND","message":"Could not find entity"} | GONE
                409 | - | {"status":409,"code":"CONFLICT","message":"busy"} | Later
                413 | - | {"status":413,"code":"REQUEST_ENTITY_TOO_LARGE","message":"large"} | CONTENT
                422 | - | {"status":422,"message":"Content is a duplicate of urn:li:share:77"} | DUPLICATE
                422 | - | {"status":422,"code":"UNPROCESSABLE_ENTITY","message":"ERROR :: /commentary"} | CONTENT
                426 | - | {"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20250101 is not active"} | SERVER
                429 | - | {"status":429,"code":"TOO_MANY_REQUESTS","message":"Resource level throttle APPLICATION DAY limit for calls to this resource is reached."} | Later
                500 | - | {"status":500,"code":"INTERNAL_SERVER_ERROR","message":"Internal Server Error"} | Uncertain
                503 | - | <html> | Uncertain
                504 | - | {"status":504,"code":"GATEWAY_TIMEOUT","message":"time"} | Uncertain
                """;
    }

    private static final class LinkedInRig extends Rig {
        private final LinkedInSimulator server = new LinkedInSimulator(0);
        private final Settings settings = Settings.of(server.uri());
        private final LinkedInConnector connector = new LinkedInConnector(http, settings, server.clock());
        private final String token = server.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES);
        private final String refresh = server.refreshToken("ada1", LinkedInSimulator.PAGE_SCOPES);
        private final Account account = new MemoryAccount(
                server.uri(),
                Story.ACME,
                new Tokens(new Secret(token), Optional.of(new Secret(refresh)), Instant.MAX, List.of()).kept());

        @Override
        public Ways ways() {
            return new Ways(true, true, true, true, true);
        }

        @Override
        public Simulator server() {
            return server;
        }

        /** It is asked what is new now and then. */
        @Override
        public void breathe() {
            server.clock().advance(PulledNotices.PAUSE);
        }

        @Override
        public List<Capability> services() {
            return List.of(
                    connector, new LinkedInSignIn(http, settings, server.clock()), new LinkedInWebhook(settings));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public String typed() {
            return "Acme";
        }

        @Override
        public String pasted() {
            return token;
        }

        @Override
        public Optional<URI> face() {
            return Optional.empty();
        }

        @Override
        public List<String> secrets() {
            return List.of(token, refresh, LinkedInSimulator.CLIENT_SECRET);
        }

        @Override
        public String posting() {
            return "POST /rest/posts";
        }

        @Override
        public String preparing() {
            return "POST /rest/images";
        }

        @Override
        public String reading() {
            return "/comments";
        }

        @Override
        public List<String> texts() {
            return server.texts();
        }

        @Override
        public Media picture(String alt) {
            return Story.picture(alt);
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.reply(to.id(), "", "bob2", text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.deleteComment(reply.id());
        }

        @Override
        public int manyAnswers() {
            return 45;
        }

        @Override
        public void useUp() {
            server.perDay(0);
        }

        @Override
        public void grant() {
            server.perDay(500);
        }

        @Override
        public void revoke() {
            server.revokeToken(token);
            server.revokeToken(refresh);
        }

        @Override
        public void end() {
            server.revokeToken(token);
        }

        @Override
        public String renewing() {
            return "POST /oauth/v2/accessToken";
        }

        @Override
        public boolean subscribe(URI hook) {
            return server.webhook(hook).isEmpty();
        }
    }
}
