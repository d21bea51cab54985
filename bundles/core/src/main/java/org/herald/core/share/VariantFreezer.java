package org.herald.core.share;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.ShareRequest;
import org.herald.SiteSettings;
import org.herald.Visibility;
import org.herald.core.media.MediaFiles;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Composer.Wording;
import org.herald.spi.Publisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Freezes what was checked: from then on, nothing of it changes. */
@Component(service = VariantFreezer.class)
public final class VariantFreezer {
    private final VariantComposer composer;
    private final Connectors connectors;
    private final ShareStore shares;

    @Activate
    public VariantFreezer(
            @Reference VariantComposer composer, @Reference Connectors connectors, @Reference ShareStore shares) {
        this.composer = composer;
        this.connectors = connectors;
        this.shares = shares;
    }

    /** What a person wants to share, with the files as they are now, as one word: whatever changes, changes it. */
    public static String fingerprint(ResourceResolver resolver, Article article, ShareRequest.PostRequest wanted) {
        Wording wording = VariantComposer.wording(article, wanted);
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
        PostCount earlier = new PostCount(shares.ask(), articlePath);
        SiteSettings site = composer.site(article);
        return wanted.stream()
                .map(one -> freeze(
                        composer.setting(caller, article, site, one.profileId(), earlier)
                                .by(user),
                        one,
                        earlier,
                        now))
                .toList();
    }

    private OutgoingPost freeze(
            VariantSetting setting, ShareRequest.PostRequest wanted, PostCount earlier, Instant now) {
        ResourceResolver caller = setting.caller();
        Profile profile = setting.profile();
        Article article = setting.article();
        Wording wording = VariantComposer.wording(article, wanted);
        composer.blocking(setting, wording).ifPresent(finding -> {
            throw new Rejection(
                    Rejection.Kind.INVALID, finding.rule(), "Profile “" + profile.title() + "”: " + finding.message());
        });
        Publisher publisher = connectors
                .capability(profile.network(), Publisher.class)
                .orElseThrow(() -> Access.notInstalled(profile));
        List<String> parts = Composer.parts(wording, setting.limits());
        List<MediaFile> media = wording.attachment() == Attachment.MEDIA ? wording.media() : List.of();
        String image = wording.attachment() == Attachment.CARD ? article.image() : "";
        return OutgoingPost.builder()
                .profileId(profile.id())
                .network(profile.network())
                .keys(parts.stream().map(part -> publisher.newKey(now)).toList())
                .text(wording.text().strip())
                .parts(parts)
                .language(setting.speaker().language(article.language()).toLanguageTag())
                .attachment(wording.attachment())
                .link(article.url().map(URI::toString).orElse(""))
                .trackingToken(VariantComposer.trackingToken(setting.site(), article, profile, earlier))
                .cardTitle(article.title())
                .cardDescription(article.description())
                .site(article.siteTitle())
                .background(Articles.siteImage(caller, article.site()))
                .image(image)
                .media(media)
                .visibility(Visibility.PUBLIC.name())
                .contentHash(MediaFiles.contentHash(caller, OutgoingPost.files(media, image)))
                .asked(Plans.write(wanted))
                .awaits(setting.awaits() ? OutgoingPost.Awaits.PUBLISHER : OutgoingPost.Awaits.NOBODY)
                .build();
    }
}
