package org.herald.core.share;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Adapted;
import org.herald.Attachment;
import org.herald.Draft;
import org.herald.Finding;
import org.herald.Preview;
import org.herald.Profile;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.SiteSettings;
import org.herald.TextCheck;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Variants;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.site.SettingsStore;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Gate;
import org.herald.core.variant.LimitsBook;
import org.herald.core.variant.Proposal;
import org.herald.spi.Account;
import org.herald.spi.Limits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and measures variants for a person. */
@Component(service = Variants.class)
public final class VariantsService implements Variants {
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final ShareStore shares;
    private final EarlierPosts earlierPosts;
    private final SettingsStore settings;

    @Activate
    public VariantsService(
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference ShareStore shares,
            @Reference EarlierPosts earlierPosts,
            @Reference SettingsStore settings) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.shares = shares;
        this.earlierPosts = earlierPosts;
        this.settings = settings;
    }

    /** Everything that a proposal or a check needs to know. */
    private record Setting(
            Profile profile, Network network, Limits limits, SiteSettings site, Article article, String speaker) {
        Setting saying(String alt) {
            return alt == null ? this : new Setting(profile, network, limits, site, article.withImageAlt(alt), speaker);
        }

        Gate gate() {
            return new Gate(site.gate());
        }
    }

    private Setting setting(ResourceResolver caller, Profile profile, Article article) {
        Network network = connectors.network(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        SiteSettings site = settings.of(article.site());
        Account account = profiles.account(profile.id()).orElseThrow(() -> Access.notInstalled(profile));
        return new Setting(
                profile,
                network,
                network.limits(account, LimitsBook.of(profile.network())),
                site,
                Proposal.addressed(article, site, profile),
                Objects.toString(caller.getUserID(), ""));
    }

    @Override
    public List<Draft> drafts(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ofArticle(caller, articlePath);
        return usable(caller, article)
                .map(profile -> draft(caller, profile, article, earlier))
                .toList();
    }

    private Stream<Profile> usable(ResourceResolver caller, Article article) {
        return profiles.list(caller).stream()
                .filter(profile -> offered(profile, article))
                .filter(profile -> Access.mayUse(caller, profile))
                .filter(profile -> connectors.network(profile.network()).isPresent());
    }

    private static boolean offered(Profile profile, Article article) {
        return profile.enabled()
                && profile.connected()
                && (profile.sites().isEmpty() || profile.sites().contains(article.site()));
    }

    private Draft draft(ResourceResolver caller, Profile profile, Article plain, List<Share> earlier) {
        Setting setting = setting(caller, profile, plain);
        Article article = setting.article();
        NetworkTraits traits = setting.network().traits();
        Attachment attachment = Composer.preferred(article, traits);
        Proposal proposal = propose(setting, Proposal.template(setting.site(), profile));
        return new Draft(
                profile.id(),
                profile.title(),
                profile.network(),
                traits.title(),
                profile.account(),
                traits.rehearsal(),
                proposal.text(),
                attachment,
                Composer.choices(article),
                article.url().map(URI::toString).orElse(""),
                article.title(),
                article.description(),
                article.image(),
                article.imageAlt(),
                proposal.missing(),
                cost(setting.limits().cost()),
                (int) earlier.stream()
                        .flatMap(share -> share.variants().stream())
                        .filter(v -> v.profileId().equals(profile.id()))
                        .filter(VariantsService::counts)
                        .count(),
                check(setting, proposal.text(), attachment));
    }

    private static Proposal propose(Setting setting, Optional<String> template) {
        return Proposal.of(
                setting.article(),
                template,
                setting.profile(),
                setting.network().traits(),
                setting.limits(),
                setting.speaker());
    }

    private static String cost(Limits.Cost cost) {
        return cost.currency().isEmpty() ? "" : cost.postWithLink().toPlainString() + " " + cost.currency();
    }

    private TextCheck check(Setting setting, String text, Attachment attachment) {
        TextCheck check = Composer.check(
                text, attachment, setting.article(), setting.network().traits(), setting.limits(), setting.gate());
        List<Finding> findings = new ArrayList<>(check.findings());
        earlierPosts.like(setting.profile().id(), text).ifPresent(findings::add);
        return new TextCheck(check.length(), check.maxLength(), findings, check.spans(), check.source());
    }

    private static boolean counts(Variant variant) {
        return variant.state() != VariantState.REFUSED && variant.state() != VariantState.WITHDRAWN;
    }

    @Override
    public TextCheck check(ResourceResolver caller, String articlePath, ShareRequest.Wanted wanted) {
        return check(
                setting(caller, articlePath, wanted.profileId()).saying(wanted.alt()),
                wanted.text(),
                wanted.attachment());
    }

    private Setting setting(ResourceResolver caller, String articlePath, String profileId) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        return setting(caller, Access.usable(profiles, caller, profileId), article);
    }

    @Override
    public List<Adapted> adapt(ResourceResolver caller, String articlePath, String text) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        return usable(caller, article)
                .map(profile -> adapted(setting(caller, profile, article), text))
                .toList();
    }

    private Adapted adapted(Setting setting, String text) {
        NetworkTraits traits = setting.network().traits();
        String said = Composer.adapt(text, setting.article(), traits, setting.limits());
        Attachment attachment = Composer.preferred(setting.article(), traits);
        return new Adapted(setting.profile().id(), said, check(setting, said, attachment));
    }

    @Override
    public Preview preview(ResourceResolver caller, String articlePath, String profileId, String template) {
        Setting setting = setting(caller, articlePath, profileId);
        Proposal proposal = propose(setting, Optional.of(template).filter(t -> !t.isBlank()));
        Attachment attachment =
                Composer.preferred(setting.article(), setting.network().traits());
        return new Preview(proposal.text(), proposal.missing(), check(setting, proposal.text(), attachment));
    }
}
