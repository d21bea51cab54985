package org.herald.core.profile;

import java.math.BigDecimal;
import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.herald.Budget;
import org.herald.Profile;
import org.herald.ProfileRequest;
import org.herald.ProfileRoles;
import org.herald.Rejection;

/** What a profile may be like, whatever its network says. Pure. */
final class ProfileRules {
    private static final int MIN_COLLECT_MINUTES = 1;
    private static final int MAX_COLLECT_MINUTES = 1440;
    private static final int MAX_TITLE = 80;
    private static final int MAX_POSTS = 10_000;
    private static final BigDecimal MAX_MONEY = BigDecimal.valueOf(1_000_000);
    /** X charges tenths of a cent. */
    private static final int MONEY_DECIMALS = 3;

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
        if (request.budget() != null) {
            checkBudget(request.budget());
        }
    }

    private static void checkBudget(Budget budget) {
        check(
                budget.perHour().stream().allMatch(ProfileRules::isCount),
                "perHour",
                "Give the posts an hour as a number from 1 to 10000, or leave it empty for no limit.");
        check(
                budget.perDay().stream().allMatch(ProfileRules::isCount),
                "perDay",
                "Give the posts a day as a number from 1 to 10000, or leave it empty for no limit.");
        check(
                budget.perMonth().stream().allMatch(ProfileRules::isMoney),
                "perMonth",
                "Give the money a month as an amount from 0 to 1000000 with at most three decimals, or leave it empty.");
    }

    private static boolean isCount(int posts) {
        return posts >= 1 && posts <= MAX_POSTS;
    }

    private static boolean isMoney(BigDecimal money) {
        return money.signum() >= 0
                && money.compareTo(MAX_MONEY) <= 0
                && money.stripTrailingZeros().scale() <= MONEY_DECIMALS;
    }

    /** What stands before the number in the id of a profile: letters and digits of its title. */
    static String slug(String title) {
        String slug = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = slug.substring(0, Math.min(slug.length(), 40)).replaceAll("-+$", "");
        return cut.isEmpty() ? "profile" : cut;
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

    /** Which groups are what to it; what a request does not say stays. */
    static ProfileRoles rights(ProfileRequest request, Profile before) {
        ProfileRoles kept = before == null ? ProfileRoles.OPEN : before.rights();
        return Objects.requireNonNullElse(request.rights(), kept);
    }

    /** What is to be done with a profile whose sign-in is of another server than it has. */
    static String moved(Profile profile) {
        return "Profile “" + profile.title() + "” has another server than the one it signed in at: connect it again.";
    }

    /** An id that people recognise the profile by, and that no other has. */
    static String newId(String title) {
        return slug(title) + "-" + UUID.randomUUID().toString().substring(0, 6);
    }
}
