package org.herald.connectors.linkedin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.herald.connectors.linkedin.Documents.Me;
import org.herald.connectors.linkedin.Documents.Organisation;
import org.herald.connectors.linkedin.Documents.Page;
import org.herald.connectors.linkedin.Documents.Role;
import org.herald.connectors.linkedin.Documents.UserInfo;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Connection.Candidate;
import org.herald.spi.Reason;

/** Finds out who a token lets one post as: the member, and the organisations that the member posts for. */
final class Identities {
    /** Microsoft Learn, Posts API: who may post for an organisation. */
    static final Set<String> POSTERS = Set.of("ADMINISTRATOR", "CONTENT_ADMIN", "DIRECT_SPONSORED_CONTENT_POSTER");

    private static final int COUNT = 100;
    private static final int PAGES = 5;
    private static final String MEMBER_SCOPE = "w_member_social";
    private static final String OPEN_ID = "openid";

    private final LinkedInApi api;

    Identities(LinkedInApi api) {
        this.api = api;
    }

    /**
     * Accounts to post as.
     *
     * @param denied why LinkedIn does not say; null where it does
     * @param face where the member's picture is; null where that is not told
     */
    record Found(List<Candidate> candidates, Connection.Denied denied, String face) {
        static Found nobody(Connection.Denied why) {
            return new Found(List.of(), why, null);
        }

        /** Where the picture of one of them is. LinkedIn tells no application the address of a page's logo. */
        String face(Candidate candidate) {
            return candidate.remoteId().startsWith(Urns.PERSON) ? face : null;
        }
    }

    Found of(URI server, Tokens tokens) {
        return find(path -> api.get(server, path, tokens.access()), tokens.scopes());
    }

    Found of(Account account) {
        Tokens tokens = Tokens.of(account.session().orElseGet(account::secret));
        return find(path -> api.get(account, path), tokens.scopes());
    }

    /** @param scopes what the token lets; empty where that is not known */
    private Found find(Function<String, Said> ask, List<String> scopes) {
        boolean openId = scopes.isEmpty() || scopes.contains(OPEN_ID);
        Said info = ask.apply(openId ? "/v2/userinfo" : "/v2/me");
        Said me = openId && info.status() == 403 ? ask.apply("/v2/me") : info;
        Optional<UserInfo> user = info.document(UserInfo.class).filter(one -> one.sub() != null);
        Optional<Candidate> member = user.map(
                        one -> new Candidate(Urns.PERSON + one.sub(), name(one.name(), one.sub()), "Member"))
                .or(() -> me.document(Me.class).filter(one -> one.id() != null).map(Identities::member));
        if (member.isEmpty()) {
            return Found.nobody(denied(me));
        }
        List<Candidate> candidates = new ArrayList<>();
        if (scopes.isEmpty() || scopes.contains(MEMBER_SCOPE)) {
            candidates.add(member.get());
        }
        return organisations(ask, candidates, user.map(UserInfo::picture).orElse(null));
    }

    private static Candidate member(Me one) {
        String name = (one.localizedFirstName() + " " + one.localizedLastName()).replace("null", "");
        return new Candidate(Urns.PERSON + one.id(), name(name, one.id()), "Member");
    }

    private static String name(String name, String otherwise) {
        return name == null || name.isBlank() ? otherwise : name.strip();
    }

    /** Nothing is repeated of what is behind an address that somebody typed. */
    Connection.Denied denied(Said said) {
        if (said.denied() != null || said.status() == 426) {
            return HttpErrorMapping.denied(api.failures().reading(said, api.now()));
        }
        return said.status() == 401 || said.status() == 403
                ? new Connection.Denied(
                        Reason.AUTHORISATION,
                        "LinkedIn does not say whose token this is: it has ended, or lets neither “openid profile” nor"
                                + " “r_basicprofile”.")
                : HttpErrorMapping.denied(said.answer(), api.now());
    }

    /** What a member is on an organisation's page. */
    enum Standing {
        /** One who may post. */
        POSTER,
        /** One who may not. */
        OTHER,
        /** It is among too many pages to say. */
        UNTOLD,
        /** LinkedIn could not be asked. */
        UNASKED
    }

    /** What came of asking for it, and the last answer. */
    record Place(Standing standing, Said said) {}

    /** What the member is who connected an organisation's account. */
    Place standing(Account account) {
        Said said = null;
        for (int i = 0; i < PAGES; i++) {
            said = api.get(account, roles(i));
            Page page = said.document(Page.class)
                    .filter(told -> told.elements() != null)
                    .orElse(null);
            if (page == null) {
                return new Place(Standing.UNASKED, said);
            }
            if (posters(page).anyMatch(role -> account.remoteId().equals(role.organization()))) {
                return new Place(Standing.POSTER, said);
            }
            if (Threads.isLast(page, i * COUNT, COUNT)) {
                return new Place(Standing.OTHER, said);
            }
        }
        return new Place(Standing.UNTOLD, said);
    }

    private static String roles(int page) {
        return "/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=" + COUNT + "&start=" + page * COUNT;
    }

    private static Stream<Role> posters(Page page) {
        return page.elements().stream()
                .flatMap(element -> Json.read(element, Role.class).stream())
                .filter(role -> role.organization() != null && POSTERS.contains(String.valueOf(role.role())));
    }

    /** A token without the scope for it opens no organisation. */
    private Found organisations(Function<String, Said> ask, List<Candidate> candidates, String face) {
        for (int i = 0; i < PAGES; i++) {
            Said said = ask.apply(roles(i));
            Optional<Page> page = said.document(Page.class).filter(p -> p.elements() != null);
            if (page.isEmpty()) {
                return said.status() == 403 ? new Found(candidates, null, face) : Found.nobody(denied(said));
            }
            posters(page.get())
                    .filter(role ->
                            candidates.stream().noneMatch(one -> one.remoteId().equals(role.organization())))
                    .forEach(role -> candidates.add(organisation(ask, role.organization())));
            if (Threads.isLast(page.get(), i * COUNT, COUNT)) {
                break;
            }
        }
        return new Found(candidates, null, face);
    }

    /** Only administrators are told the name. */
    private static Candidate organisation(Function<String, Said> ask, String urn) {
        String id = urn.substring(urn.lastIndexOf(':') + 1);
        String name = ask.apply("/rest/organizations/" + Urns.key(id))
                .document(Organisation.class)
                .map(Organisation::localizedName)
                .orElse("");
        return new Candidate(urn, name(name, urn), "Organisation");
    }
}
