package org.herald.connectors.facebook;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.facebook.Documents.PageNode;
import org.herald.connectors.meta.Graph;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphLogin;
import org.herald.connectors.meta.PageAccount;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.Request;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs in a page: with its token, or by Facebook Login and a choice among the pages that a person runs. */
@Component(
        service = Capability.class,
        configurationPid = FacebookConnector.PID,
        property = Network.ID + "=" + FacebookConnector.ID)
public final class FacebookSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    /** Each is needed; pages_manage_metadata is for the webhook. */
    static final List<String> SCOPES = List.of(
            "pages_show_list",
            "pages_manage_posts",
            "pages_manage_metadata",
            "pages_manage_engagement",
            "pages_read_engagement",
            "pages_read_user_content");

    private static final String FIELDS = "id,name,access_token,tasks,picture{url}";
    private static final String NOT_A_PAGE =
            "This is no page's token. Paste the access token of the page, not that of a person.";

    private final FacebookApi api;
    private final GraphLogin login;
    private final Graph graph;

    @Activate
    public FacebookSignIn(@Reference Http http, FacebookConfig config) {
        this(http, FacebookConnector.graph(config), Clock.systemUTC());
    }

    FacebookSignIn(Http http, Graph graph, Clock clock) {
        GraphApi graphApi = new GraphApi(http, clock, graph);
        this.api = new FacebookApi(graphApi);
        this.login = new GraphLogin(graphApi, graph, SCOPES);
        this.graph = graph;
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SECRET),
                "Without a sign-in, paste the access token of the page: the Graph API Explorer gives it to whoever runs"
                        + " the page.",
                Optional.of(URI.create("https://developers.facebook.com/tools/explorer/")),
                Optional.of(GraphLogin.app(graph, FacebookConnector.PID)));
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (graph.elsewhere(server).isPresent()) {
            return graph.elsewhere(server).get();
        }
        Connection connection = opened(token);
        if (connection instanceof Connection.Connected connected) {
            subscribe(connected.remoteId(), token);
        }
        return connection;
    }

    private Connection opened(Secret token) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        return opened(api.page(token), token);
    }

    private Connection opened(Answer answer, Secret token) {
        return GraphApi.document(answer, PageNode.class)
                .filter(page -> page.id() != null && page.name() != null && page.category() != null)
                .<Connection>map(page -> new Connection.Connected(page.id(), page.name(), token, Optional.empty())
                        .pictured(PageAccount.Picture.address(page.picture())))
                .orElseGet(() -> login.denied(answer, NOT_A_PAGE));
    }

    @Override
    public Connection check(Account account) {
        return opened(api.page(account), account.secret());
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        return login.begin(server, callback, state);
    }

    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        GraphLogin.Person person = login.person(server, callback, grant);
        if (person instanceof GraphLogin.Person.Known known) {
            return offered(server, known.token());
        }
        return ((GraphLogin.Person.Denied) person).why();
    }

    private Connection offered(URI server, Secret person) {
        GraphLogin.Pages pages = login.pages(server, person, FIELDS);
        if (pages instanceof GraphLogin.Pages.Denied denied) {
            return denied.why();
        }
        List<PageAccount> mine = ((GraphLogin.Pages.Listed) pages)
                .pages().stream().filter(PageAccount::mayPost).toList();
        if (mine.isEmpty()) {
            return new Connection.Denied(
                    Reason.AUTHORISATION,
                    "There is no page that this person may post on: somebody with full control of the page gives access"
                            + " to it, or picks the page in the sign-in.");
        }
        return mine.size() == 1
                ? connected(mine.get(0))
                : new Connection.Choice(
                        mine.stream()
                                .map(page -> new Connection.Candidate(page.id(), page.name(), "Page"))
                                .toList(),
                        person);
    }

    @Override
    public Connection choose(URI server, Secret ticket, String remoteId) {
        GraphLogin.Pages pages = login.pages(server, ticket, FIELDS);
        if (pages instanceof GraphLogin.Pages.Denied denied) {
            return denied.why();
        }
        return ((GraphLogin.Pages.Listed) pages)
                .pages().stream()
                        .filter(page -> page.id().equals(remoteId) && page.mayPost())
                        .findFirst()
                        .map(this::connected)
                        .orElseGet(() -> new Connection.Denied(
                                Reason.AUTHORISATION, "This page is not among those that the person runs any more."));
    }

    /** Meta tells of what is new only where it is asked to; where that fails, comments are read from time to time. */
    private void subscribe(String page, Secret token) {
        if (graph.verifyToken().isPresent()) {
            api.subscribe(page, token);
        }
    }

    private Connection connected(PageAccount page) {
        Secret token = new Secret(page.token());
        subscribe(page.id(), token);
        return new Connection.Connected(page.id(), page.name(), token, Optional.empty())
                .pictured(PageAccount.Picture.address(page.picture()));
    }
}
