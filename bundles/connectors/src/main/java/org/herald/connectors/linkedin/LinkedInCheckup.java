package org.herald.connectors.linkedin;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.herald.connectors.linkedin.Documents.Page;
import org.herald.connectors.linkedin.Documents.Role;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.TokenFacts;
import org.herald.kit.oauth.Tokens;
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
 * Asks who the member is, or in which role the member posts for the organisation; when the token ends and what it lets was
 * told at the sign-in. LinkedIn says nothing of what is left of its limits.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + LinkedInConnector.ID,
        configurationPid = LinkedInConfig.PID)
public final class LinkedInCheckup implements Checkup {
    private static final int COUNT = 100;
    private static final int PAGES = 5;

    private final LinkedInApi api;
    private final LinkedInConfig config;

    @Activate
    public LinkedInCheckup(@Reference Http http, LinkedInConfig config) {
        this(http, config, Clock.systemUTC());
    }

    LinkedInCheckup(Http http, LinkedInConfig config, Clock clock) {
        this.api = new LinkedInApi(http, clock, config);
        this.config = config;
    }

    @Override
    public Vitals check(Account account) {
        List<Fact> version = version();
        if (api.stranger(account.server()).isPresent()) {
            return Facts.told(Facts.refused(api.stranger(account.server()).get()), version);
        }
        boolean person = account.remoteId().startsWith(Urns.PERSON);
        return person ? member(account, version) : organisation(account, version);
    }

    private List<Fact> version() {
        return ApiVersion.end(api.version())
                .<Fact>map(end -> new Fact.Ends(
                        Fact.End.VERSION, end.atStartOfDay(ZoneOffset.UTC).toInstant(), api.version(), false))
                .stream()
                .toList();
    }

    private List<Fact> ends(Account account) {
        Tokens tokens = TokenFacts.of(account);
        boolean renews = !config.clientId().isEmpty() && !config._clientSecret().isEmpty();
        return TokenFacts.ends(renews ? tokens : tokens.withoutRefresh());
    }

    private Vitals member(Account account, List<Fact> version) {
        List<String> scopes = TokenFacts.of(account).scopes();
        boolean openId = scopes.isEmpty() || scopes.contains("openid");
        Said said = api.get(account, openId ? "/v2/userinfo" : "/v2/me");
        Said me = openId && said.status() == 403 ? api.get(account, "/v2/me") : said;
        return me.isSuccess()
                ? told(account, me, version, TokenFacts.lacking(scopes, List.of("w_member_social"), List.of()))
                : trouble(me, version);
    }

    private Vitals organisation(Account account, List<Fact> version) {
        Said said = null;
        for (int i = 0; i < PAGES; i++) {
            said = api.get(
                    account,
                    "/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=" + COUNT + "&start=" + i * COUNT);
            Page page = said.document(Page.class)
                    .filter(told -> told.elements() != null)
                    .orElse(null);
            if (page == null) {
                return trouble(said, version);
            }
            boolean poster = page.elements().stream()
                    .flatMap(element -> Json.read(element, Role.class).stream())
                    .anyMatch(role -> account.remoteId().equals(role.organization())
                            && Identities.POSTERS.contains(String.valueOf(role.role())));
            if (poster) {
                return told(account, said, version, scopes(account, List.of()));
            }
            if (Threads.isLast(page, i * COUNT, COUNT)) {
                break;
            }
        }
        return told(account, said, version, scopes(account, List.of("ADMINISTRATOR", "CONTENT_ADMIN")));
    }

    private static List<Fact> scopes(Account account, List<String> roles) {
        List<Fact> facts = new java.util.ArrayList<>(TokenFacts.lacking(
                TokenFacts.of(account).scopes(),
                List.of("w_organization_social"),
                List.of("r_organization_social", "rw_organization_admin")));
        facts.add(new Fact.Lacks(Fact.Need.ROLE, roles, true));
        return facts;
    }

    private Vitals told(Account account, Said said, List<Fact> version, List<Fact> found) {
        return Facts.told(
                List.of(new Fact.SignedIn(account.remoteId())),
                found,
                ends(account),
                version,
                Facts.clock(said.answer(), api.now()));
    }

    private Vitals trouble(Said said, List<Fact> version) {
        Outcome trouble = api.failures().reading(said, api.now());
        return said.answer() == null
                ? Facts.told(Facts.refused(said.denied()), version)
                : Facts.trouble(said.answer(), trouble, HttpErrorMapping.denied(trouble), version);
    }
}
