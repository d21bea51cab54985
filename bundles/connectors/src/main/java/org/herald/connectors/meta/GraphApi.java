package org.herald.connectors.meta;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.kit.http.Request;
import org.herald.spi.Account;
import org.herald.spi.Outcome;
import org.herald.spi.Secret;

/** One request a method. The token stands in a header, never in an address. */
public final class GraphApi {
    private final Http http;
    private final Clock clock;
    private final Graph graph;

    /** Speaks to the Graph API for an application. */
    public GraphApi(Http http, Clock clock, Graph graph) {
        this.http = http;
        this.clock = clock;
        this.graph = graph;
    }

    /** What our clock says. */
    public Instant now() {
        return clock.instant();
    }

    /** How long an answer may take, at most. */
    public Duration timeout() {
        return http.timeout();
    }

    /** As an account: its token goes to the server that it is of, and to no other. */
    private Answer as(Account account, Function<Secret, Answer> asked) {
        return graph.isAt(account.server()) ? asked.apply(account.secret()) : GraphErrors.elsewhere();
    }

    /** Reads an object or a list as an account. */
    public Answer get(String path, Account account, Form query) {
        return as(account, token -> get(path, token, query));
    }

    /** Makes or changes something as an account. */
    public Answer post(String path, Account account, Form form) {
        return as(account, token -> post(path, token, form));
    }

    /** Reads an object or a list. */
    public Answer get(String path, Secret token, Form query) {
        proven(query, token);
        return http.send(signed(graph.at(path, query.encoded()), token));
    }

    /** Makes or changes something. */
    public Answer post(String path, Secret token, Form form) {
        proven(form, token);
        return http.send(form.into(signed(graph.at(path, ""), token), "POST"));
    }

    /** Sends a file. */
    public Answer upload(String path, Account account, Multipart parts) {
        return as(account, token -> {
            graph.proof(token).ifPresent(proof -> parts.with("appsecret_proof", proof));
            return http.send(parts.into(signed(graph.at(path, ""), token), "POST"));
        });
    }

    /** The application's id; empty where none is configured. */
    public String appId() {
        return graph.appId();
    }

    /** How far an upload came. Of uploads Meta wants the token announced otherwise (Resumable Upload API). */
    public Answer uploaded(String session, Account account) {
        return as(account, token -> http.send(announced(session, token)));
    }

    /**
     * Sends a part of a file.
     *
     * @param session as Meta called it
     * @param offset where the part begins
     */
    public Answer upload(String session, Account account, long offset, byte[] part) {
        return as(
                account,
                token -> http.send(announced(session, token)
                        .header("file_offset", String.valueOf(offset))
                        .by("POST", "application/octet-stream", part)));
    }

    private Request announced(String session, Secret token) {
        int mark = session.indexOf('?');
        String signature = mark < 0 ? "" : session.substring(mark + 1);
        String proof = graph.proof(token).map(one -> "appsecret_proof=" + one).orElse("");
        String query = Stream.of(signature, proof).filter(one -> !one.isEmpty()).collect(Collectors.joining("&"));
        return Request.to(graph.at(mark < 0 ? session : session.substring(0, mark), query))
                .authorization("OAuth", token.reveal());
    }

    /** Deletes an object. */
    public Answer delete(String path, Account account) {
        return as(account, token -> {
            Form query = new Form();
            proven(query, token);
            return http.send(signed(graph.at(path, query.encoded()), token).by("DELETE"));
        });
    }

    /** Asks for a token; the application's secret stands in the body. */
    Answer token(Form form) {
        String secret = graph.appSecret().orElseThrow().reveal();
        Form whole = form.with("client_id", graph.appId()).with("client_secret", secret);
        return http.send(whole.into(Request.to(graph.at("oauth/access_token", "")), "POST"));
    }

    /**
     * What a token is, for the application that it was given to; empty where none is configured. Meta wants the token in
     * the address of that request: so the request goes in a batch, whose body nobody writes down (Debug Token; Batch
     * Requests).
     */
    Optional<Answer> debug(Account account) {
        if (!graph.isComplete() || !graph.isAt(account.server())) {
            return Optional.empty();
        }
        Secret app =
                new Secret(graph.appId() + "|" + graph.appSecret().orElseThrow().reveal());
        String query = new Form().with("input_token", account.secret().reveal()).encoded();
        String batch = Json.write(List.of(Map.of("method", "GET", "relative_url", "debug_token?" + query)));
        return Optional.of(post("", app, new Form().with("batch", batch).with("include_headers", "false")));
    }

    private void proven(Form form, Secret token) {
        graph.proof(token).ifPresent(proof -> form.with("appsecret_proof", proof));
    }

    private static Request signed(URI uri, Secret token) {
        return Request.to(uri).bearer(token.reveal());
    }

    /** The document of a good answer. */
    public static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** Whether the API says that it did what was asked. */
    public static boolean isDone(Answer answer) {
        return document(answer, Success.class).filter(Success::success).isPresent();
    }

    /** What an answer without the hoped-for document means, for a request that changes something. */
    public Outcome trouble(Answer answer) {
        return GraphErrors.changing(answer, now());
    }

    /** The same for a request that can be repeated. */
    public Outcome troubleReading(Answer answer) {
        return GraphErrors.reading(answer, now());
    }

    private record Success(boolean success) {}

    /** What a thing that was made is called. */
    public record Made(String id) {
        /** Whether there is an id at all. */
        public boolean isWhole() {
            return id != null && !id.isEmpty();
        }
    }
}
