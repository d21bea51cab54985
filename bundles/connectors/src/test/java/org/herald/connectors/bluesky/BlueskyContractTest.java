package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.MemoryInstallation;
import org.herald.connectors.Rig;
import org.herald.simulators.Simulator;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class BlueskyContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new BlueskyRig();
    }

    /** The lexicon com.atproto.repo.putRecord and its errors; docs.bsky.app: rate limits; atproto.com/specs/xrpc. */
    @Override
    protected String errors() {
        return """
                400 | - | {"error":"InvalidRequest","message":"Record/text must not be longer than 300 graphemes"} | CONTENT
                400 | - | {"error":"InvalidSwap","message":"Record was at another cid"} | CONTENT
                400 | - | {"error":"BlobTooLarge","message":"This file is too large"} | CONTENT
                400 | - | {"error":"AccountTakedown","message":"Account has been taken down"} | AUTHORISATION
                400 | - | {"error":"AccountDeactivated","message":"Account is deactivated"} | AUTHORISATION
                401 | - | {"error":"AuthMissing","message":"Authentication Required"} | AUTHORISATION
                401 | - | {"error":"AuthenticationRequired","message":"Invalid identifier or password"} | AUTHORISATION
                403 | - | {"error":"Forbidden","message":"Forbidden"} | AUTHORISATION
                404 | - | {"error":"NotFound","message":"Not found"} | GONE
                413 | - | {"error":"PayloadTooLarge","message":"request entity too large"} | CONTENT
                429 | RateLimit-Limit=5000; RateLimit-Remaining=0; RateLimit-Reset=1795000000 | {"error":"RateLimitExceeded","message":"Rate Limit Exceeded"} | Later
                500 | - | {"error":"InternalServerError","message":"Internal Server Error"} | Uncertain
                502 | - | {"error":"UpstreamFailure","message":"Upstream Failure"} | Uncertain
                503 | - | <html> | Uncertain
                504 | - | {"error":"UpstreamTimeout","message":"Upstream timed out"} | Uncertain
                """;
    }

    private static final class BlueskyRig extends Rig {
        private final BlueskyServer server = new BlueskyServer();
        private final BlueskyConnector connector = new BlueskyConnector(
                http,
                "https://bsky.app",
                new BlueskyClient(new MemoryInstallation(URI.create("https://cms.example")), 1),
                server.clock());
        private final Account account =
                new MemoryAccount(server.uri(), BlueskyServer.DID, new Secret(BlueskyServer.PASSWORD));

        @Override
        public Ways ways() {
            return new Ways(true, true, false, true, true);
        }

        @Override
        public Simulator server() {
            return server;
        }

        @Override
        public List<Capability> services() {
            return List.of(connector);
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(BlueskyServer.FACE);
        }

        @Override
        public List<String> secrets() {
            return List.of(BlueskyServer.PASSWORD, "access-", "r-1");
        }

        @Override
        public String posting() {
            return "POST /xrpc/com.atproto.repo.putRecord";
        }

        @Override
        public String preparing() {
            return "uploadBlob";
        }

        @Override
        public String reading() {
            return "getPostThread";
        }

        @Override
        public List<String> keys() {
            return server.calls().stream()
                    .filter(call -> call.path().endsWith("putRecord"))
                    .map(call -> call.json().orElseThrow().path("rkey").asText())
                    .toList();
        }

        @Override
        public List<String> texts() {
            return server.texts();
        }

        @Override
        public Media picture(String alt) {
            return new Media(new byte[] {1, 2, 3}, "image/png", alt, 1, 1);
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.answer(to.id(), text);
        }

        @Override
        public void retract(RemoteRef reply) {
            server.remove(reply.id());
        }

        @Override
        public void useUp() {
            server.full(true);
        }

        @Override
        public void grant() {
            server.full(false);
        }

        @Override
        public void revoke() {
            server.revoke();
        }

        @Override
        public void end() {
            server.end();
        }

        @Override
        public String renewing() {
            return "POST /xrpc/com.atproto.server.refreshSession";
        }
    }
}
