package org.herald.connectors.linkedin;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
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
    private final LinkedInApi api;
    private final Identities identities;
    private final LinkedInConfig config;

    @Activate
    public LinkedInCheckup(@Reference Http http, LinkedInConfig config) {
        this(http, config, Clock.systemUTC());
    }

    LinkedInCheckup(Http http, LinkedInConfig config, Clock clock) {
        this.api = new LinkedInApi(http, clock, config);
        this.identities = new Identities(api);
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
        Identities.Place place = identities.standing(account);
        return switch (place.standing()) {
            case UNASKED -> trouble(place.said(), version);
            case POSTER -> told(account, place.said(), version, scopes(account, Optional.of(List.of())));
            case OTHER -> told(
                    account,
                    place.said(),
                    version,
                    scopes(account, Optional.of(List.of("ADMINISTRATOR", "CONTENT_ADMIN"))));
            case UNTOLD -> told(account, place.said(), version, scopes(account, Optional.empty()));
        };
    }

    /** @param roles that are missing; empty where that cannot be told */
    private static List<Fact> scopes(Account account, Optional<List<String>> roles) {
        List<Fact> facts = new ArrayList<>(TokenFacts.lacking(
                TokenFacts.of(account).scopes(),
                List.of("w_organization_social"),
                List.of("r_organization_social", "rw_organization_admin")));
        roles.ifPresent(missing -> facts.add(new Fact.Lacks(Fact.Need.ROLE, missing, true)));
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
