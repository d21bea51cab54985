package org.herald.core.share;

import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profile;
import org.herald.SiteSettings;
import org.herald.core.repo.Article;
import org.herald.core.variant.PersonalVoice;
import org.herald.core.variant.RuleSeverities;
import org.herald.spi.Limits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;

/**
 * Everything that a proposal or a check of a variant needs to know.
 *
 * @param awaits whether what the caller shares with the profile waits for an approval
 */
record VariantSetting(
        ResourceResolver caller,
        Profile profile,
        Network network,
        Limits limits,
        SiteSettings site,
        Article article,
        PersonalVoice speaker,
        boolean awaits) {
    RuleSeverities gate() {
        return new RuleSeverities(site.gate());
    }

    VariantSetting by(String user) {
        return new VariantSetting(
                caller, profile, network, limits, site, article, new PersonalVoice(profile.voice(), user), awaits);
    }

    NetworkTraits traits() {
        return network.traits();
    }
}
