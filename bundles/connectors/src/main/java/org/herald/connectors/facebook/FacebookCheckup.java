package org.herald.connectors.facebook;

import java.time.Clock;
import java.util.List;
import org.herald.connectors.facebook.Documents.PageNode;
import org.herald.connectors.meta.Graph;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphCheckup;
import org.herald.connectors.meta.GraphVersion;
import org.herald.kit.http.Http;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks which page the token acts as, and what the token is. A page's token does not say what the person may do on the
 * page: a role that was lost shows as a token that ended.
 */
@Component(
        service = Capability.class,
        configurationPid = FacebookConnector.PID,
        property = Network.ID + "=" + FacebookConnector.ID)
public final class FacebookCheckup implements Checkup {
    private static final List<String> POSTING = List.of("pages_manage_posts", "pages_read_engagement");
    private static final List<String> OTHERS = List.of("pages_manage_engagement", "pages_read_user_content");

    private final FacebookApi api;
    private final GraphCheckup checkup;

    @Activate
    public FacebookCheckup(@Reference Http http, FacebookConfig config) {
        this(http, FacebookConnector.graph(config), config.versionEnds(), Clock.systemUTC());
    }

    FacebookCheckup(Http http, Graph graph, String versionEnds, Clock clock) {
        GraphApi graphApi = new GraphApi(http, clock, graph);
        this.api = new FacebookApi(graphApi);
        this.checkup = new GraphCheckup(graphApi, GraphVersion.ends(graph.version(), versionEnds), POSTING, OTHERS);
    }

    @Override
    public Vitals check(Account account) {
        return checkup.read(
                account,
                api.page(account),
                PageNode.class,
                page -> page.id() != null && page.category() != null,
                page -> List.of(new Fact.SignedIn(page.id())));
    }
}
