package org.herald.core.share;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Adapted;
import org.herald.Attachment;
import org.herald.Draft;
import org.herald.Preview;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.SiteSettings;
import org.herald.TextCheck;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Variants;
import org.herald.core.medialibrary.PublicPicturesService;
import org.herald.core.profile.ProfileRights;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Composer.Wording;
import org.herald.core.variant.Proposal;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and measures variants for a person. */
@Component(service = Variants.class)
public final class VariantsService implements Variants {
    private final VariantComposer composer;
    private final ProfileStore profiles;
    private final ShareStore shares;
    private final PublicPicturesService pictures;
    private final BudgetFindings budgets;
    private final Choices choices;
    private final Clock clock;

    @Activate
    public VariantsService(
            @Reference VariantComposer composer,
            @Reference ProfileStore profiles,
            @Reference ShareStore shares,
            @Reference PublicPicturesService pictures,
            @Reference BudgetFindings budgets,
            @Reference Choices choices) {
        this(composer, profiles, shares, pictures, budgets, choices, Clock.systemUTC());
    }

    VariantsService(
            VariantComposer composer,
            ProfileStore profiles,
            ShareStore shares,
            PublicPicturesService pictures,
            BudgetFindings budgets,
            Choices choices,
            Clock clock) {
        this.composer = composer;
        this.profiles = profiles;
        this.shares = shares;
        this.pictures = pictures;
        this.budgets = budgets;
        this.choices = choices;
        this.clock = clock;
    }

    @Override
    public List<Draft> drafts(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ask().ofArticle(articlePath);
        PostCount posts = new PostCount(shares.ask(), articlePath);
        Set<String> chosen = choices.last(Objects.toString(caller.getUserID(), ""), article.site());
        SiteSettings site = composer.site(article);
        return usable(caller, article)
                .flatMap(profile -> composer.ifUsable(caller, article, site, profile, posts).stream())
                .map(setting -> draft(setting, earlier)
                        .remembered(chosen.contains(setting.profile().id()))
                        .build())
                .toList();
    }

    private Stream<Profile> usable(ResourceResolver caller, Article article) {
        return profiles.allowed(caller, ProfileAction.WRITE).stream().filter(profile -> offered(profile, article));
    }

    private static boolean offered(Profile profile, Article article) {
        return profile.enabled()
                && profile.connected()
                && ProfileRights.isOffered(profile.sites(), ProfileAction.WRITE, article.site());
    }

    private Draft.Builder draft(VariantSetting setting, List<Share> earlier) {
        Profile profile = setting.profile();
        Article article = setting.article();
        NetworkTraits traits = setting.traits();
        Limits limits = setting.limits();
        Attachment attachment = Composer.preferred(article, traits);
        Proposal proposal = VariantComposer.propose(setting, Proposal.template(setting.site(), profile));
        Wording wording = new Wording(
                proposal.text(), attachment, VariantComposer.proposed(article, attachment), proposal.comment(), false);
        return Draft.builder()
                .profileId(profile.id())
                .profileTitle(profile.title())
                .network(profile.network())
                .networkTitle(traits.title())
                .account(profile.account())
                .rehearsal(traits.rehearsal())
                .text(proposal.text())
                .attachment(attachment)
                .choices(Composer.choices(article))
                .link(article.url().map(URI::toString).orElse(""))
                .cardTitle(article.title())
                .cardDescription(article.description())
                .cardImage(article.url().isEmpty() ? "" : pictures.card(article))
                .media(article.pictures())
                .maxMedia(limits.pictures().max())
                .comment(proposal.comment())
                .comments(limits.text().maxComment() > 0)
                .threads(limits.text().threads())
                .missing(proposal.missing())
                .cost(cost(limits.cost()))
                .earlier((int) earlier.stream()
                        .flatMap(share -> share.variants().stream())
                        .filter(v -> v.profileId().equals(profile.id()))
                        .filter(VariantsService::counts)
                        .count())
                .awaits(setting.awaits())
                .check(check(setting, wording, null));
    }

    private static String cost(Limits.Cost cost) {
        return cost.currency().isEmpty() ? "" : cost.postWithLink().toPlainString() + " " + cost.currency();
    }

    private static boolean counts(Variant variant) {
        return variant.state() != VariantState.REFUSED && variant.state() != VariantState.WITHDRAWN;
    }

    @Override
    public TextCheck check(ResourceResolver caller, String articlePath, ShareRequest.PostRequest wanted) {
        VariantSetting setting = composer.setting(caller, articlePath, wanted.profileId());
        Instant at = wanted.when().isNow() ? null : wanted.when().from(clock.instant());
        return check(setting, VariantComposer.wording(setting.article(), wanted), at);
    }

    /** What is said of a text, and of the budget that it would be sent from. */
    private TextCheck check(VariantSetting setting, Wording wording, Instant at) {
        return budgets.with(composer.check(setting, wording), setting, wording, at);
    }

    @Override
    public List<Adapted> adapt(ResourceResolver caller, String articlePath, String text, Set<String> threads) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        PostCount posts = new PostCount(shares.ask(), articlePath);
        SiteSettings site = composer.site(article);
        Patience patience = new Patience(clock);
        return usable(caller, article)
                .peek(profile -> patience.mustLast())
                .flatMap(profile -> composer.ifUsable(caller, article, site, profile, posts).stream())
                .map(setting -> adapted(
                        setting, text, threads.contains(setting.profile().id())))
                .toList();
    }

    private Adapted adapted(VariantSetting setting, String text, boolean thread) {
        Article article = setting.article();
        NetworkTraits traits = setting.traits();
        String said = Composer.adapt(
                text, article, traits, setting.limits(), setting.speaker().signature(), thread);
        Attachment attachment = Composer.preferred(article, traits);
        Wording wording = new Wording(said, attachment, VariantComposer.proposed(article, attachment), "", thread);
        return new Adapted(setting.profile().id(), said, check(setting, wording, null));
    }

    @Override
    public Preview preview(ResourceResolver caller, String articlePath, String profileId, String template) {
        VariantSetting setting = composer.setting(caller, articlePath, profileId);
        Proposal proposal =
                VariantComposer.propose(setting, Optional.of(template).filter(t -> !t.isBlank()));
        Attachment attachment = Composer.preferred(setting.article(), setting.traits());
        Wording wording = new Wording(
                proposal.text(),
                attachment,
                VariantComposer.proposed(setting.article(), attachment),
                proposal.comment(),
                false);
        return new Preview(proposal.text(), proposal.missing(), composer.check(setting, wording));
    }
}
