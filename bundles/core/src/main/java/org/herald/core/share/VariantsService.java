package org.herald.core.share;

import java.net.URI;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.Draft;
import org.herald.Profile;
import org.herald.Share;
import org.herald.TextCheck;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Variants;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Gate;
import org.herald.core.variant.LimitsBook;
import org.herald.spi.Account;
import org.herald.spi.Limits;
import org.herald.spi.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and measures variants for a person. */
@Component(service = Variants.class)
public final class VariantsService implements Variants {
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final ShareStore shares;

    @Activate
    public VariantsService(
            @Reference ProfileStore profiles, @Reference Connectors connectors, @Reference ShareStore shares) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.shares = shares;
    }

    @Override
    public List<Draft> drafts(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ofArticle(caller, articlePath);
        return profiles.list(caller).stream()
                .filter(profile -> offered(profile, article))
                .filter(profile -> Access.mayUse(caller, profile))
                .filter(profile -> connectors.network(profile.network()).isPresent())
                .map(profile -> draft(profile, article, earlier))
                .toList();
    }

    private static boolean offered(Profile profile, Article article) {
        return profile.enabled()
                && profile.connected()
                && (profile.sites().isEmpty() || profile.sites().contains(article.site()));
    }

    private Draft draft(Profile profile, Article article, List<Share> earlier) {
        Network network = connectors.network(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        Limits limits = limits(network, profile);
        String text = Composer.compose(article, network.traits(), limits);
        Attachment attachment = Composer.preferred(article, network.traits());
        return new Draft(
                profile.id(),
                profile.title(),
                profile.network(),
                network.traits().title(),
                profile.account(),
                network.traits().rehearsal(),
                text,
                attachment,
                Composer.choices(article),
                article.url().map(URI::toString).orElse(""),
                article.title(),
                article.description(),
                article.image(),
                article.imageAlt(),
                (int) earlier.stream()
                        .flatMap(share -> share.variants().stream())
                        .filter(v -> v.profileId().equals(profile.id()))
                        .filter(VariantsService::counts)
                        .count(),
                Composer.check(text, attachment, article, network.traits(), limits, Gate.USUAL));
    }

    private static boolean counts(Variant variant) {
        return variant.state() != VariantState.REFUSED && variant.state() != VariantState.WITHDRAWN;
    }

    private Limits limits(Network network, Profile profile) {
        Account account = profiles.account(profile.id()).orElseThrow(() -> Access.notInstalled(profile));
        return network.limits(account, LimitsBook.of(profile.network()));
    }

    @Override
    public TextCheck check(
            ResourceResolver caller, String articlePath, String profileId, String text, Attachment attachment) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        Profile profile = Access.usable(profiles, caller, profileId);
        Network network = connectors.network(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        return Composer.check(text, attachment, article, network.traits(), limits(network, profile), Gate.USUAL);
    }
}
