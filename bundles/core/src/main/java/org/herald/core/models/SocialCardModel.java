package org.herald.core.models;

import java.net.URI;
import javax.inject.Inject;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.models.SocialCard;

/** Reads the page that the resource is the content of. */
@Model(adaptables = Resource.class, adapters = SocialCard.class)
public final class SocialCardModel implements SocialCard {
    private final Article article;

    @Inject
    public SocialCardModel(@Self Resource content) {
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
        boolean known = article.url().isPresent() && !article.image().isEmpty();
        return known
                ? article.url().get().resolve(Articles.encode(article.image())).toString()
                : "";
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
