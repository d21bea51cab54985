package org.herald.core.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.MediaFile;
import org.herald.Profile;
import org.herald.ShareRequest;
import org.herald.SiteSettings;
import org.herald.TextCheck;
import org.herald.core.media.MediaProbe;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Pen;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.site.SettingsStore;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Composer.Wording;
import org.herald.core.variant.PersonalVoice;
import org.herald.core.variant.Proposal;
import org.herald.spi.Account;
import org.herald.spi.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What making, checking and freezing a variant have in common: what it is made for, and what is said of its text. */
@Component(service = VariantComposer.class)
public final class VariantComposer {
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final ShareStore shares;
    private final EarlierPosts earlierPosts;
    private final SettingsStore settings;
    private final MediaProbe looks;
    private final Proofreading proofreading;

    @Activate
    public VariantComposer(
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference ShareStore shares,
            @Reference EarlierPosts earlierPosts,
            @Reference SettingsStore settings,
            @Reference MediaProbe looks,
            @Reference Proofreading proofreading) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.shares = shares;
        this.earlierPosts = earlierPosts;
        this.settings = settings;
        this.looks = looks;
        this.proofreading = proofreading;
    }

    VariantSetting setting(ResourceResolver caller, String articlePath, String profileId) {
        Article article = Articles.read(caller, articlePath);
        Access.mustShare(caller, articlePath);
        return setting(caller, article, site(article), profileId, new PostCount(shares.ask(), articlePath));
    }

    /** What is set for an article's site. */
    SiteSettings site(Article article) {
        return settings.of(article.site());
    }

    VariantSetting setting(
            ResourceResolver caller, Article article, SiteSettings site, String profileId, PostCount earlier) {
        return setting(caller, Access.pen(profiles, caller, profileId, article.site()), article, site, earlier);
    }

    /** One of several profiles; empty where it cannot be written for now: that keeps nobody from the others. */
    Optional<VariantSetting> ifUsable(
            ResourceResolver caller, Article article, SiteSettings site, Profile profile, PostCount earlier) {
        return connectors
                .network(profile.network())
                .flatMap(network -> profiles.pen(caller, profile.id()))
                .filter(pen -> pen.writes() && pen.account().isPresent())
                .map(pen -> setting(caller, pen, article, site, earlier));
    }

    private VariantSetting setting(
            ResourceResolver caller, Pen pen, Article article, SiteSettings site, PostCount earlier) {
        Profile profile = pen.profile();
        Network network = connectors.network(profile.network()).orElseThrow(() -> Access.notInstalled(profile));
        Account account = pen.account().orElseThrow(() -> Access.notConnected(profile));
        return new VariantSetting(
                caller,
                profile,
                network,
                network.limits(account),
                site,
                Proposal.addressed(article, site, profile, trackingToken(site, article, profile, earlier)),
                new PersonalVoice(profile.voice(), Objects.toString(caller.getUserID(), "")),
                !pen.shares());
    }

    /** Empty where the site's links name none. */
    static String trackingToken(SiteSettings site, Article article, Profile profile, PostCount earlier) {
        return Proposal.isNamed(site) ? Proposal.trackingToken(article, profile, earlier.of(profile.id())) : "";
    }

    /** The article's own picture, unless the editor chooses others. */
    static List<MediaFile> proposed(Article article, Attachment attachment) {
        return attachment == Attachment.MEDIA && !article.pictures().isEmpty()
                ? article.pictures().subList(0, 1)
                : List.of();
    }

    static Wording wording(Article article, ShareRequest.PostRequest wanted) {
        List<MediaFile> media = wanted.media() == null ? proposed(article, wanted.attachment()) : wanted.media();
        return new Wording(wanted.text(), wanted.attachment(), media, wanted.comment(), wanted.thread());
    }

    static Proposal propose(VariantSetting setting, Optional<String> template) {
        return Proposal.of(
                setting.article(),
                template,
                Proposal.commentTemplate(setting.site(), setting.profile()),
                setting.profile(),
                setting.traits(),
                setting.limits(),
                setting.speaker());
    }

    TextCheck check(VariantSetting setting, Wording wording) {
        TextCheck check = rules(setting, wording);
        List<Finding> findings = new ArrayList<>(check.findings());
        earlierPosts.like(setting.profile().id(), wording.text()).ifPresent(findings::add);
        return with(check, findings);
    }

    /** What keeps it from being sent; what was said before only warns, so it is not read for this. */
    Optional<Finding> blocking(VariantSetting setting, Wording wording) {
        return rules(setting, wording).findings().stream()
                .filter(Finding::blocks)
                .findFirst();
    }

    private TextCheck rules(VariantSetting setting, Wording wording) {
        TextCheck check = Composer.check(
                wording,
                path -> looks.at(setting.caller(), path),
                setting.article(),
                setting.traits(),
                setting.limits(),
                setting.gate(),
                setting.speaker());
        List<Finding> findings = new ArrayList<>(check.findings());
        findings.addAll(proofreading.read(
                wording.text(), setting.speaker().language(setting.article().language()), setting.gate()));
        return with(check, findings);
    }

    private static TextCheck with(TextCheck check, List<Finding> findings) {
        return new TextCheck(check.length(), check.maxLength(), findings, check.parts(), check.source());
    }
}
