package org.herald.connectors.facebook;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.facebook.Documents.PageNode;
import org.herald.connectors.meta.Graph;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphFacts;
import org.herald.connectors.meta.GraphVersion;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Outcome;
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
    private final List<Fact> version;

    @Activate
    public FacebookCheckup(@Reference Http http, FacebookConfig config) {
        this(http, FacebookConnector.graph(config), config.versionEnds(), Clock.systemUTC());
    }

    FacebookCheckup(Http http, Graph graph, String versionEnds, Clock clock) {
        this.api = new FacebookApi(new GraphApi(http, clock, graph));
        this.version = GraphVersion.ends(graph.version(), versionEnds);
    }

    @Override
    public Vitals check(Account account) {
        Answer answer = api.page(account.secret());
        List<Fact> clock = Facts.clock(answer, api.graph().now());
        Optional<Fact> page = GraphApi.document(answer, PageNode.class)
                .filter(told -> told.id() != null && told.category() != null)
                .map(told -> new Fact.SignedIn(told.id()));
        if (page.isEmpty()) {
            Outcome trouble = api.graph().troubleReading(answer);
            return Facts.trouble(
                    answer,
                    trouble,
                    HttpErrorMapping.denied(trouble),
                    Facts.all(version, clock, GraphFacts.usage(answer)));
        }
        return Facts.told(
                List.of(page.get()),
                GraphFacts.token(api.graph(), account.secret(), POSTING, OTHERS),
                version,
                clock,
                GraphFacts.usage(answer));
    }
}
