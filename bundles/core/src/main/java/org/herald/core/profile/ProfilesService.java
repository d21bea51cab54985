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
import org.herald.spi.CodeAuthorizer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Profiles for a person: checks rights and input, signs in, and has the store write. */
@Component(service = Profiles.class)
public final class ProfilesService implements Profiles {
    /** Job topic that collects one profile now. */
    public static final String COLLECT_TOPIC = "herald/collect";

    private final ProfileStore store;
    private final Connectors connectors;
    private final ProfileAccounts accounts;
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
        this.accounts = new ProfileAccounts(store, connectors);
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
        Optional<SignedIn> connected = accounts.signIn(request);
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
        return save(id, request, accounts.signIn(request, before), before);
    }

    private Profile save(String id, ProfileRequest request, Optional<SignedIn> connected, Profile before) {
        boolean has = connected.isPresent();
        Profile profile = Profile.builder()
                .id(id)
                .title(request.title().strip())
                .network(request.network())
                .server(request.server())
                .handle(connected.map(SignedIn::handle).orElse(request.handle()))
                .remoteId(connected.map(SignedIn::remoteId).orElse(before == null ? "" : before.remoteId()))
                .enabled(request.enabled())
                .connected(has || before != null && before.connected())
                .health(has || before == null ? "" : before.health())
                .sites(request.sites())
                .groups(request.groups())
                .collectEvery(request.collectEvery())
                .voice(request.voice())
                .rhythm(request.rhythm())
                .collectedAt(before == null ? Optional.empty() : before.collectedAt())
                .build();
        store.save(
                profile,
                accounts.of(profile),
                connected.map(SignedIn::secret).orElse(null),
                connected.flatMap(SignedIn::session));
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
        store.health(id, health(profile));
        return existing(caller, id);
    }

    private String health(Profile profile) {
        Optional<Account> account;
        try {
            account = store.account(profile.id());
        } catch (RuntimeException e) {
            return KeyCheck.health(profile.title()); // whatever the library says: the key does not open it
        }
        return account.map(open -> accounts.health(profile, open))
                .orElseThrow(() -> new Rejection(
                        Kind.CONFLICT,
                        "notConnected",
                        "Profile “" + profile.title() + "” is not connected yet: connect it first."));
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
        CodeAuthorizer.Challenge.Redirect redirect = accounts.begin(profile, callback, state);
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
        SignedIn done = accounts.complete(profile, signIn.callback(), signIn.ticket(), code);
        return save(profile.id(), request(profile), Optional.of(done), profile);
    }

    @Override
    public void abandonCode(ResourceResolver caller, String state) {
        mustAdminister(caller);
        signIns.take(state, user(caller));
    }

    private static ProfileRequest request(Profile profile) {
        return ProfileRequest.builder()
                .title(profile.title())
                .network(profile.network())
                .server(profile.server())
                .handle(profile.handle())
                .enabled(profile.enabled())
                .sites(profile.sites())
                .groups(profile.groups())
                .collectEvery(profile.collectEvery())
                .voice(profile.voice())
                .rhythm(profile.rhythm())
                .build();
    }

    private void validate(ProfileRequest request) {
        accounts.mustBeInstalled(request.network());
        ProfileRules.check(request);
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
