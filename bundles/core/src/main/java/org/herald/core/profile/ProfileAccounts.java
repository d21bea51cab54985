package org.herald.core.profile;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.spi.Account;
import org.herald.spi.AccountAuthorizer;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/**
 * Signs in for profiles and sees to it that each stays the account that it is: what was planned and approved for one
 * account never goes out as another. Writes nothing.
 */
final class ProfileAccounts {
    private final ProfileStore store;
    private final Connectors connectors;

    ProfileAccounts(ProfileStore store, Connectors connectors) {
        this.store = store;
        this.connectors = connectors;
    }

    /** Refuses a network that no connector is installed for. */
    void mustBeInstalled(String network) {
        connectors.network(network).orElseThrow(() -> notInstalled(network));
    }

    /** Signs in with a password or token for a profile that is to be made. */
    Optional<SignedIn> signIn(ProfileRequest request) {
        return open(request).map(done -> {
            mustBeOne("", account(request.network(), request.server(), done.remoteId()));
            return done;
        });
    }

    /** Signs in anew with a password or token, where one is given, for a profile that there is. */
    Optional<SignedIn> signIn(ProfileRequest request, Profile before) {
        return open(request).map(done -> {
            mustStay(before, request.server(), done);
            return done;
        });
    }

    private Optional<SignedIn> open(ProfileRequest request) {
        if (request.secret() == null) {
            return Optional.empty();
        }
        Connection connection =
                authorizer(request.network()).signIn(request.server(), request.handle(), request.secret());
        return Optional.of(connected(request.title(), connection));
    }

    /** Starts the code flow. */
    CodeAuthorizer.Challenge.Redirect begin(Profile profile, URI callback, String state) {
        String known = profile.remoteId().isEmpty() ? profile.handle() : profile.remoteId();
        CodeAuthorizer.Challenge challenge = connectors
                .capability(profile.network(), AccountAuthorizer.class)
                .map(asked -> asked.begin(profile.server(), known, callback, state))
                .orElseGet(() -> codeAuthorizer(profile.network()).begin(profile.server(), callback, state));
        if (challenge instanceof CodeAuthorizer.Challenge.Unavailable no) {
            throw denied(profile.title(), new Connection.Denied(no.reason(), no.why()));
        }
        if (challenge instanceof CodeAuthorizer.Challenge.NotReady no) {
            throw new Rejection(
                    Kind.CONFLICT, no.code(), "Profile “" + profile.title() + "” was not connected: " + no.why());
        }
        return (CodeAuthorizer.Challenge.Redirect) challenge;
    }

    /** Ends the code flow, with an account or with several to choose from. */
    Connection complete(Profile profile, URI callback, Secret ticket, CodeAuthorizer.Grant grant) {
        return codeAuthorizer(profile.network()).complete(profile.server(), callback, ticket, grant);
    }

    /** Ends the code flow with one of several accounts. */
    Connection choose(Profile profile, Secret ticket, String remoteId) {
        return codeAuthorizer(profile.network()).choose(profile.server(), ticket, remoteId);
    }

    /** The account that a code flow ended with, if the profile may have it. */
    SignedIn admitted(Profile profile, Connection connection) {
        SignedIn done = connected(profile.title(), connection);
        mustStay(profile, profile.server(), done);
        return done;
    }

    /**
     * How an account fares.
     *
     * @param health the empty string where it works, or what to do
     * @param avatar where its picture is; empty where the network did not say
     */
    record Condition(String health, Optional<URI> avatar) {
        static Condition bad(String why) {
            return new Condition(why, Optional.empty());
        }
    }

    /** Asks the network whether a profile's account works. */
    Condition condition(Profile profile, Account account) {
        Connection connection = authorizer(profile.network()).check(account);
        if (connection instanceof Connection.Denied denied) {
            return Condition.bad(denied(profile.title(), denied).getMessage());
        }
        SignedIn done = connected(profile.title(), connection);
        boolean same = profile.remoteId().isEmpty() || profile.remoteId().equals(done.remoteId());
        return same
                ? new Condition("", done.avatar())
                : Condition.bad(otherAccount(profile, done.handle()).getMessage());
    }

    private static SignedIn connected(String title, Connection connection) {
        if (connection instanceof Connection.Denied denied) {
            throw denied(title, denied);
        }
        if (connection instanceof Connection.Choice) {
            throw denied(title, new Connection.Denied(Reason.SERVER, "The network gives more than one account."));
        }
        return SignedIn.of((Connection.Connected) connection);
    }

    private static Rejection denied(String title, Connection.Denied denied) {
        String remedy = denied.reason() == Reason.AUTHORISATION
                ? " Check account and password."
                : " Check the server's address, and try again.";
        return new Rejection(
                denied.reason() == Reason.AUTHORISATION ? Kind.INVALID : Kind.UPSTREAM,
                denied.reason() == Reason.AUTHORISATION ? "signInRefused" : "serverUnreachable",
                "Profile “" + title + "” was not connected: " + denied.why() + remedy,
                Map.of("title", title, "why", denied.why()));
    }

    private RemoteAccount account(String network, URI server, String remoteId) {
        boolean one = connectors
                .network(network)
                .map(Network::traits)
                .filter(traits -> traits.rehearsal() || !traits.defaultServer().isEmpty())
                .isPresent();
        return RemoteAccount.of(network, one, server, remoteId);
    }

    /** Which account on its network a profile is; empty before it is connected. */
    Optional<RemoteAccount> of(Profile profile) {
        return profile.remoteId().isEmpty() ? Optional.empty() : Optional.of(account(profile));
    }

    /** Whether a profile only gets its network's own server, to sign in there after: it is known which account that must be. */
    boolean comesHome(Profile before, ProfileRequest request) {
        return before.handle().equals(request.handle())
                && connectors.capability(before.network(), CodeAuthorizer.class).isPresent()
                && connectors
                        .home(before.network())
                        .filter(request.server()::equals)
                        .isPresent();
    }

    private RemoteAccount account(Profile profile) {
        return account(profile.network(), profile.server(), profile.remoteId());
    }

    /** Reconnecting keeps what was planned, approved and collected, so it must be that account's. */
    private void mustStay(Profile profile, URI server, SignedIn done) {
        RemoteAccount account = account(profile.network(), server, done.remoteId());
        if (!profile.remoteId().isEmpty() && !account(profile).equals(account)) {
            throw otherAccount(profile, done.handle());
        }
        mustBeOne(profile.id(), account);
    }

    /** The titles of other profiles that accounts are connected as, by the accounts' ids. */
    Map<String, String> taken(Profile profile, List<Connection.Candidate> candidates) {
        List<Profile> others = store.listAll().stream()
                .filter(other ->
                        !other.id().equals(profile.id()) && !other.remoteId().isEmpty())
                .toList();
        Map<String, String> taken = new HashMap<>();
        for (Connection.Candidate one : candidates) {
            RemoteAccount account = account(profile.network(), profile.server(), one.remoteId());
            others.stream()
                    .filter(other -> account(other).equals(account))
                    .findFirst()
                    .ifPresent(other -> taken.put(one.remoteId(), other.title()));
        }
        return taken;
    }

    private static Rejection otherAccount(Profile profile, String handle) {
        return new Rejection(
                Kind.CONFLICT,
                "otherAccount",
                "This signs in as " + handle + ", another account than profile “" + profile.title() + "” belongs to ("
                        + profile.account() + "): sign in as that one, or add another profile.",
                Map.of("handle", handle, "title", profile.title(), "account", profile.account()));
    }

    /** A remote account exists once: connected twice, every post would be doubled. */
    private void mustBeOne(String id, RemoteAccount account) {
        store.listAll().stream()
                .filter(other -> !other.id().equals(id))
                .filter(other -> !other.remoteId().isEmpty() && account(other).equals(account))
                .findFirst()
                .ifPresent(other -> {
                    throw AccountClaims.exists(other.title());
                });
    }

    private Authorizer authorizer(String network) {
        return connectors.capability(network, Authorizer.class).orElseThrow(() -> notInstalled(network));
    }

    private CodeAuthorizer codeAuthorizer(String network) {
        return connectors.capability(network, CodeAuthorizer.class).orElseThrow(() -> notInstalled(network));
    }

    private static Rejection notInstalled(String network) {
        return new Rejection(
                Kind.INVALID, "networkUnknown", "No connector for “" + network + "” is installed that can do this.");
    }
}
