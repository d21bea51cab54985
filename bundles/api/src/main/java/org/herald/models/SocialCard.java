package org.herald.models;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What a page tells the networks that build a card from it. Texts are empty where the page has none. */
@ProviderType
public interface SocialCard {

    /** The title. */
    @NotNull
    String getTitle();

    /** The description. */
    @NotNull
    String getDescription();

    /** The public address. */
    @NotNull
    String getUrl();

    /** The picture's public address. */
    @NotNull
    String getImage();

    /** What the picture shows. */
    @NotNull
    String getImageAlt();

    /** The name of the site. */
    @NotNull
    String getSite();

    /** The language, with an underscore before the country: {@code fr_CH}. */
    @NotNull
    String getLocale();
}
