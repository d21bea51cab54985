package org.herald.connectors.mastodon;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.Rig;
import org.herald.simulators.Simulator;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class MastodonContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new MastodonRig();
    }

    /** docs.joinmastodon.org: methods/statuses, api/rate-limits, methods/media; and what proxies before a server say. */
    @Override
    protected String errors() {
        return """
                401 | - | {"error":"The access token is invalid"} | AUTHORISATION
                401 | - | {"error":"The access token was revoked"} | AUTHORISATION
                403 | - | {"error":"This action is outside the authorized scopes"} | AUTHORISATION
                404 | - | {"error":"Record not found"} | GONE
                410 | - | {"error":"Gone"} | GONE
                413 | - | <html> | CONTENT
                422 | - | {"error":"Validation failed: Text character limit of 500 exceeded"} | CONTENT
                422 | - | {"error":"Validation failed: Text can't be blank"} | CONTENT
                422 | - | {"error":"Cannot attach files that have not finished processing. Try again in a moment!"} | CONTENT
                422 | - | {"error":"Cannot attach more than 4 files"} | CONTENT
                429 | X-RateLimit-Limit=300; X-RateLimit-Remaining=0; X-RateLimit-Reset=2026-11-27T00:00:00Z | {"error":"Too many requests"} | Later
                429 | Retry-After=120 | <html> | Later
                500 | - | {"error":"An error occurred"} | Uncertain
                502 | - | <html> | Uncertain
                503 | - | {"error":"Remote data could not be fetched"} | Uncertain
                504 | - | <html> | Uncertain
                """;
    }

    private static final class MastodonRig extends Rig {
        private final MastodonServer server = new MastodonServer();
        private final MastodonConnector connector = new MastodonConnector(http, server.clock());
        private final Account account =
                new MemoryAccount(server.uri(), MastodonServer.ACCOUNT, new Secret(MastodonServer.TOKEN));

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
            return List.of(connector, new MastodonSignIn(http, server.clock()));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(MastodonServer.FACE);
        }

        @Override
        public String posting() {
            return "POST /api/v1/statuses";
        }

        @Override
        public String preparing() {
            return "POST /api/v2/media";
        }

        @Override
        public String reading() {
            return "/context";
        }

        @Override
        public List<String> keys() {
            return server.calls().stream()
                    .flatMap(call -> call.header("Idempotency-Key").stream())
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
            server.useUp();
        }

        @Override
        public void revoke() {
            server.revoke();
        }
    }
}
