package org.herald.connectors.instagram;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.instagram.Documents.PageNode;
import org.herald.connectors.instagram.Documents.Quota;
import org.herald.connectors.meta.Graph;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphCheckup;
import org.herald.connectors.meta.GraphList;
import org.herald.connectors.meta.GraphVersion;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks which account belongs to the token's page, what the token is, and how much of a day's posts is left. */
@Component(
        service = Capability.class,
        configurationPid = InstagramConnector.PID,
        property = Network.ID + "=" + InstagramConnector.ID)
public final class InstagramCheckup implements Checkup {
    private static final List<String> POSTING = List.of("instagram_basic", "instagram_content_publish");
    private static final List<String> OTHERS = List.of("instagram_manage_comments", "pages_read_engagement");
    /** Of the quota of posts (Meta, Content Publishing): it comes back bit by bit. */
    private static final Duration DAY = Duration.ofDays(1);

    private final InstagramApi api;
    private final GraphCheckup checkup;

    @Activate
    public InstagramCheckup(@Reference Http http, InstagramConfig config) {
        this(http, InstagramConnector.graph(config), config.versionEnds(), Clock.systemUTC());
    }

    InstagramCheckup(Http http, Graph graph, String versionEnds, Clock clock) {
        GraphApi graphApi = new GraphApi(http, clock, graph);
        this.api = new InstagramApi(graphApi);
        this.checkup = new GraphCheckup(graphApi, GraphVersion.ends(graph.version(), versionEnds), POSTING, OTHERS);
    }

    @Override
    public Vitals check(Account account) {
        return checkup.read(
                account, api.page(account), PageNode.class, page -> page.id() != null, page -> found(account, page));
    }

    private List<Fact> found(Account account, PageNode page) {
        return page.instagram() == null || page.instagram().id() == null
                ? Facts.refused(new Connection.Denied(
                        Reason.AUTHORISATION,
                        "No Instagram account belongs to the page any more, or the sign-in does not show it:"
                                + " somebody links them again, and connects the profile again."))
                : Facts.all(List.of(new Fact.SignedIn(page.instagram().id())), quota(account));
    }

    private List<Fact> quota(Account account) {
        return GraphList.of(api.quota(account), Quota.class).stream()
                .flatMap(list -> list.data().stream())
                .filter(quota -> quota.used() != null
                        && quota.config() != null
                        && quota.config().total() != null)
                .<Fact>map(quota -> new Fact.Quota(
                        Fact.Counted.POSTS,
                        Math.max(0, quota.config().total() - quota.used()),
                        quota.config().total(),
                        DAY,
                        Optional.empty()))
                .limit(1)
                .toList();
    }
}
