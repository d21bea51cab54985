package org.herald.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.herald.Budget;
import org.herald.MailServer;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.ProfileRequest;
import org.herald.ProfileRoles;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Shares;
import org.herald.Voice;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Installation;
import org.herald.spi.Secret;

/** The accounts that speak, connected by administrators. */
final class ProfileRoutes {
    private static final String SCREEN = "/cms/herald/profiles.html";
    /** Of OAuth 2 (RFC 6749, 4.1.2.1): the person said no. */
    private static final String REFUSED = "access_denied";

    private final Profiles profiles;
    private final Shares shares;
    private final MailServer mail;

    ProfileRoutes(Profiles profiles, Shares shares, MailServer mail) {
        this.shares = shares;
        this.profiles = profiles;
        this.mail = mail;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/profiles", this::profiles),
                new Route("POST", "/profiles", c -> Reply.created(view(c, profiles.create(c.caller(), wanted(c))))),
                new Route("GET", "/profiles/rights", c -> Reply.ok(Map.of("rights", profiles.rights()))),
                new Route("PUT", "/profiles/{id}", this::update),
                new Route("DELETE", "/profiles/{id}", this::delete),
                new Route("POST", "/profiles/{id}/test", this::test),
                new Route("POST", "/profiles/{id}/collect", this::collect),
                new Route("POST", "/profiles/{id}/authorize", this::authorize),
                new Route("GET", "/oauth/callback", this::callback),
                new Route("GET", "/oauth/refusals/{state}", this::refusal),
                new Route("GET", "/oauth/choices/{choice}", this::candidates),
                new Route("POST", "/oauth/choices/{choice}", this::choose));
    }

    private Reply profiles(Call call) {
        return Reply.ok(Map.of(
                "profiles",
                profiles.list(call.caller()).stream()
                        .map(profile -> view(call, profile))
                        .toList(),
                "trouble",
                shares.trouble()));
    }

    /** A profile with the account as people write it, what it used of its budget, and what the caller may do as it. */
    record ProfileView(Profile profile, String account, Budget.Used used, List<ProfileAction> may) {}

    private ProfileView view(Call call, Profile profile) {
        return new ProfileView(
                profile,
                profile.account(),
                profiles.used(call.caller(), profile.id()),
                profiles.may(call.caller(), profile.id()));
    }

    private Reply update(Call call) {
        return Reply.ok(view(call, profiles.update(call.caller(), call.path("id"), wanted(call))));
    }

    private static ProfileRequest wanted(Call call) {
        String secret = call.text("secret", "");
        return ProfileRequest.builder()
                .title(call.required("title"))
                .network(call.required("network"))
                .server(address(call.required("server")))
                .handle(call.text("handle", "").strip())
                .secret(secret.isBlank() ? null : new Secret(secret.strip()))
                .enabled(call.flag("enabled", true))
                .sites(call.texts("sites"))
                .rights(roles(call))
                .collectEvery(call.number("collectEvery", 5))
                .voice(voice(call.object("voice")))
                .rhythm(rhythm(call.object("rhythm")))
                .budget(call.said("budget") ? budget(call.requiredObject("budget")) : null)
                .build();
    }

    /** Null where the request says nothing of it: then it stays as it is. */
    private static ProfileRoles roles(Call call) {
        if (call.said("groups")) {
            throw Call.invalid(
                    "groups", "Name the groups by what they may do: rights with publish, submit, moderate, look.");
        }
        if (!call.said("rights")) {
            return null;
        }
        Call rights = call.object("rights");
        return new ProfileRoles(
                rights.texts("publish"), rights.texts("submit"), rights.texts("moderate"), rights.texts("look"));
    }

    private static PostingTimes rhythm(Call call) {
        try {
            return new PostingTimes(
                    ZoneId.of(call.text("zone", PostingTimes.NONE.zone().getId())),
                    call.texts("days").stream()
                            .map(day -> Call.word(DayOfWeek.class, "days", day))
                            .collect(Collectors.toSet()),
                    call.texts("times").stream().map(LocalTime::parse).toList());
        } catch (DateTimeException e) {
            throw Call.invalid("times", "Give the good hours like 09:00, and their zone like Europe/Zurich.");
        }
    }

    private static Budget budget(Call call) {
        return new Budget(count(call, "perHour"), count(call, "perDay"), Optional.ofNullable(call.decimal("perMonth")));
    }

    private static Optional<Integer> count(Call call, String name) {
        return call.said(name) ? Optional.of(call.number(name, 0)) : Optional.empty();
    }

    private static Voice voice(Call call) {
        return new Voice(
                call.text("language", Voice.USUAL.language()).strip(),
                Call.word(
                        Voice.Tone.class,
                        "tone",
                        call.text("tone", Voice.USUAL.tone().name())),
                Call.word(
                        Voice.Signature.class,
                        "signature",
                        call.text("signature", Voice.USUAL.signature().name())));
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            return uri.getScheme() == null ? URI.create("https://" + uri) : uri;
        } catch (IllegalArgumentException e) {
            throw Call.invalid("server", "Give the server's address like https://example.social.");
        }
    }

    private Reply delete(Call call) {
        profiles.delete(call.caller(), call.path("id"));
        return Reply.nothing();
    }

    private Reply test(Call call) {
        return Reply.ok(view(call, profiles.test(call.caller(), call.path("id"))));
    }

    private Reply collect(Call call) {
        profiles.collect(call.caller(), call.path("id"));
        return Reply.accepted(Map.of("profile", call.path("id")));
    }

    private Reply authorize(Call call) {
        URI callback = origin(call).resolve(Installation.CALLBACK);
        return Reply.ok(Map.of("to", profiles.beginCode(call.caller(), call.path("id"), callback)));
    }

    /** A network sends the admin's browser to the CMS and nowhere else: as it is called now, or as mails call it. */
    private URI origin(Call call) {
        URI origin = address(call.required("origin"));
        boolean web = "https".equalsIgnoreCase(origin.getScheme()) || "http".equalsIgnoreCase(origin.getScheme());
        String authority = Objects.toString(origin.getRawAuthority(), "");
        boolean own = !authority.isEmpty() && authority.equalsIgnoreCase(call.host());
        if (!web || !own && !origin.toString().equals(mail.get(call.caller()).cms())) {
            throw Call.invalid(
                    "origin",
                    "The origin is not this CMS: open it by its own address, or enter that address with the mail server.");
        }
        return origin;
    }

    /** The network sends the admin's browser here; what came of it is shown on the screen of profiles. */
    private Reply callback(Call call) {
        String error = call.query("error");
        if (!error.isEmpty() || call.query("code").isEmpty()) {
            profiles.abandonCode(call.caller(), call.query("state"));
            return problem(error.isEmpty() || error.equals(REFUSED) ? "accessRefused" : "signInEnded");
        }
        try {
            CodeAuthorizer.Grant grant = new CodeAuthorizer.Grant(
                    call.query("code"), Optional.of(call.query("iss")).filter(issuer -> !issuer.isEmpty()));
            Profiles.SignInEnd end = profiles.completeCode(call.caller(), call.query("state"), grant);
            return Reply.see(URI.create(SCREEN
                    + (end instanceof Profiles.SignInEnd.Connected done
                            ? "?connected=" + done.profile().id()
                            : "?choose=" + ((Profiles.SignInEnd.Choice) end).choice())));
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.FORBIDDEN) {
                throw e;
            }
            return Reply.see(
                    URI.create(SCREEN + "?problem=" + encoded(e.code()) + "&of=" + encoded(call.query("state"))));
        }
    }

    /** Why a sign-in ended without an account, for the screen that the browser came back to. */
    record RefusalView(String profile, Problem problem) {}

    private Reply refusal(Call call) {
        return profiles.refusal(call.caller(), call.path("state"))
                .map(refusal -> Reply.ok(new RefusalView(refusal.profile(), Problem.of(refusal.why()))))
                .orElseThrow(() -> new Rejection(
                        Rejection.Kind.NOT_FOUND,
                        "signInOver",
                        "This sign-in was used already or is too old: start it again from the profile."));
    }

    private Reply candidates(Call call) {
        return Reply.ok(profiles.candidates(call.caller(), call.path("choice")));
    }

    private Reply choose(Call call) {
        return Reply.ok(view(call, profiles.choose(call.caller(), call.path("choice"), call.required("account"))));
    }

    /** By its code: the screen has the words, and shows no others. */
    private static Reply problem(String code) {
        return Reply.see(URI.create(SCREEN + "?problem=" + encoded(code)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
