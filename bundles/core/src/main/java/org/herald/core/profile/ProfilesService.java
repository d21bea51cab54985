package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.event.jobs.JobManager;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.variant.LimitsBook;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Profiles for a person: checks rights and input, signs in, and has the store write. */
@Component(service = Profiles.class)
public final class ProfilesService implements Profiles {
    private static final int MIN_COLLECT_MINUTES = 1;
    private static final int MAX_COLLECT_MINUTES = 1440;
    /** Job topic that collects one profile now. */
    public static final String COLLECT_TOPIC = "herald/collect";

    private final ProfileStore store;
    private final Connectors connectors;
    private final SignIns signIns;
    private final JobManager jobs;

    @Activate
    public ProfilesService(
            @Reference ProfileStore store,
            @Reference Connectors connectors,
            @Reference SignIns signIns,
            @Reference JobManager jobs) {
        this.store = store;
        this.connectors = connectors;
        this.signIns = signIns;
        this.jobs = jobs;
    }

    @Override
    public List<Offer> networks() {
        return connectors.networks().stream()
                .map(network -> new Offer(
                        network.traits(),
                        connectors.codeAuthorizer(network.traits().id()).isPresent(),
                        LimitsBook.of(network.traits().id()).text().maxComment() > 0))
                .sorted(Comparator.comparing(offer -> offer.traits().title()))
                .toList();
    }

    @Override
    public List<Site> sites(ResourceResolver caller) {
        return Articles.sites(caller).stream()
                .map(site -> new Site(site.getPath(), site.getValueMap().get("jcr:title", site.getName())))
                .sorted(Comparator.comparing(Site::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public List<Profile> list(ResourceResolver caller) {
        return store.list(caller);
    }

    @Override
    public Profile create(ResourceResolver caller, ProfileRequest request) {
        mustAdminister(caller);
        validate(request);
        Connected connected = connect(request, "");
        String id = slug(request.title()) + "-" + UUID.randomUUID().toString().substring(0, 6);
        return save(id, request, connected, null);
    }

    @Override
    public Profile update(ResourceResolver caller, String id, ProfileRequest request) {
        mustAdminister(caller);
        Profile before = existing(caller, id);
        validate(request);
        if (!before.network().equals(request.network())) {
            throw new Rejection(Kind.INVALID, "networkFixed", "A profile stays on its network: add another profile.");
        }
        boolean sameAccount =
                before.server().equals(request.server()) && before.handle().equals(request.handle());
        if (request.secret() == null && !sameAccount && before.connected()) {
            throw new Rejection(
                    Kind.INVALID,
                    "secretNeeded",
                    "Another server or account needs its own password: enter it, and save again.");
        }
        return save(id, request, connect(request, id), before);
    }

    private record Connected(String remoteId, String handle, Secret secret, Optional<Secret> session) {}

    private Connected connect(ProfileRequest request, String id) {
        if (request.secret() == null) {
            return null;
        }
        Connection connection =
                authorizer(request.network()).signIn(request.server(), request.handle(), request.secret());
        if (connection instanceof Connection.Denied denied) {
            throw denied(request.title(), denied);
        }
        Connection.Connected done = (Connection.Connected) connection;
        mustBeOne(id, request.network(), request.server(), done.remoteId());
        return new Connected(done.remoteId(), done.handle(), done.secret(), done.session());
    }

    private static Rejection denied(String title, Connection.Denied denied) {
        String remedy = denied.reason() == Reason.AUTHORISATION
                ? " Check account and password."
                : " Check the server's address, and try again.";
        return new Rejection(
                denied.reason() == Reason.AUTHORISATION ? Kind.INVALID : Kind.UPSTREAM,
                denied.reason() == Reason.AUTHORISATION ? "signInRefused" : "serverUnreachable",
                "Profile “" + title + "” was not connected: " + denied.why() + remedy);
    }

    /** A remote account exists once: connected twice, every post would be doubled. */
    private void mustBeOne(String id, String network, URI server, String remoteId) {
        store.listAll().stream()
                .filter(other -> !other.id().equals(id))
                .filter(other -> other.network().equals(network)
                        && other.server().equals(server)
                        && other.remoteId().equals(remoteId))
                .findFirst()
                .ifPresent(other -> {
                    throw new Rejection(
                            Kind.CONFLICT,
                            "accountExists",
                            "This account is connected already, as profile “" + other.title() + "”: use that one.");
                });
    }

    private Profile save(String id, ProfileRequest request, Connected connected, Profile before) {
        boolean has = connected != null;
        Profile profile = new Profile(
                id,
                request.title().strip(),
                request.network(),
                request.server(),
                has ? connected.handle() : request.handle(),
                has ? connected.remoteId() : before == null ? "" : before.remoteId(),
                request.enabled(),
                has || before != null && before.connected(),
                has || before == null ? "" : before.health(),
                request.sites(),
                request.groups(),
                request.collectEvery(),
                request.voice(),
                request.rhythm(),
                before == null ? Optional.empty() : before.collectedAt());
        store.save(profile, has ? connected.secret() : null, has ? connected.session() : Optional.empty());
        return profile;
    }

    @Override
    public void delete(ResourceResolver caller, String id) {
        mustAdminister(caller);
        existing(caller, id);
        store.delete(id);
    }

    @Override
    public Profile test(ResourceResolver caller, String id) {
        mustAdminister(caller);
        Profile profile = existing(caller, id);
        Account account = store.account(id)
                .orElseThrow(() -> new Rejection(
                        Kind.CONFLICT,
                        "notConnected",
                        "Profile “" + profile.title() + "” is not connected yet: connect it first."));
        Connection connection = authorizer(profile.network()).check(account);
        store.health(
                id,
                connection instanceof Connection.Denied denied
                        ? denied(profile.title(), denied).getMessage()
                        : "");
        return existing(caller, id);
    }

    @Override
    public void collect(ResourceResolver caller, String id) {
        if (!Nodes.may(caller, INBOX, PRIVILEGE_REVIEW)) {
            mustAdminister(caller);
        }
        Profile profile = existing(caller, id);
        if (!profile.enabled() || !profile.connected()) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "notConnected",
                    "Profile “" + profile.title() + "” is not connected or disabled: nothing can be collected.");
        }
        jobs.addJob(COLLECT_TOPIC, java.util.Map.of(PN_PROFILE, id));
    }

    @Override
    public URI beginCode(ResourceResolver caller, String id, URI callback) {
        mustAdminister(caller);
        Profile profile = existing(caller, id);
        String state = signIns.newState();
        CodeAuthorizer.Challenge challenge = codeAuthorizer(profile.network()).begin(profile.server(), callback, state);
        if (challenge instanceof CodeAuthorizer.Challenge.Unavailable no) {
            throw denied(profile.title(), new Connection.Denied(no.reason(), no.why()));
        }
        CodeAuthorizer.Challenge.Redirect redirect = (CodeAuthorizer.Challenge.Redirect) challenge;
        signIns.keep(state, user(caller), new SignIns.SignIn(id, callback, redirect.ticket()));
        return redirect.to();
    }

    @Override
    public Profile completeCode(ResourceResolver caller, String state, String code) {
        mustAdminister(caller);
        SignIns.SignIn signIn = signIns.take(state, user(caller))
                .orElseThrow(() -> new Rejection(
                        Kind.CONFLICT,
                        "signInOver",
                        "This sign-in was used already or is too old: start it again from the profile."));
        Profile profile = existing(caller, signIn.profileId());
        Connection connection =
                codeAuthorizer(profile.network()).complete(profile.server(), signIn.callback(), signIn.ticket(), code);
        if (connection instanceof Connection.Denied denied) {
            throw denied(profile.title(), denied);
        }
        Connection.Connected done = (Connection.Connected) connection;
        mustBeOne(profile.id(), profile.network(), profile.server(), done.remoteId());
        mustBeTheSame(profile, done.remoteId());
        return save(
                profile.id(),
                request(profile),
                new Connected(done.remoteId(), done.handle(), done.secret(), done.session()),
                profile);
    }

    /** Reconnecting keeps the history, so it must be the history of that account. */
    private static void mustBeTheSame(Profile profile, String remoteId) {
        if (!profile.remoteId().isEmpty() && !profile.remoteId().equals(remoteId)) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "otherAccount",
                    "You signed in as somebody else than profile “" + profile.title()
                            + "” belongs to: sign out on the server and try again, or add another profile.");
        }
    }

    private static ProfileRequest request(Profile profile) {
        return new ProfileRequest(
                profile.title(),
                profile.network(),
                profile.server(),
                profile.handle(),
                null,
                profile.enabled(),
                profile.sites(),
                profile.groups(),
                profile.collectEvery(),
                profile.voice(),
                profile.rhythm());
    }

    private Authorizer authorizer(String network) {
        return connectors.authorizer(network).orElseThrow(() -> notInstalled(network));
    }

    private CodeAuthorizer codeAuthorizer(String network) {
        return connectors.codeAuthorizer(network).orElseThrow(() -> notInstalled(network));
    }

    private static Rejection notInstalled(String network) {
        return new Rejection(
                Kind.INVALID, "networkUnknown", "No connector for “" + network + "” is installed that can do this.");
    }

    private void validate(ProfileRequest request) {
        connectors.network(request.network()).orElseThrow(() -> notInstalled(request.network()));
        check(
                !request.title().isBlank() && request.title().length() <= 80,
                "title",
                "Give a title of 1 to 80 letters.");
        check(
                request.voice().language().isEmpty()
                        || !Locale.forLanguageTag(request.voice().language())
                                .getLanguage()
                                .isEmpty(),
                "language",
                "Give the language like fr or en-GB, or leave it empty for that of each article.");
        String scheme = Objects.toString(request.server().getScheme(), "");
        boolean server = (scheme.equals("https") || scheme.equals("http"))
                && request.server().getHost() != null
                && request.server().getUserInfo() == null
                && Objects.toString(request.server().getPath(), "").isEmpty();
        check(server, "server", "Give the server's address like https://example.social, without a path.");
        check(
                request.collectEvery() == 0
                        || request.collectEvery() >= MIN_COLLECT_MINUTES
                                && request.collectEvery() <= MAX_COLLECT_MINUTES,
                "collectEvery",
                "Collect every 1 to 1440 minutes, or never (0).");
    }

    private static void check(boolean right, String code, String message) {
        if (!right) {
            throw new Rejection(Kind.INVALID, code, message);
        }
    }

    private Profile existing(ResourceResolver caller, String id) {
        return store.find(caller, id)
                .orElseThrow(() -> new Rejection(
                        Kind.NOT_FOUND, "profileUnknown", "There is no such profile, or you may not see it."));
    }

    private static void mustAdminister(ResourceResolver caller) {
        if (!Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notAdmin",
                    "Only members of herald-admins configure profiles: ask an administrator to add you.");
        }
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }

    private static String slug(String title) {
        String slug = java.text.Normalizer.normalize(title, java.text.Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = slug.substring(0, Math.min(slug.length(), 40)).replaceAll("-+$", "");
        return cut.isEmpty() ? "profile" : cut;
    }
}
