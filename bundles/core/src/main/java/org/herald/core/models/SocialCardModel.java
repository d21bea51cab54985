package org.herald.core.models;

import java.net.URI;
import javax.inject.Inject;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.OSGiService;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.herald.core.medialibrary.PublicPicturesService;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.models.SocialCard;

/** Reads the page that the resource is the content of. */
@Model(adaptables = Resource.class, adapters = SocialCard.class)
public final class SocialCardModel implements SocialCard {
    private final Article article;
    private final PublicPicturesService pictures;

    @Inject
    public SocialCardModel(@Self Resource content, @OSGiService PublicPicturesService pictures) {
        this.pictures = pictures;
        this.article =
                Articles.read(content.getResourceResolver(), content.getParent().getPath());
    }

    @Override
    public String getTitle() {
        return article.title();
    }

    @Override
    public String getDescription() {
        return article.description();
    }

    @Override
    public String getUrl() {
        return article.url().map(URI::toString).orElse("");
    }

    @Override
    public String getImage() {
        return article.url()
                .map(url -> url.resolve(pictures.card(article)).toString())
                .orElse("");
    }

    @Override
    public String getImageAlt() {
        return article.imageAlt();
    }

    @Override
    public String getSite() {
        return article.siteTitle();
    }

    @Override
    public String getLocale() {
        return article.language().toString();
    }
}
