package org.herald.core.share;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Adapted;
import org.herald.Attachment;
import org.herald.Draft;
import org.herald.Finding;
import org.herald.MediaFile;
import org.herald.Preview;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.SiteSettings;
import org.herald.TextCheck;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Variants;
import org.herald.Visibility;
import org.herald.core.media.MediaFiles;
import org.herald.core.media.MediaProbe;
import org.herald.core.medialibrary.PublicPicturesService;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.site.SettingsStore;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Composer.Wording;
import org.herald.core.variant.LimitsBook;
import org.herald.core.variant.PersonalVoice;
import org.herald.core.variant.Proposal;
import org.herald.core.variant.RuleSeverities;
import org.herald.spi.Account;
import org.herald.spi.Limits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Publisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and measures variants for a person. */
@Component(service = {Variants.class, VariantsService.class})
public final class VariantsService implements Variants {
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final ShareStore shares;
    private final EarlierPosts earlierPosts;
    private final SettingsStore settings;
    private final MediaProbe looks;
    private final PublicPicturesService pictures;
    private final Proofreading proofreading;

    @Activate
    public VariantsService(
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference ShareStore shares,
            @Reference EarlierPosts earlierPosts,
            @Reference SettingsStore settings,
            @Reference MediaProbe looks,
            @Reference PublicPicturesService pictures,
            @Reference Proofreading proofreading) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.shares = shares;
        this.earlierPosts = earlierPosts;
        this.settings = settings;
        this.looks = looks;
        this.pictures = pictures;
        this.proofreading = proofreading;
    }

    /** Everything that a proposal or a check needs to know. */
    private record Setting(
            ResourceResolver caller,
            Profile profile,
            Network network,
            Limits limits,
            SiteSettings site,
            Article article,
            PersonalVoice speaker) {
        RuleSeverities gate() {
            return new RuleSeverities(site.gate());
        }

        Setting by(String user) {
            return new Setting(
                    caller, profile, network, limits, site, article, new PersonalVoice(profile.voice(), user));
        }

        NetworkTraits traits() {
            return network.traits();
        }
    }

    private Setting setting(ResourceResolver caller, Profile profile, Article article, List<Share> earlier) {
        Network network = connectors.network(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        SiteSettings site = settings.of(article.site());
        Account account = profiles.account(profile.id()).orElseThrow(() -> Access.notInstalled(profile));
        return new Setting(
                caller,
                profile,
                network,
                network.limits(account, LimitsBook.of(profile.network())),
                site,
                Proposal.addressed(article, site, profile, trackingToken(article, profile, earlier)),
                new PersonalVoice(profile.voice(), Objects.toString(caller.getUserID(), "")));
    }

    private static String trackingToken(Article article, Profile profile, List<Share> earlier) {
        long posts = earlier.stream()
                .flatMap(share -> share.variants().stream())
                .filter(variant -> variant.profileId().equals(profile.id()))
                .count();
        return Proposal.trackingToken(article, profile, (int) posts);
    }

    @Override
    public List<Draft> drafts(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ask().ofArticle(articlePath);
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
        Setting setting = setting(caller, profile, plain, earlier);
        Article article = setting.article();
        NetworkTraits traits = setting.traits();
        Limits limits = setting.limits();
        Attachment attachment = Composer.preferred(article, traits);
        Proposal proposal = propose(setting, Proposal.template(setting.site(), profile));
        Wording wording =
                new Wording(proposal.text(), attachment, proposed(article, attachment), proposal.comment(), false);
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
                article.url().isEmpty() ? "" : pictures.card(article),
                article.pictures(),
                limits.pictures().max(),
                proposal.comment(),
                limits.text().maxComment() > 0,
                limits.text().threads(),
                proposal.missing(),
                cost(limits.cost()),
                (int) earlier.stream()
                        .flatMap(share -> share.variants().stream())
                        .filter(v -> v.profileId().equals(profile.id()))
                        .filter(VariantsService::counts)
                        .count(),
                check(setting, wording));
    }

    /** The article's own picture, unless the editor chooses others. */
    private static List<MediaFile> proposed(Article article, Attachment attachment) {
        return attachment == Attachment.MEDIA && !article.pictures().isEmpty()
                ? article.pictures().subList(0, 1)
                : List.of();
    }

    private static Proposal propose(Setting setting, Optional<String> template) {
        return Proposal.of(
                setting.article(),
                template,
                Proposal.commentTemplate(setting.site(), setting.profile()),
                setting.profile(),
                setting.traits(),
                setting.limits(),
                setting.speaker());
    }

    private static String cost(Limits.Cost cost) {
        return cost.currency().isEmpty() ? "" : cost.postWithLink().toPlainString() + " " + cost.currency();
    }

    private TextCheck check(Setting setting, Wording wording) {
        TextCheck check = Composer.check(
                wording,
                path -> looks.at(setting.caller(), path),
                setting.article(),
                setting.traits(),
                setting.limits(),
                setting.gate(),
                setting.speaker());
        List<Finding> findings = new ArrayList<>(check.findings());
        earlierPosts.like(setting.profile().id(), wording.text()).ifPresent(findings::add);
        findings.addAll(proofreading.read(
                wording.text(), setting.speaker().language(setting.article().language()), setting.gate()));
        return new TextCheck(check.length(), check.maxLength(), findings, check.parts(), check.source());
    }

    private static boolean counts(Variant variant) {
        return variant.state() != VariantState.REFUSED && variant.state() != VariantState.WITHDRAWN;
    }

    @Override
    public TextCheck check(ResourceResolver caller, String articlePath, ShareRequest.PostRequest wanted) {
        Setting setting = setting(caller, articlePath, wanted.profileId());
        return check(setting, wording(setting.article(), wanted));
    }

    private static Wording wording(Article article, ShareRequest.PostRequest wanted) {
        List<MediaFile> media = wanted.media() == null ? proposed(article, wanted.attachment()) : wanted.media();
        return new Wording(wanted.text(), wanted.attachment(), media, wanted.comment(), wanted.thread());
    }

    private Setting setting(ResourceResolver caller, String articlePath, String profileId) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        Profile profile = Access.usable(profiles, caller, profileId);
        return setting(caller, profile, article, shares.ask().ofArticle(articlePath));
    }

    @Override
    public List<Adapted> adapt(ResourceResolver caller, String articlePath, String text, Set<String> threads) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ask().ofArticle(articlePath);
        return usable(caller, article)
                .map(profile ->
                        adapted(setting(caller, profile, article, earlier), text, threads.contains(profile.id())))
                .toList();
    }

    private Adapted adapted(Setting setting, String text, boolean thread) {
        Article article = setting.article();
        NetworkTraits traits = setting.traits();
        String said = Composer.adapt(
                text, article, traits, setting.limits(), setting.speaker().signature(), thread);
        Attachment attachment = Composer.preferred(article, traits);
        Wording wording = new Wording(said, attachment, proposed(article, attachment), "", thread);
        return new Adapted(setting.profile().id(), said, check(setting, wording));
    }

    @Override
    public Preview preview(ResourceResolver caller, String articlePath, String profileId, String template) {
        Setting setting = setting(caller, articlePath, profileId);
        Proposal proposal = propose(setting, Optional.of(template).filter(t -> !t.isBlank()));
        Attachment attachment = Composer.preferred(setting.article(), setting.traits());
        Wording wording = new Wording(
                proposal.text(), attachment, proposed(setting.article(), attachment), proposal.comment(), false);
        return new Preview(proposal.text(), proposal.missing(), check(setting, wording));
    }

    /** What a person wants to share, with the files as they are now, as one word: whatever changes, changes it. */
    public static String fingerprint(ResourceResolver resolver, Article article, ShareRequest.PostRequest wanted) {
        Wording wording = wording(article, wanted);
        List<MediaFile> media = wording.attachment() == Attachment.MEDIA ? wording.media() : List.of();
        String image = wording.attachment() == Attachment.CARD ? article.image() : "";
        return Nodes.nameOf(Plans.write(wanted), MediaFiles.contentHash(resolver, OutgoingPost.files(media, image)));
    }

    /**
     * Freezes what a person wants to share, as it was checked.
     *
     * @param user who speaks
     * @throws Rejection where a finding keeps it from being sent
     */
    public OutgoingPost freeze(
            ResourceResolver caller, String articlePath, ShareRequest.PostRequest wanted, String user, Instant now) {
        return freeze(caller, articlePath, List.of(wanted), user, now).get(0);
    }

    /** Freezes all that is shared together; the article is read once for it. Else as above. */
    List<OutgoingPost> freeze(
            ResourceResolver caller,
            String articlePath,
            List<ShareRequest.PostRequest> wanted,
            String user,
            Instant now) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        List<Share> earlier = shares.ask().ofArticle(articlePath);
        return wanted.stream()
                .map(one -> {
                    Profile profile = Access.usable(profiles, caller, one.profileId());
                    return freeze(setting(caller, profile, article, earlier).by(user), one, earlier, now);
                })
                .toList();
    }

    private OutgoingPost freeze(Setting setting, ShareRequest.PostRequest wanted, List<Share> earlier, Instant now) {
        ResourceResolver caller = setting.caller();
        Profile profile = setting.profile();
        Article article = setting.article();
        Wording wording = wording(article, wanted);
        check(setting, wording).findings().stream()
                .filter(Finding::blocks)
                .findFirst()
                .ifPresent(finding -> {
                    throw new Rejection(
                            Rejection.Kind.INVALID,
                            finding.rule(),
                            "Profile “" + profile.title() + "”: " + finding.message());
                });
        Publisher publisher = connectors.publisher(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        List<String> parts = Composer.parts(wording, setting.limits());
        boolean named = Proposal.isNamed(setting.site());
        List<MediaFile> media = wording.attachment() == Attachment.MEDIA ? wording.media() : List.of();
        String image = wording.attachment() == Attachment.CARD ? article.image() : "";
        return new OutgoingPost(
                profile.id(),
                profile.network(),
                parts.stream().map(part -> publisher.newKey(now)).toList(),
                wording.text().strip(),
                parts,
                setting.speaker().language(article.language()).toLanguageTag(),
                wording.attachment(),
                article.url().map(URI::toString).orElse(""),
                named ? trackingToken(article, profile, earlier) : "",
                article.title(),
                article.description(),
                article.siteTitle(),
                Articles.siteImage(caller, article.site()),
                image,
                media,
                Visibility.PUBLIC.name(),
                MediaFiles.contentHash(caller, OutgoingPost.files(media, image)),
                Plans.write(wanted),
                null);
    }
}
