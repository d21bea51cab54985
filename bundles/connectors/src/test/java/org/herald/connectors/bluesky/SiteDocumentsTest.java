package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.MemoryInstallation;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.MovableClock;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Card;
import org.herald.spi.Document;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card refers to the record of its article, against a server that holds to the lexicon of such records. */
class SiteDocumentsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123456Z");
    private static final String DID = "did:plc:press";
    private static final String DOCUMENT = "site.standard.document";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Of the lexicon, beside its required ones. */
    private static final Set<String> FIELDS =
            Set.of("$type", "site", "title", "publishedAt", "path", "description", "updatedAt");

    private final Map<String, JsonNode> records = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> cids = new TreeSet<>();
    private HttpServer server;
    private Account account;
    private BlueskyConnector connector;
    private int refuses;
    private String reset = "";
    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/xrpc/", this::handle);
        server.start();
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
        account = new MemoryAccount(uri, DID, new Secret("password"));
        connector = new BlueskyConnector(
                new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback()),
                "https://bsky.app",
                new BlueskyClient(new MemoryInstallation(URI.create("https://cms.example")), 1),
                clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        assertThat(wrong).isEmpty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode input = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        String method = exchange.getRequestURI().getPath().replaceFirst("^.*\\.", "");
        String address =
                input.path("collection").asText() + "/" + input.path("rkey").asText();
        int status = 200;
        String answer = "{}";
        boolean document = input.path("collection").asText().equals(DOCUMENT);
        if (document && refuses < 0) {
            exchange.close(); // and no answer
            return;
        }
        if (document && refuses > 0) {
            status = refuses;
            answer = "{\"error\":\"InvalidRecord\",\"message\":\"no\"}";
        } else if (method.equals("createSession")) {
            answer = "{\"did\":\"" + DID + "\",\"handle\":\"press\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}";
        } else if (method.equals("putRecord")) {
            if (document) {
                judge(input.path("rkey").asText(), input.path("record"));
            }
            records.put(address, input.path("record"));
            answer = "{\"uri\":\"at://" + DID + "/" + address + "\",\"cid\":\"" + cid(input.path("record")) + "\"}";
        } else if (method.equals("deleteRecord")) {
            records.remove(address);
        } else {
            wrong.add(method);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        if (status == 429 && !reset.isEmpty()) {
            exchange.getResponseHeaders().add("RateLimit-Reset", reset);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String cid(JsonNode record) {
        String cid = "bafy" + Integer.toHexString(record.toString().hashCode());
        cids.add(cid);
        return cid;
    }

    private void judge(String key, JsonNode record) {
        if (!key.matches("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")) {
            wrong.add("no TID: " + key);
        }
        record.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                wrong.add("unknown field " + name);
            }
        });
        limit(record, "title", 5000, 500);
        if (record.has("description")) {
            limit(record, "description", 30_000, 3000);
        }
        if (!record.path("site").asText().matches("https?://[^/]+")) {
            wrong.add("site " + record.path("site"));
        }
        if (!record.path("path").asText().startsWith("/")) {
            wrong.add("path " + record.path("path"));
        }
        if (!record.path("publishedAt").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
            wrong.add("publishedAt " + record.path("publishedAt"));
        }
    }

    private void limit(JsonNode record, String name, int bytes, int characters) {
        String text = record.path(name).asText();
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= bytes
                && text.codePointCount(0, text.length()) <= characters;
        if (text.isEmpty() || !fits) {
            wrong.add(name + " of " + text.length());
        }
    }

    private static Document document(String title, String description) {
        return new Document("key", URI.create("https://press.example/garden/bees.html"), title, description, NOW, NOW);
    }

    private Outcome publish(String key, Document document) {
        return publish(key, document, clock.instant());
    }

    private Outcome publish(String key, Document document, Instant began) {
        Card card = new Card(
                URI.create(document.link() + "?from=press"),
                document.title(),
                document.description(),
                Optional.empty(),
                Optional.of(document));
        Post post = Post.of(key, "Look", NOW)
                .card(card)
                .attempt(Attempt.since(began))
                .build();
        return connector.publish(account, post);
    }

    private JsonNode only(String collection) {
        List<JsonNode> all = records.entrySet().stream()
                .filter(one -> one.getKey().startsWith(collection + "/"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void theCardRefersToTheRecord() {
        assertThat(publish("3aaaaaaaaaaaa", document("Bees", "They fly"))).isInstanceOf(Outcome.Done.class);
        JsonNode written = only(DOCUMENT);
        assertThat(written.path("site").asText() + written.path("path").asText())
                .isEqualTo("https://press.example/garden/bees.html");
        assertThat(written.has("updatedAt")).isFalse();
        JsonNode refs = only("app.bsky.feed.post").at("/embed/external/associatedRefs");
        assertThat(refs).hasSize(1);
        assertThat(refs.at("/0/uri").asText()).startsWith("at://" + DID + "/" + DOCUMENT + "/");
        assertThat(cids).contains(refs.at("/0/cid").asText());
    }

    @Test
    void thereIsOneHoweverOftenItIsWritten() {
        publish("3aaaaaaaaaaaa", document("Bees", ""));
        publish("3aaaaaaaaaaab", document("Bees", ""));
        connector.write(account, document("More bees", ""));
        assertThat(only(DOCUMENT).path("title").asText()).isEqualTo("More bees");
    }

    @Test
    void tellsWhenItWasChanged() {
        Document changed =
                new Document("key", URI.create("https://press.example"), "Bees", "", NOW, NOW.plusSeconds(3600));
        assertThat(connector.write(account, changed)).isInstanceOf(Outcome.Done.class);
        assertThat(only(DOCUMENT).path("updatedAt").asText()).isEqualTo("2026-11-26T13:00:00.123Z");
        assertThat(only(DOCUMENT).path("path").asText()).isEqualTo("/");
    }

    @Test
    void isTakenAwayTwiceAsWellAsOnce() {
        connector.write(account, document("Bees", ""));
        assertThat(connector.remove(account, "key")).isInstanceOf(Outcome.Done.class);
        assertThat(connector.remove(account, "key")).isInstanceOf(Outcome.Done.class);
        assertThat(records).isEmpty();
    }

    @Test
    void holdsToTheLexicon() {
        connector.write(account, document("é👩‍👩‍👧‍👦".repeat(400), "日本語".repeat(4000)));
        assertThat(only(DOCUMENT).path("title").asText()).endsWith("…");
    }

    @Test
    void aServerThatTakesNoSuchRecordTakesThePost() {
        refuses = 400;
        assertThat(publish("3aaaaaaaaaaaa", document("Bees", ""))).isInstanceOf(Outcome.Done.class);
        assertThat(only("app.bsky.feed.post").at("/embed/external").has("associatedRefs"))
                .isFalse();
    }

    private void isPostedWithoutReference(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(records).as("the record comes later").hasSize(1);
        JsonNode card = only("app.bsky.feed.post").at("/embed/external");
        assertThat(card.path("title").asText()).isEqualTo("Bees");
        assertThat(card.has("associatedRefs")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerThatFailsAtTheRecordHoldsNoPostUp(int status) {
        refuses = status;
        isPostedWithoutReference(publish("3aaaaaaaaaaaa", document("Bees", "")));
        assertThat(connector.write(account, document("Bees", "")))
                .as("whoever sees to the record tries again")
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aServerThatAsksToWaitIsWaitedForNotForLong() {
        refuses = 429;
        reset = Long.toString(clock.instant().plusSeconds(60).getEpochSecond());
        Instant began = clock.instant();
        Outcome outcome = publish("3aaaaaaaaaaaa", document("Bees", ""), began);
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(records).isEmpty();
        clock.advance(Duration.ofMinutes(4));
        reset = Long.toString(clock.instant().plusSeconds(60).getEpochSecond());
        isPostedWithoutReference(publish("3aaaaaaaaaaaa", document("Bees", ""), began));
    }

    @Test
    void aServerThatAsksToWaitLongIsNotWaitedFor() {
        refuses = 429;
        reset = Long.toString(clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
        isPostedWithoutReference(publish("3aaaaaaaaaaaa", document("Bees", "")));
    }

    @Test
    void aServerThatDoesNotAnswerTheRecordHoldsNoPostUp() {
        refuses = -1;
        isPostedWithoutReference(publish("3aaaaaaaaaaaa", document("Bees", "")));
    }

    @Test
    void keysAreOfArticlesAndTellNothing() {
        assertThat(SiteDocuments.key("a")).isEqualTo(SiteDocuments.key("a")).isNotEqualTo(SiteDocuments.key("b"));
    }
}
