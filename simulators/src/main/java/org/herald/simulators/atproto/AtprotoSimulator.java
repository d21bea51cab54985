package org.herald.simulators.atproto;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/**
 * A server of the AT Protocol with one account: directory, resources, and who signs people in, at one address. Tokens are
 * bound, refresh tokens and codes work once; a refresh token that comes twice ends the sign-in.
 */
public final class AtprotoSimulator extends Simulator {
    public static final String DID = "did:plc:abcdefghijklmnopqrstuvwx";
    public static final String HANDLE = "press.example.com";
    /** Where the picture of the account is. */
    public static final URI FACE = URI.create("https://cdn.bsky.app/img/avatar/plain/" + DID + "/bafkface@jpeg");

    private static final Duration LIFE = Duration.ofHours(1);

    private final Proofs proofs = new Proofs(clock);
    private final UnaryOperator<String> reader;
    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, Asked> codes = new HashMap<>();
    private final Map<String, Session> refreshes = new HashMap<>();
    private final Map<String, Session> accesses = new HashMap<>();
    private final List<JsonNode> records = new ArrayList<>();
    /** What is said otherwise than it is, by its name. */
    private final Map<String, Object> lies = new HashMap<>();

    private int given;

    /** A request that was left before a person came. */
    private record Asked(Map<String, String> form, String key, String client) {}

    /** A sign-in. */
    private static final class Session {
        private final Asked asked;
        private boolean over;
        private Instant until = Instant.EPOCH;

        private Session(Asked asked) {
            this.asked = asked;
        }
    }

    /**
     * @param reader reads what an application tells at an address, as this server would by https
     */
    public AtprotoSimulator(UnaryOperator<String> reader) {
        super(0);
        this.reader = reader;
    }

    private String issuer() {
        return uri().toString();
    }

    /** Says something otherwise from now on: {@code issuer}, {@code scope}, {@code sub}, {@code pds}, {@code name}, ... */
    public synchronized AtprotoSimulator says(String what, Object otherwise) {
        lies.put(what, otherwise);
        return this;
    }

    private Object said(String what, Object truth) {
        return lies.getOrDefault(what, truth);
    }

    /** Wants another word in proofs from now on. */
    public synchronized void rotate() {
        proofs.rotate();
    }

    /** Is content with no word in proofs. */
    public synchronized void isNeverContent() {
        proofs.never();
    }

    /** How often tokens were given. */
    public synchronized int given() {
        return given;
    }

    /** The person takes the sign-in back. */
    public synchronized void takeBack() {
        accesses.values().forEach(session -> session.over = true);
    }

    /** What was posted. */
    public synchronized List<JsonNode> records() {
        return List.copyOf(records);
    }

    /**
     * What a person's browser does: goes where it was sent, agrees, and comes back.
     *
     * @return what it comes back with
     */
    public synchronized Map<String, String> agree(URI to) {
        Map<String, String> query = new Call("GET", to, Map.of(), new byte[0]).query();
        Asked request = asked.remove(query.getOrDefault("request_uri", ""));
        boolean right = query.keySet().equals(Set.of("client_id", "request_uri"))
                && request != null
                && request.form().get("client_id").equals(query.get("client_id"));
        if (!right) {
            throw new IllegalArgumentException("no such request was left: " + to);
        }
        String code = "code-secret-" + (codes.size() + 1);
        codes.put(code, request);
        return Map.of("code", code, "iss", issuer(), "state", request.form().get("state"));
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        return switch (call.path()) {
            case "/" + DID -> Reply.json(200, said("did", did()));
            case "/xrpc/com.atproto.identity.resolveHandle" -> HANDLE.equals(
                            call.query().get("handle"))
                    ? Reply.json(200, Map.of("did", DID))
                    : Reply.json(400, Map.of("error", "InvalidRequest", "message", "INSIDE-WORDS"));
            case "/.well-known/oauth-protected-resource" -> Reply.json(
                    200,
                    Map.of(
                            "resource", said("resource", issuer()),
                            "authorization_servers", said("servers", List.of(issuer()))));
            case "/.well-known/oauth-authorization-server" -> Reply.json(200, metadata());
            case "/oauth/par", "/oauth/token" -> authorization(call);
            default -> resource(call);
        };
    }

    private Map<String, Object> did() {
        return Map.of(
                "id", DID,
                "alsoKnownAs", List.of("at://" + said("name", HANDLE)),
                "service",
                        List.of(Map.of(
                                "id", "#atproto_pds",
                                "type", "AtprotoPersonalDataServer",
                                "serviceEndpoint", said("pds", issuer()))));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new HashMap<>(Map.ofEntries(
                Map.entry("issuer", said("issuer", issuer())),
                Map.entry("authorization_endpoint", issuer() + "/oauth/authorize"),
                Map.entry("token_endpoint", issuer() + "/oauth/token"),
                Map.entry("pushed_authorization_request_endpoint", issuer() + "/oauth/par"),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("grant_types_supported", List.of("authorization_code", "refresh_token")),
                Map.entry("code_challenge_methods_supported", List.of("S256")),
                Map.entry("token_endpoint_auth_methods_supported", List.of("none", "private_key_jwt")),
                Map.entry("token_endpoint_auth_signing_alg_values_supported", List.of("ES256")),
                Map.entry("dpop_signing_alg_values_supported", List.of("ES256")),
                Map.entry("scopes_supported", List.of("atproto", "transition:generic")),
                Map.entry("authorization_response_iss_parameter_supported", true),
                Map.entry("require_pushed_authorization_requests", true),
                Map.entry("client_id_metadata_document_supported", true)));
        lies.forEach((what, otherwise) -> metadata.computeIfPresent(what, (name, truth) -> otherwise));
        return metadata;
    }

    private Reply authorization(Call call) throws Violation {
        Proofs.must(call.uri().getRawQuery() == null, "something in the address", "invalid_request");
        Proofs.must(
                call.method().equals("POST") && call.type().equals("application/x-www-form-urlencoded"),
                "no form",
                "invalid_request");
        Map<String, String> form = call.form();
        JsonNode description = document(form.getOrDefault("client_id", ""));
        String client = proofs.client(
                form, issuer(), document(description.path("jwks_uri").asText()));
        String key;
        try {
            key = proofs.key(call, issuer(), null);
        } catch (Proofs.Stale e) {
            return proofs.with(Reply.json(400, Map.of("error", "use_dpop_nonce")));
        }
        return proofs.with(
                call.path().endsWith("par")
                        ? leave(new Asked(form, key, client), description)
                        : tokens(form, key, client));
    }

    private JsonNode document(String address) throws Violation {
        try {
            return Json.MAPPER.readTree(
                    Optional.ofNullable(reader.apply(address)).orElse("{}"));
        } catch (IOException e) {
            throw Proofs.violation("no document at " + address, "invalid_client_metadata");
        }
    }

    private Reply leave(Asked request, JsonNode client) throws Violation {
        Map<String, String> form = request.form();
        Proofs.must(client.path("dpop_bound_access_tokens").asBoolean(), "not bound", "invalid_client_metadata");
        Proofs.must(
                form.get("client_id").equals(client.path("client_id").asText()),
                "client_id",
                "invalid_client_metadata");
        Proofs.must(
                form.getOrDefault("redirect_uri", "")
                        .equals(client.path("redirect_uris").path(0).asText("-")),
                "redirect_uri",
                "invalid_redirect_uri");
        Proofs.must("code".equals(form.get("response_type")), "response_type", "invalid_request");
        Proofs.must("S256".equals(form.get("code_challenge_method")), "code_challenge_method", "invalid_request");
        Proofs.must(form.getOrDefault("code_challenge", "").matches("[\\w-]{43}"), "code_challenge", "invalid_request");
        Proofs.must(!form.getOrDefault("state", "").isEmpty(), "state", "invalid_request");
        Proofs.must(
                List.of(client.path("scope").asText().split(" "))
                        .containsAll(List.of(form.getOrDefault("scope", "-").split(" "))),
                "scope",
                "invalid_scope");
        String name = "urn:ietf:params:oauth:request_uri:" + asked.size() + "-" + codes.size();
        asked.put(name, request);
        return Reply.json(201, Map.of("request_uri", name, "expires_in", 300));
    }

    private Reply tokens(Map<String, String> form, String key, String client) throws Violation {
        Session session;
        if ("authorization_code".equals(form.get("grant_type"))) {
            Asked request = codes.remove(form.getOrDefault("code", ""));
            Proofs.must(request != null, "code", "invalid_grant");
            Proofs.must(
                    request.form().get("redirect_uri").equals(form.get("redirect_uri")),
                    "redirect_uri",
                    "invalid_grant");
            Proofs.must(
                    request.form().get("code_challenge").equals(Jws.hash(form.getOrDefault("code_verifier", ""))),
                    "code_verifier",
                    "invalid_grant");
            session = new Session(request);
        } else {
            Proofs.must("refresh_token".equals(form.get("grant_type")), "grant_type", "unsupported_grant_type");
            session = refreshes.get(form.getOrDefault("refresh_token", ""));
            Proofs.must(session != null, "refresh_token", "invalid_grant");
            boolean last = ("refresh-secret-" + given).equals(form.get("refresh_token"));
            session.over |= !last; // somebody has an old one: nobody has a right one
            Proofs.must(
                    last && !session.over, "a refresh token came twice, or of a sign-in that is over", "invalid_grant");
        }
        Proofs.must(session.asked.key().equals(key), "the key of the sign-in", "invalid_dpop_proof");
        Proofs.must(session.asked.client().equals(client), "the key of the client", "invalid_client");
        Proofs.must(session.asked.form().get("client_id").equals(form.get("client_id")), "client_id", "invalid_grant");
        given++;
        session.until = clock.instant().plus(LIFE);
        accesses.clear();
        accesses.put("access-secret-" + given, session);
        refreshes.put("refresh-secret-" + given, session);
        return Reply.json(
                200,
                Map.of(
                        "access_token", "access-secret-" + given,
                        "refresh_token", "refresh-secret-" + given,
                        "token_type", said("token_type", "DPoP"),
                        "expires_in", LIFE.toSeconds(),
                        "scope", said("scope", session.asked.form().get("scope")),
                        "sub", said("sub", DID)));
    }

    private Reply resource(Call call) throws Violation {
        String authorization = call.header("Authorization").orElse("");
        Proofs.must(authorization.startsWith("DPoP "), "no bound token", "invalid_token");
        String access = authorization.substring("DPoP ".length());
        String key;
        try {
            key = proofs.key(call, issuer(), access);
        } catch (Proofs.Stale e) {
            return refused("use_dpop_nonce");
        }
        Session session = accesses.get(access);
        if (session == null || session.over || !session.until.isAfter(clock.instant())) {
            return refused("invalid_token");
        }
        Proofs.must(session.asked.key().equals(key), "the key of the token", "invalid_dpop_proof");
        if (call.path().equals("/xrpc/com.atproto.repo.putRecord")) {
            records.add(call.json().orElseThrow());
            return proofs.with(Reply.json(
                    200, Map.of("uri", "at://" + DID + "/app.bsky.feed.post/" + records.size(), "cid", "bafy")));
        }
        if (call.path().equals("/xrpc/app.bsky.actor.getProfile")) {
            return proofs.with(
                    Reply.json(200, Map.of("did", DID, "handle", said("name", HANDLE), "avatar", FACE.toString())));
        }
        return call.path().equals("/xrpc/com.atproto.server.getSession")
                ? proofs.with(Reply.json(200, Map.of("did", DID, "handle", said("name", HANDLE))))
                : Reply.json(404, Map.of("error", "NotFound"));
    }

    private Reply refused(String error) {
        return proofs.with(Reply.json(401, Map.of("error", error, "message", "INSIDE-WORDS"))
                .with("WWW-Authenticate", "DPoP error=\"" + error + "\""));
    }

    @Override
    protected Reply rateLimited() {
        return Reply.empty(429);
    }

    @Override
    protected Reply revoked() {
        return Reply.json(400, Map.of("error", "invalid_grant"));
    }

    @Override
    protected Reply falseFailure() {
        return Reply.empty(500);
    }

    @Override
    protected Object state() {
        return Map.of("given", given);
    }

    @Override
    protected Object act(String name, JsonNode what) {
        throw new IllegalArgumentException(name);
    }
}
