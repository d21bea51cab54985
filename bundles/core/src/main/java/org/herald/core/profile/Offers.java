package org.herald.core.profile;

import java.util.Comparator;
import java.util.List;
import org.herald.Profiles.Offer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Onboarding;
import org.herald.spi.Requirements;

/** The networks that profiles can be made for, each with what it asks for. */
final class Offers {
    private Offers() {}

    /** Those that are installed, by title. */
    static List<Offer> of(Connectors connectors) {
        return connectors.networks().stream()
                .map(network -> offer(connectors, network.traits()))
                .sorted(Comparator.comparing(offer -> offer.traits().title()))
                .toList();
    }

    private static Offer offer(Connectors connectors, NetworkTraits traits) {
        return new Offer(
                traits,
                connectors.capability(traits.id(), CodeAuthorizer.class).isPresent(),
                traits.published().text().maxComment() > 0,
                connectors
                        .capability(traits.id(), Onboarding.class)
                        .map(Onboarding::requirements)
                        .orElseGet(() -> Requirements.usual(traits)));
    }
}
