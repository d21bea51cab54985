package org.herald.core.profile;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.herald.Profile;
import org.herald.Profiles.Choices;
import org.herald.Profiles.SignInEnd;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;

/** Connects a profile by the network's own page: who began it ends it, once, and may choose among what it opens. */
final class CodeFlow {
    private final ProfileAccounts accounts;
    private final SignIns signIns;
    private final BiFunction<Profile, SignedIn, Profile> connected;

    /**
     * Makes one.
     *
     * @param connected keeps what a profile was connected with
     */
    CodeFlow(ProfileAccounts accounts, SignIns signIns, BiFunction<Profile, SignedIn, Profile> connected) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.connected = connected;
    }

    /** The address to send the person's browser to. */
    URI begin(Profile profile, String user, URI callback) {
        String state = signIns.newState();
        CodeAuthorizer.Challenge.Redirect redirect = accounts.begin(profile, callback, state);
        signIns.keep(
                state,
                user,
                new SignIns.SignIn(profile.id(), profile.server(), callback, redirect.ticket(), List.of()));
        return redirect.to();
    }

    SignInEnd complete(Function<String, Profile> profiles, String user, String state, CodeAuthorizer.Grant grant) {
        SignIns.SignIn signIn = signIns.take(state, user).orElseThrow(CodeFlow::over);
        try {
            return complete(profiles.apply(signIn.profileId()), user, signIn, grant);
        } catch (Rejection e) {
            signIns.refuse(state, user, signIn.profileId(), e);
            throw e;
        }
    }

    private SignInEnd complete(Profile profile, String user, SignIns.SignIn signIn, CodeAuthorizer.Grant grant) {
        mustBeThere(profile, signIn);
        Connection connection = accounts.complete(profile, signIn.callback(), signIn.ticket(), grant);
        if (connection instanceof Connection.Choice choice) {
            String next = signIns.newState();
            SignIns.SignIn open = new SignIns.SignIn(
                    profile.id(), signIn.server(), signIn.callback(), choice.ticket(), choice.candidates());
            signIns.keep(next, user, open);
            return new SignInEnd.Choice(next);
        }
        return new SignInEnd.Connected(connect(profile, connection));
    }

    private Profile connect(Profile profile, Connection connection) {
        return connected.apply(profile, accounts.admitted(profile, connection));
    }

    Choices candidates(Function<String, Profile> profiles, String user, String choice) {
        SignIns.SignIn signIn = signIns.look(choice, user).orElseThrow(CodeFlow::over);
        Profile profile = profiles.apply(signIn.profileId());
        return new Choices(
                profile.id(),
                profile.title(),
                signIn.candidates(),
                profile.remoteId(),
                accounts.taken(profile, signIn.candidates()));
    }

    /** What cannot be connected can be chosen otherwise: another one, without signing in again. */
    Profile choose(Function<String, Profile> profiles, String user, String choice, String remoteId) {
        SignIns.SignIn signIn = signIns.look(choice, user).orElseThrow(CodeFlow::over);
        if (signIn.candidates().stream().noneMatch(one -> one.remoteId().equals(remoteId))) {
            throw new Rejection(Kind.INVALID, "notOffered", "Choose one of the accounts that the network offers.");
        }
        Profile profile = profiles.apply(signIn.profileId());
        mustBeThere(profile, signIn);
        Profile chosen = connect(profile, accounts.choose(profile, signIn.ticket(), remoteId));
        signIns.take(choice, user);
        return chosen;
    }

    /** What was begun at one server is shown to no other. */
    private static void mustBeThere(Profile profile, SignIns.SignIn signIn) {
        if (!profile.server().equals(signIn.server())) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "signInElsewhere",
                    "Profile “" + profile.title()
                            + "” was given another server meanwhile: start the sign-in again from the profile.",
                    Map.of("title", profile.title()));
        }
    }

    private static Rejection over() {
        return new Rejection(
                Kind.CONFLICT,
                "signInOver",
                "This sign-in was used already or is too old: start it again from the profile.");
    }
}
