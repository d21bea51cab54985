package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Budget;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.spi.Account;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Media;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Profiles for a person: checks rights and input, signs in, and has the store write. */
@Component(service = Profiles.class)
public final class ProfilesService implements Profiles {
    private final ProfileStore store;
    private final Connectors connectors;
    private final ProfileAccounts accounts;
    private final SignIns signIns;
    private final CodeFlow codes;
    private final CollectQueue rounds;
    private final Avatars avatars;

    @Activate
    public ProfilesService(
            @Reference ProfileStore store,
            @Reference Connectors connectors,
            @Reference SignIns signIns,
            @Reference CollectQueue rounds,
            @Reference Avatars avatars) {
        this.store = store;
        this.connectors = connectors;
        this.accounts = new ProfileAccounts(store, connectors);
        this.signIns = signIns;
        this.codes = new CodeFlow(accounts, signIns, this::connect);
        this.rounds = rounds;
        this.avatars = avatars;
    }

    @Override
    public List<Offer> networks() {
        return Offers.of(connectors);
    }

    @Override
    public List<Site> sites(ResourceResolver caller) {
        return Articles.sites(caller).stream()
                .map(site -> new Site(site.getPath(), site.getValueMap().get("jcr:title", site.getName())))
                .sorted(Comparator.comparing(Site::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public List<Group> groups(ResourceResolver caller, String text) {
        mustAdminister(caller);
        return store.groups(text);
    }

    @Override
    public List<Profile> list(ResourceResolver caller) {
        return store.allowed(caller, ProfileAction.SEE_PROFILE);
    }

    @Override
    public List<Right> rights() {
        return ProfileRights.lines();
    }

    @Override
    public List<ProfileAction> may(ResourceResolver caller, String id) {
        return store.may(caller, id);
    }

    @Override
    public Budget.Used used(ResourceResolver caller, String id) {
        return store.allowed(caller, id, ProfileAction.SEE_PROFILE)
                .flatMap(profile ->
                        connectors.network(profile.network()).map(network -> store.used(profile, network.traits())))
                .orElse(new Budget.Used(0, 0, BigDecimal.ZERO, ""));
    }

    @Override
    public Profile create(ResourceResolver caller, ProfileRequest request) {
        mustAdminister(caller);
        validate(request);
        Optional<SignedIn> connected = accounts.signIn(request);
        return save(ProfileRules.newId(request.title()), request, connected, null);
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
        boolean kept = request.secret() == null && before.connected();
        if (kept && !sameAccount && !accounts.comesHome(before, request)) {
            throw new Rejection(
                    Kind.INVALID,
                    "secretNeeded",
                    "Another server or account needs its own password: enter it, and save again.");
        }
        return save(id, request, accounts.signIn(request, before), before);
    }

    private Profile save(String id, ProfileRequest request, Optional<SignedIn> connected, Profile before) {
        boolean has = connected.isPresent();
        Budget kept = before == null ? Budget.NONE : before.budget();
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
                .rights(ProfileRules.rights(request, before))
                .collectEvery(request.collectEvery())
                .voice(request.voice())
                .rhythm(request.rhythm())
                .budget(Objects.requireNonNullElse(request.budget(), kept))
                .collectedAt(before == null ? Optional.empty() : before.collectedAt())
                .avatar(before == null ? "" : before.avatar())
                .build();
        store.save(
                profile,
                accounts.of(profile),
                connected.map(SignedIn::secret).orElse(null),
                connected.flatMap(SignedIn::session));
        connected.flatMap(SignedIn::avatar).ifPresent(address -> avatars.take(id, address));
        return store.find(id).orElse(profile);
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
        ProfileAccounts.Condition condition = condition(profile);
        store.health(id, condition.health());
        condition.avatar().ifPresent(address -> avatars.take(id, address));
        return existing(caller, id);
    }

    private ProfileAccounts.Condition condition(Profile profile) {
        Optional<Account> account;
        try {
            account = store.account(profile.id());
        } catch (RuntimeException e) {
            return ProfileAccounts.Condition.bad(
                    KeyCheck.health(profile.title())); // whatever the library says: the key does not open it
        }
        return account.map(open -> accounts.condition(profile, open))
                .orElseThrow(() -> new Rejection(
                        Kind.CONFLICT,
                        "notConnected",
                        "Profile “" + profile.title() + "” is not connected yet: connect it first."));
    }

    @Override
    public Optional<Media> avatar(ResourceResolver caller, String id) {
        return store.allowed(caller, id, ProfileAction.SEE_PROFILE).flatMap(avatars::of);
    }

    @Override
    public void collect(ResourceResolver caller, String id) {
        Profile profile = store.allowed(caller, id, ProfileAction.COLLECT)
                .orElseThrow(() -> mayAdminister(caller) ? unknown() : noModerator());
        if (!profile.enabled() || !profile.connected()) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "notConnected",
                    "Profile “" + profile.title() + "” is not connected or disabled: nothing can be collected.");
        }
        rounds.now(profile);
    }

    @Override
    public URI beginCode(ResourceResolver caller, String id, URI callback) {
        mustAdminister(caller);
        return codes.begin(existing(caller, id), user(caller), callback);
    }

    @Override
    public SignInEnd completeCode(ResourceResolver caller, String state, CodeAuthorizer.Grant grant) {
        mustAdminister(caller);
        return codes.complete(id -> existing(caller, id), user(caller), state, grant);
    }

    @Override
    public Choices candidates(ResourceResolver caller, String choice) {
        mustAdminister(caller);
        return codes.candidates(id -> existing(caller, id), user(caller), choice);
    }

    @Override
    public Profile choose(ResourceResolver caller, String choice, String remoteId) {
        mustAdminister(caller);
        return codes.choose(id -> existing(caller, id), user(caller), choice, remoteId);
    }

    @Override
    public Optional<Refusal> refusal(ResourceResolver caller, String state) {
        mustAdminister(caller);
        return signIns.refusal(state, user(caller));
    }

    @Override
    public void abandonCode(ResourceResolver caller, String state) {
        mustAdminister(caller);
        signIns.take(state, user(caller));
    }

    private Profile connect(Profile profile, SignedIn signedIn) {
        return save(profile.id(), request(profile), Optional.of(signedIn), profile);
    }

    private static ProfileRequest request(Profile profile) {
        return ProfileRequest.builder()
                .title(profile.title())
                .network(profile.network())
                .server(profile.server())
                .handle(profile.handle())
                .enabled(profile.enabled())
                .sites(profile.sites())
                .rights(profile.rights())
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
        return store.allowed(caller, id, ProfileAction.CONFIGURE).orElseThrow(ProfilesService::unknown);
    }

    private static Rejection unknown() {
        return new Rejection(Kind.NOT_FOUND, "profileUnknown", "There is no such profile, or you may not see it.");
    }

    private static Rejection noModerator() {
        return new Rejection(
                Kind.FORBIDDEN,
                "profileForbidden",
                "Only who moderates this profile has it collect: ask an administrator.");
    }

    private static boolean mayAdminister(ResourceResolver caller) {
        return Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER);
    }

    private static void mustAdminister(ResourceResolver caller) {
        if (!mayAdminister(caller)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notAdmin",
                    "Only members of herald-admins configure profiles: ask an administrator to add you.");
        }
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }
}
