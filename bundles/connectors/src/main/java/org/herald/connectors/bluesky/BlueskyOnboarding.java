package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.spi.Capability;
import org.herald.spi.Installation;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Requirements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What connecting an account of Bluesky asks for. Who the CMS is, the servers read at its own address. */
@Component(service = Capability.class, property = Network.ID + "=" + BlueskyConnector.ID)
public final class BlueskyOnboarding implements Onboarding {
    private final Installation installation;

    @Activate
    public BlueskyOnboarding(@Reference Installation installation) {
        this.installation = installation;
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.ACCOUNT, Requirements.Ask.SECRET),
                "Make an app password in Bluesky's settings, under Privacy and security. Do not use the account's own"
                        + " password.",
                Optional.of(URI.create("https://bsky.app/settings/app-passwords")),
                Optional.of(new Requirements.App(
                        "",
                        installation
                                        .address()
                                        .filter(address -> "https".equals(address.getScheme()))
                                        .isPresent()
                                ? List.of()
                                : List.of("address"),
                        "Bluesky's servers read at a public https address who this CMS is. Enter the address of the CMS"
                                + " under “E-mail”, below the list of profiles, or connect with an app password.",
                        URI.create("https://atproto.com/specs/oauth"))));
    }
}
