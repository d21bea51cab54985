package org.herald.connectors.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Request;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;

/**
 * Facebook Login built by hand: the dialog, the code, the long-lived token, the pages. Meta's flow has no PKCE for
 * applications with a secret; state and secret guard it.
 */
public final class GraphLogin {
    private static final int MOST_PAGES = 10;
    private static final String LACKING =
            "The sign-in was not given %s: connect again and allow everything that is asked.";
    private final GraphApi api;
    private final Graph graph;
    private final List<String> scopes;

    /**
     * Signs people in.
     *
     * @param scopes the permissions to ask for, all of which are needed
     */
    public GraphLogin(GraphApi api, Graph graph, List<String> scopes) {
        this.api = api;
        this.graph = graph;
        this.scopes = List.copyOf(scopes);
    }

    /** What came of asking for a person's token. */
    public sealed interface Person {
        /** It lasts about sixty days; a page's token of it does not end. */
        record Known(Secret token) implements Person {}

        /** It was not given. */
        record Denied(Connection.Denied why) implements Person {}
    }

    /** What came of asking for pages. */
    public sealed interface Pages {
        /** All of them, in Meta's order. */
        record Listed(List<PageAccount> pages) implements Pages {
            /** Copies the list. */
            public Listed {
                pages = List.copyOf(pages);
            }
        }

        /** They were not told. */
        record Denied(Connection.Denied why) implements Pages {}
    }

    private record Token(@JsonProperty("access_token") String value) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    private record Permission(String permission, String status) {}

    /** What an administrator makes at Meta so that people can sign in. */
    public static Requirements.App app(Graph graph, String pid) {
        return new Requirements.App(
                pid,
                graph.missing(),
                "Make an app of the type Business with Facebook Login for Business, and let it use the permissions that the"
                        + " connector's README names. App id and secret stand under App settings, Basic.",
                URI.create("https://developers.facebook.com/apps/"));
    }

    /** Tells where to send the admin. */
    public CodeAuthorizer.Challenge begin(URI server, URI callback, String state) {
        if (!graph.isComplete()) {
            return new CodeAuthorizer.Challenge.Unavailable(
                    Reason.SERVER,
                    "The app's id and secret are not configured. An administrator makes an app at"
                            + " developers.facebook.com, and sets both in the connector's configuration.");
        }
        Optional<Connection.Denied> elsewhere = graph.elsewhere(server);
        if (elsewhere.isPresent()) {
            return new CodeAuthorizer.Challenge.Unavailable(
                    elsewhere.get().reason(), elsewhere.get().why());
        }
        Form query = new Form()
                .with("client_id", graph.appId())
                .with("redirect_uri", callback.toString())
                .with("state", state)
                .with("response_type", "code");
        Form asked = graph.loginId().isEmpty()
                ? query.with("scope", String.join(",", scopes))
                : query.with("config_id", graph.loginId());
        return new CodeAuthorizer.Challenge.Redirect(graph.dialogAt(asked.encoded()), new Secret(graph.appId()));
    }

    /** Changes a code into a long-lived token of the person's, and sees whether all permissions were given. */
    public Person person(URI server, URI callback, CodeAuthorizer.Grant grant) {
        Optional<Connection.Denied> elsewhere = graph.elsewhere(server);
        if (elsewhere.isPresent()) {
            return new Person.Denied(elsewhere.get());
        }
        if (!graph.isComplete()) {
            return new Person.Denied(
                    new Connection.Denied(Reason.SERVER, "The app's id and secret are not configured."));
        }
        Person brief =
                token(new Form().with("redirect_uri", callback.toString()).with("code", grant.code()));
        if (brief instanceof Person.Known known) {
            Person lasting = token(new Form()
                    .with("grant_type", "fb_exchange_token")
                    .with("fb_exchange_token", known.token().reveal()));
            return lasting instanceof Person.Known it ? allowed(it) : lasting;
        }
        return brief;
    }

    private Person token(Form form) {
        Answer answer = api.token(form);
        return GraphApi.document(answer, Token.class)
                .map(Token::value)
                .filter(Request::isToken)
                .<Person>map(token -> new Person.Known(new Secret(token)))
                .orElseGet(() -> new Person.Denied(
                        isWrongSecret(answer)
                                ? new Connection.Denied(
                                        Reason.SERVER,
                                        "Meta does not take the app's secret: an administrator checks it in the"
                                                + " connector's configuration.")
                                : denied(answer, "Meta did not take the sign-in: begin it again.")));
    }

    private static boolean isWrongSecret(Answer answer) {
        return GraphFailure.of(answer)
                .filter(failure ->
                        failure.code() == 1 && String.valueOf(failure.message()).contains("secret"))
                .isPresent();
    }

    private Person allowed(Person.Known known) {
        Answer answer = api.get("me/permissions", known.token(), new Form());
        Optional<GraphList<Permission>> given = GraphList.of(answer, Permission.class);
        if (given.isEmpty()) {
            return new Person.Denied(denied(answer, "Meta did not tell what the sign-in may do: begin it again."));
        }
        Set<String> lacking = new TreeSet<>(scopes);
        lacking.removeAll(given.get().data().stream()
                .filter(one -> "granted".equals(one.status()))
                .map(Permission::permission)
                .collect(Collectors.toSet()));
        return lacking.isEmpty()
                ? known
                : new Person.Denied(
                        new Connection.Denied(Reason.AUTHORISATION, LACKING.formatted(String.join(", ", lacking))));
    }

    /** Lists the pages that a person runs, with what acts as each. */
    public Pages pages(URI server, Secret person, String fields) {
        Optional<Connection.Denied> elsewhere = graph.elsewhere(server);
        if (elsewhere.isPresent()) {
            return new Pages.Denied(elsewhere.get());
        }
        List<PageAccount> pages = new ArrayList<>();
        String after = "";
        for (int i = 0; i < MOST_PAGES; i++) {
            Form query = new Form().with("fields", fields).with("limit", "100");
            Answer answer = api.get("me/accounts", person, after.isEmpty() ? query : query.with("after", after));
            Optional<GraphList<PageAccount>> page = GraphList.of(answer, PageAccount.class);
            if (page.isEmpty()) {
                return new Pages.Denied(denied(answer, "Meta did not tell which pages there are."));
            }
            page.get().data().stream()
                    .filter(one -> one.id() != null && Request.isToken(one.token()))
                    .forEach(pages::add);
            after = page.get().after();
            if (after.isEmpty()) {
                break;
            }
        }
        return new Pages.Listed(pages);
    }

    /** What an answer means for a sign-in; the words are ours, for Meta's may repeat a code or a token. */
    public Connection.Denied denied(Answer answer, String refused) {
        Outcome trouble = api.troubleReading(answer);
        boolean theirs = trouble instanceof Outcome.Refused said && said.reason() == Reason.CONTENT;
        return theirs ? new Connection.Denied(Reason.AUTHORISATION, refused) : HttpErrorMapping.denied(trouble);
    }
}
