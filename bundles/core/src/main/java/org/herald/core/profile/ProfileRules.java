package org.herald.core.profile;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.herald.ProfileRequest;
import org.herald.Rejection;

/** What a profile may be like, whatever its network says. Pure. */
final class ProfileRules {
    private static final int MIN_COLLECT_MINUTES = 1;
    private static final int MAX_COLLECT_MINUTES = 1440;
    private static final int MAX_TITLE = 80;

    private ProfileRules() {}

    /** Refuses what cannot be a profile, naming the field. */
    static void check(ProfileRequest request) {
        check(
                !request.title().isBlank() && request.title().length() <= MAX_TITLE,
                "title",
                "Give a title of 1 to 80 letters.");
        check(
                request.voice().language().isEmpty()
                        || !Locale.forLanguageTag(request.voice().language())
                                .getLanguage()
                                .isEmpty(),
                "language",
                "Give the language like fr or en-GB, or leave it empty for that of each article.");
        check(
                isServer(request.server()),
                "server",
                "Give the server's address like https://example.social, without a path.");
        check(isLine(request.handle()), "handle", "Give the account's name in one line.");
        check(
                request.secret() == null || isLine(request.secret().reveal()),
                "secret",
                "Give the password or token in one line: it holds a line break or another sign that cannot be sent.");
        check(
                request.collectEvery() == 0
                        || request.collectEvery() >= MIN_COLLECT_MINUTES
                                && request.collectEvery() <= MAX_COLLECT_MINUTES,
                "collectEvery",
                "Collect every 1 to 1440 minutes, or never (0).");
    }

    private static boolean isServer(URI server) {
        String scheme = Objects.toString(server.getScheme(), "");
        return (scheme.equals("https") || scheme.equals("http"))
                && server.getHost() != null
                && server.getUserInfo() == null
                && server.getPort() <= 65_535
                && server.getRawQuery() == null
                && server.getRawFragment() == null
                && Objects.toString(server.getPath(), "").isEmpty();
    }

    private static boolean isLine(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    private static void check(boolean right, String field, String message) {
        if (!right) {
            throw new Rejection(Rejection.Kind.INVALID, field, message);
        }
    }
}
