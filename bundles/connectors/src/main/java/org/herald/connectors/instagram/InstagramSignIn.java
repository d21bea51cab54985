package org.herald.connectors.instagram;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.herald.connectors.instagram.Documents.PageNode;
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

/** Signs in a professional account, through the page that it belongs to: with the page's token, or by Facebook Login. */
@Component(
        service = Capability.class,
        configurationPid = InstagramConnector.PID,
        property = Network.ID + "=" + InstagramConnector.ID)
public final class InstagramSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    /** Each is needed; pages_manage_metadata is for the webhook. */
    static final List<String> SCOPES = List.of(
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_comments",
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_metadata");

    private static final String FIELDS =
            "id,name,access_token,tasks,instagram_business_account{id,username,profile_picture_url}";
    private static final String NO_ACCOUNT =
            "No Instagram account belongs to this page: somebody makes the account a professional one, and links it to a"
                    + " Facebook page that they run.";

    private final InstagramApi api;
    private final GraphLogin login;
    private final Graph graph;

    @Activate
    public InstagramSignIn(@Reference Http http, InstagramConfig config) {
        this(http, InstagramConnector.graph(config), Clock.systemUTC());
    }

    InstagramSignIn(Http http, Graph graph, Clock clock) {
        GraphApi graphApi = new GraphApi(http, clock, graph);
        this.api = new InstagramApi(graphApi);
        this.login = new GraphLogin(graphApi, graph, SCOPES);
        this.graph = graph;
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SECRET),
                "Without a sign-in, paste the access token of the Facebook page that the account belongs to: the Graph API"
                        + " Explorer gives it to whoever runs the page.",
                Optional.of(URI.create("https://developers.facebook.com/tools/explorer/")),
                Optional.of(GraphLogin.app(graph, InstagramConnector.PID)));
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        return graph.elsewhere(server).isPresent()
                ? graph.elsewhere(server).get()
                : opened(token, page -> subscribe(page, token));
    }

    /** Tells which account a page's token opens, and does something with the page where there is one. */
    private Connection opened(Secret token, Consumer<String> found) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        return opened(api.page(token), token, found);
    }

    private Connection opened(Answer answer, Secret token, Consumer<String> found) {
        Optional<PageNode> page = GraphApi.document(answer, PageNode.class).filter(one -> one.id() != null);
        if (page.isEmpty()) {
            return login.denied(
                    answer, "This is no page's token. Paste that of the page which the account belongs to.");
        }
        Optional<PageAccount.Instagram> own =
                Optional.ofNullable(page.get().instagram()).filter(InstagramSignIn::isWhole);
        own.ifPresent(account -> found.accept(page.get().id()));
        return own.<Connection>map(
                        account -> new Connection.Connected(account.id(), account.username(), token, Optional.empty())
                                .pictured(account.picture()))
                .orElseGet(() -> new Connection.Denied(Reason.AUTHORISATION, NO_ACCOUNT));
    }

    private static boolean isWhole(PageAccount.Instagram account) {
        return account.id() != null && account.username() != null;
    }

    @Override
    public Connection check(Account account) {
        return opened(api.page(account), account.secret(), page -> {});
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        return login.begin(server, callback, state);
    }

    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        GraphLogin.Person person = login.person(server, callback, grant);
        if (person instanceof GraphLogin.Person.Denied denied) {
            return denied.why();
        }
        Secret token = ((GraphLogin.Person.Known) person).token();
        GraphLogin.Pages pages = login.pages(server, token, FIELDS);
        if (pages instanceof GraphLogin.Pages.Denied denied) {
            return denied.why();
        }
        List<PageAccount> mine = accounts(pages);
        if (mine.isEmpty()) {
            return new Connection.Denied(Reason.AUTHORISATION, NO_ACCOUNT);
        }
        return mine.size() == 1
                ? connected(mine.get(0))
                : new Connection.Choice(
                        mine.stream()
                                .map(page -> new Connection.Candidate(
                                        page.instagram().id(),
                                        "@" + page.instagram().username(),
                                        "Professional account"))
                                .toList(),
                        token);
    }

    private static List<PageAccount> accounts(GraphLogin.Pages pages) {
        return ((GraphLogin.Pages.Listed) pages)
                .pages().stream()
                        .filter(page -> page.instagram() != null && isWhole(page.instagram()) && page.mayPost())
                        .toList();
    }

    @Override
    public Connection choose(URI server, Secret ticket, String remoteId) {
        GraphLogin.Pages pages = login.pages(server, ticket, FIELDS);
        if (pages instanceof GraphLogin.Pages.Denied denied) {
            return denied.why();
        }
        return accounts(pages).stream()
                .filter(page -> page.instagram().id().equals(remoteId))
                .findFirst()
                .map(this::connected)
                .orElseGet(() -> new Connection.Denied(
                        Reason.AUTHORISATION, "This account is not among those that the person runs any more."));
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
        return new Connection.Connected(page.instagram().id(), page.instagram().username(), token, Optional.empty())
                .pictured(page.instagram().picture());
    }
}
