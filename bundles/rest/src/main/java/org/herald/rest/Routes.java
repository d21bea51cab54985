package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.Attachment;
import org.herald.AuditEntry;
import org.herald.GateMode;
import org.herald.Inbox;
import org.herald.InboxItem;
import org.herald.InboxQuery;
import org.herald.MailServer;
import org.herald.MediaFile;
import org.herald.MediaLibrary;
import org.herald.Moment;
import org.herald.NoticeSettings;
import org.herald.Notices;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.PublishingCalendar;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Rhythm;
import org.herald.Rights;
import org.herald.Settings;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.Shares;
import org.herald.SiteSettings;
import org.herald.Step;
import org.herald.Variants;
import org.herald.Voice;
import org.herald.When;
import org.herald.Workflows;
import org.herald.spi.Secret;

/** All operations, each one line of the table. */
final class Routes {
    private static final int PAGE = 25;
    private static final String PROFILES_SCREEN = "/cms/herald/profiles.html";

    private final Shares shares;
    private final Variants variants;
    private final Profiles profiles;
    private final Inbox inbox;
    private final Settings settings;
    private final MediaLibrary library;
    private final Workflows workflows;
    private final PublishingCalendar calendar;
    private final Notices notices;
    private final MailServer mail;
    private final Rights rights;
    private final Tokens tokens;

    Routes(
            Shares shares,
            Variants variants,
            Profiles profiles,
            Inbox inbox,
            Settings settings,
            MediaLibrary library,
            Workflows workflows,
            PublishingCalendar calendar,
            Notices notices,
            MailServer mail,
            Rights rights,
            Tokens tokens) {
        this.shares = shares;
        this.variants = variants;
        this.profiles = profiles;
        this.inbox = inbox;
        this.settings = settings;
        this.library = library;
        this.workflows = workflows;
        this.calendar = calendar;
        this.notices = notices;
        this.mail = mail;
        this.rights = rights;
        this.tokens = tokens;
    }

    List<Route> table() {
        List<Route> table = new ArrayList<>();
        table.add(new Route("GET", "/session", this::session));
        table.add(new Route("GET", "/variants", this::drafts));
        table.add(new Route("POST", "/variants/check", this::check));
        table.add(new Route("POST", "/variants/preview", this::preview));
        table.add(new Route("POST", "/variants/adapt", this::adapt));
        table.add(new Route("GET", "/shares", this::shares));
        table.add(new Route("GET", "/media", c -> Reply.ok(library.list(c.caller(), article(c)))));
        table.add(new Route("POST", "/shares", this::share));
        table.add(new Route("GET", "/shares/{id}", c -> Reply.ok(shares.get(c.caller(), c.path("id")))));
        table.add(new Route("POST", "/shares/{id}/{profile}", this::act));
        table.add(new Route("PUT", "/shares/{id}/{profile}", this::reschedule));
        table.add(new Route("GET", "/networks", c -> Reply.ok(Map.of("networks", profiles.networks()))));
        table.add(new Route("GET", "/sites", c -> Reply.ok(Map.of("sites", profiles.sites(c.caller())))));
        table.add(new Route("GET", "/settings", c -> Reply.ok(settings.get(c.caller(), c.query("site")))));
        table.add(new Route("PUT", "/settings", this::save));
        table.add(new Route("GET", "/workflow", c -> Reply.ok(workflows.get(c.caller(), article(c)))));
        table.add(new Route("POST", "/workflow", this::step));
        table.add(new Route("GET", "/work", c -> Reply.ok(Map.of("items", workflows.work(c.caller())))));
        table.add(new Route("GET", "/audit", this::audit));
        table.add(new Route("GET", "/calendar", this::calendar));
        table.add(new Route("POST", "/calendar/move", this::move));
        table.add(new Route("GET", "/calendar/feed", c -> Reply.ok(Map.of("open", calendar.hasFeed(c.caller())))));
        table.add(new Route("POST", "/calendar/feed", this::openFeed));
        table.add(new Route("DELETE", "/calendar/feed", this::closeFeed));
        table.add(new Route("GET", "/notices", c -> Reply.ok(notices.of(c.caller()))));
        table.add(new Route("POST", "/notices/read", this::readNotices));
        table.add(new Route("PUT", "/notices/settings", this::chooseNotices));
        table.add(new Route("GET", "/mail", c -> Reply.ok(mail.get(c.caller()))));
        table.add(new Route("PUT", "/mail", this::setMail));
        table.add(new Route("GET", "/profiles", this::profiles));
        table.add(new Route("POST", "/profiles", c -> Reply.created(view(profiles.create(c.caller(), wanted(c))))));
        table.add(new Route("PUT", "/profiles/{id}", this::update));
        table.add(new Route("DELETE", "/profiles/{id}", this::delete));
        table.add(new Route("POST", "/profiles/{id}/test", this::test));
        table.add(new Route("POST", "/profiles/{id}/collect", this::collect));
        table.add(new Route("POST", "/profiles/{id}/authorize", this::authorize));
        table.add(new Route("GET", "/oauth/callback", this::callback));
        table.add(new Route("GET", "/inbox", this::inbox));
        table.add(new Route("POST", "/inbox/review", this::review));
        table.add(new Route("GET", "/inbox/{id}", c -> Reply.ok(inbox.get(c.caller(), c.path("id")))));
        table.add(new Route("POST", "/inbox/{id}/check", this::checkAnswer));
        table.add(new Route("POST", "/inbox/{id}/answer", this::answer));
        return List.copyOf(table);
    }

    private Reply session(Call call) {
        String user = Objects.toString(call.caller().getUserID(), "");
        return Reply.ok(Map.of("user", user, "token", tokens.issue(user), "rights", rights.of(call.caller())));
    }

    private static String article(Call call) {
        String path = call.query("path");
        if (!path.startsWith("/")) {
            throw Call.invalid("path", "Name the article: path=/content/…");
        }
        return path;
    }

    private Reply drafts(Call call) {
        return Reply.ok(Map.of("drafts", variants.drafts(call.caller(), article(call))));
    }

    private Reply check(Call call) {
        return Reply.ok(variants.check(call.caller(), call.required("path"), wantedOf(call)));
    }

    private Reply preview(Call call) {
        return Reply.ok(variants.preview(
                call.caller(), call.required("path"), call.required("profile"), call.text("template", "")));
    }

    private Reply adapt(Call call) {
        return Reply.ok(Map.of(
                "variants",
                variants.adapt(
                        call.caller(),
                        call.required("path"),
                        call.required("text"),
                        Set.copyOf(call.texts("threads")))));
    }

    private Reply save(Call call) {
        Map<String, GateMode> gate = new HashMap<>();
        call.map("gate").forEach((rule, mode) -> gate.put(rule, Call.word(GateMode.class, "gate", mode)));
        return Reply.ok(settings.save(
                call.caller(),
                new SiteSettings(
                        call.required("site"), call.map("templates"), gate, call.map("parameters"), approval(call))));
    }

    /** A request that says nothing of approvals takes none away. */
    private ApprovalPolicy approval(Call request) {
        JsonNode asked = request.body().path("approval");
        if (asked.isMissingNode()) {
            return settings.get(request.caller(), request.required("site")).approval();
        }
        Call call = new Call(request.caller(), Map.of(), Map.of(), asked);
        return new ApprovalPolicy(
                call.flag("required"),
                call.texts("authors"),
                call.texts("reviewers"),
                call.flag("own"),
                call.number("days", ApprovalPolicy.NONE.days()));
    }

    private Reply step(Call call) {
        return Reply.ok(workflows.act(
                call.caller(),
                call.required("path"),
                Call.word(Step.class, "step", call.required("step")),
                call.body().path("moves").isNumber() ? call.body().path("moves").asLong() : null,
                call.text("comment", ""),
                new Workflows.Plan(moment(call, "at"), moment(call, "until"), wanted(call.caller(), call.body()))));
    }

    private Reply audit(Call call) {
        List<AuditEntry> entries = workflows.audit(call.caller(), call.query("site"));
        if (!call.query("format").equals("csv")) {
            return Reply.ok(Map.of("entries", entries));
        }
        List<List<String>> rows = entries.stream()
                .map(e -> List.of(
                        e.at().toString(),
                        e.articlePath(),
                        e.articleTitle(),
                        e.by(),
                        e.what(),
                        e.from().name(),
                        e.to().name(),
                        e.comment()))
                .toList();
        return Reply.ok(new Table(
                "herald-audit", List.of("at", "article", "title", "by", "what", "from", "to", "comment"), rows));
    }

    /** Null where the request names no time. */
    private static Moment moment(Call call, String field) {
        String at = call.text(field, "");
        if (at.isEmpty()) {
            return null;
        }
        String offset = call.text("offset", "");
        try {
            return new Moment(
                    LocalDateTime.parse(at),
                    ZoneId.of(call.required("zone")),
                    offset.isEmpty() ? null : ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            throw Call.invalid(field, "Give the time like 2026-11-25T09:00, with its zone like Europe/Zurich.");
        }
    }

    private static ShareRequest.Wanted wantedOf(Call call) {
        return new ShareRequest.Wanted(
                call.required("profile"),
                call.text("text", ""),
                attachment(call.text("attachment", "NONE")),
                media(call),
                call.text("comment", ""),
                call.flag("thread"),
                when(call));
    }

    private static When when(Call call) {
        Moment at = moment(call, "at");
        String after = call.text("after", "");
        try {
            return at != null ? When.at(at) : after.isEmpty() ? When.NOW : When.after(Duration.parse(after));
        } catch (DateTimeException e) {
            throw Call.invalid("after", "Give the time after the publication like PT2H or P7D.");
        }
    }

    /** Null where the request says nothing of it. */
    private static List<MediaFile> media(Call call) {
        JsonNode list = call.body().path("media");
        if (!list.isArray()) {
            return null;
        }
        List<MediaFile> media = new ArrayList<>();
        list.forEach(node -> {
            Call one = new Call(call.caller(), Map.of(), Map.of(), node);
            media.add(new MediaFile(one.required("path"), one.text("alt", "")));
        });
        return media;
    }

    private static Attachment attachment(String word) {
        return Call.word(Attachment.class, "attachment", word);
    }

    private Reply share(Call call) {
        return Reply.accepted(shares.share(
                call.caller(),
                new ShareRequest(
                        call.required("path"),
                        wanted(call.caller(), call.body()),
                        call.flag("again"),
                        call.text("request", ""))));
    }

    private static List<ShareRequest.Wanted> wanted(ResourceResolver caller, JsonNode body) {
        List<ShareRequest.Wanted> wanted = new ArrayList<>();
        body.path("variants").forEach(node -> wanted.add(wantedOf(new Call(caller, Map.of(), Map.of(), node))));
        return wanted;
    }

    private Reply shares(Call call) {
        String word = call.query("word");
        List<Share> found =
                word.isEmpty() ? shares.ofArticle(call.caller(), article(call)) : shares.named(call.caller(), word);
        return Reply.ok(Map.of("shares", found));
    }

    private Reply act(Call call) {
        Shares.Act act = Call.word(Shares.Act.class, "act", call.required("act"));
        return Reply.accepted(shares.act(call.caller(), call.path("id"), call.path("profile"), act));
    }

    private Reply readNotices(Call call) {
        notices.read(call.caller());
        return Reply.nothing();
    }

    private Reply chooseNotices(Call call) {
        try {
            notices.choose(
                    call.caller(),
                    new NoticeSettings(
                            Call.word(NoticeSettings.Mail.class, "mail", call.required("mail")),
                            call.required("language"),
                            ZoneId.of(call.required("zone"))));
        } catch (DateTimeException e) {
            throw Call.invalid("zone", "Give the zone like Europe/Zurich.");
        }
        return Reply.ok(notices.of(call.caller()));
    }

    private Reply setMail(Call call) {
        String password = call.text("password", "");
        mail.set(
                call.caller(),
                new MailServer.Setup(
                        call.text("host", "").strip(),
                        call.number("port", MailServer.Setup.NONE.port()),
                        call.text("user", "").strip(),
                        call.text("from", "").strip(),
                        call.text("cms", "").strip().replaceAll("/+$", "")),
                password.isEmpty() ? null : new Secret(password));
        return Reply.ok(mail.get(call.caller()));
    }

    private Reply calendar(Call call) {
        try {
            return Reply.ok(calendar.between(
                    call.caller(), Instant.parse(call.query("from")), Instant.parse(call.query("to"))));
        } catch (DateTimeException e) {
            throw Call.invalid("from", "Give the time as from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z.");
        }
    }

    private Reply move(Call call) {
        call.required("at");
        calendar.move(call.caller(), call.required("id"), moment(call, "at"));
        return Reply.nothing();
    }

    private Reply openFeed(Call call) {
        String address = FeedServlet.ROOT + "/" + calendar.openFeed(call.caller()) + FeedServlet.EXTENSION;
        return Reply.created(Map.of("address", address));
    }

    private Reply closeFeed(Call call) {
        calendar.closeFeed(call.caller());
        return Reply.nothing();
    }

    private Reply reschedule(Call call) {
        call.required("at");
        return Reply.ok(shares.reschedule(call.caller(), call.path("id"), call.path("profile"), moment(call, "at")));
    }

    private Reply profiles(Call call) {
        return Reply.ok(Map.of(
                "profiles",
                profiles.list(call.caller()).stream().map(Routes::view).toList()));
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
                uri(call.required("server")),
                call.text("handle", "").strip(),
                secret.isBlank() ? null : new Secret(secret.strip()),
                call.body().path("enabled").asBoolean(true),
                call.texts("sites"),
                call.texts("groups"),
                call.number("collectEvery", 5),
                voice(new Call(call.caller(), Map.of(), Map.of(), call.body().path("voice"))),
                rhythm(new Call(call.caller(), Map.of(), Map.of(), call.body().path("rhythm"))));
    }

    private static Rhythm rhythm(Call call) {
        try {
            return new Rhythm(
                    ZoneId.of(call.text("zone", Rhythm.NONE.zone().getId())),
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

    private static URI uri(String text) {
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
        URI callback = uri(call.required("origin")).resolve("/bin/herald/oauth/callback");
        return Reply.ok(Map.of("to", profiles.beginCode(call.caller(), call.path("id"), callback)));
    }

    /** The network sends the admin's browser here; what came of it is shown on the screen of profiles. */
    private Reply callback(Call call) {
        try {
            Profile profile = profiles.completeCode(call.caller(), call.query("state"), call.query("code"));
            return Reply.see(URI.create(PROFILES_SCREEN + "?connected=" + profile.id()));
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.FORBIDDEN) {
                throw e;
            }
            return Reply.see(URI.create(
                    PROFILES_SCREEN + "?problem=" + URLEncoder.encode(e.getMessage(), StandardCharsets.UTF_8)));
        }
    }

    private Reply inbox(Call call) {
        String state = call.query("state");
        String size = call.query("size");
        if (!size.isEmpty() && !size.matches("[0-9]{1,3}")) {
            throw Call.invalid("size", "Ask for 1 to 100 items a page.");
        }
        return Reply.ok(inbox.page(
                call.caller(),
                new InboxQuery(
                        state.isEmpty() ? null : Call.word(ReviewState.class, "state", state),
                        call.query("network"),
                        call.query("site"),
                        call.query("article"),
                        call.query("after"),
                        size.isEmpty() ? PAGE : Integer.parseInt(size))));
    }

    private Reply review(Call call) {
        ReviewState state = Call.word(ReviewState.class, "state", call.required("state"));
        List<InboxItem> items = inbox.review(call.caller(), call.texts("ids"), state);
        return Reply.ok(Map.of("items", items));
    }

    private Reply checkAnswer(Call call) {
        return Reply.ok(inbox.checkAnswer(call.caller(), call.path("id"), call.text("text", "")));
    }

    private Reply answer(Call call) {
        return Reply.accepted(inbox.answer(call.caller(), call.path("id"), call.required("text")));
    }
}
