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
import java.util.stream.Collectors;
import org.herald.MailServer;
import org.herald.PostingTimes;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Voice;
import org.herald.spi.Secret;

/** The accounts that speak, connected by administrators. */
final class ProfileRoutes {
    private static final String SCREEN = "/cms/herald/profiles.html";
    /** Of OAuth 2 (RFC 6749, 4.1.2.1): the person said no. */
    private static final String REFUSED = "access_denied";

    private final Profiles profiles;
    private final MailServer mail;

    ProfileRoutes(Profiles profiles, MailServer mail) {
        this.profiles = profiles;
        this.mail = mail;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/profiles", this::profiles),
                new Route("POST", "/profiles", c -> Reply.created(view(profiles.create(c.caller(), wanted(c))))),
                new Route("PUT", "/profiles/{id}", this::update),
                new Route("DELETE", "/profiles/{id}", this::delete),
                new Route("POST", "/profiles/{id}/test", this::test),
                new Route("POST", "/profiles/{id}/collect", this::collect),
                new Route("POST", "/profiles/{id}/authorize", this::authorize),
                new Route("GET", "/oauth/callback", this::callback));
    }

    private Reply profiles(Call call) {
        return Reply.ok(Map.of(
                "profiles",
                profiles.list(call.caller()).stream().map(ProfileRoutes::view).toList()));
    }

    /** A profile with the account as people write it. */
    record ProfileView(Profile profile, String account) {}

    private static ProfileView view(Profile profile) {
        return new ProfileView(profile, profile.account());
    }

    private Reply update(Call call) {
        return Reply.ok(view(profiles.update(call.caller(), call.path("id"), wanted(call))));
    }

    private static ProfileRequest wanted(Call call) {
        String secret = call.text("secret", "");
        return new ProfileRequest(
                call.required("title"),
                call.required("network"),
                address(call.required("server")),
                call.text("handle", "").strip(),
                secret.isBlank() ? null : new Secret(secret.strip()),
                call.flag("enabled", true),
                call.texts("sites"),
                call.texts("groups"),
                call.number("collectEvery", 5),
                voice(call.object("voice")),
                rhythm(call.object("rhythm")));
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
        return Reply.ok(view(profiles.test(call.caller(), call.path("id"))));
    }

    private Reply collect(Call call) {
        profiles.collect(call.caller(), call.path("id"));
        return Reply.accepted(Map.of("profile", call.path("id")));
    }

    private Reply authorize(Call call) {
        URI callback = origin(call).resolve("/bin/herald/oauth/callback");
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
            Profile profile = profiles.completeCode(call.caller(), call.query("state"), call.query("code"));
            return Reply.see(URI.create(SCREEN + "?connected=" + profile.id()));
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.FORBIDDEN) {
                throw e;
            }
            return problem(e.code());
        }
    }

    /** By its code: the screen has the words, and shows no others. */
    private static Reply problem(String code) {
        return Reply.see(URI.create(SCREEN + "?problem=" + URLEncoder.encode(code, StandardCharsets.UTF_8)));
    }
}
