package org.herald.core.site;

import java.util.List;
import java.util.stream.Stream;
import org.herald.ApprovalPolicy;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.SiteSettings;
import org.herald.core.variant.Proposal;

/** What a site's settings may be. Pure. */
final class SettingsRules {
    private static final int MAX_TEMPLATE = 5000;
    private static final int MAX_DAYS = 365;
    private static final int MAX_GROUP = 200;
    private static final String PARAMETER = "[A-Za-z0-9_.-]{1,40}";

    private SettingsRules() {}

    static void check(SiteSettings settings) {
        settings.templates().forEach((key, template) -> {
            if (key.contains("=") || template.isBlank() || template.length() > MAX_TEMPLATE) {
                throw new Rejection(
                        Kind.INVALID, "template", "A template has 1 to " + MAX_TEMPLATE + " characters: correct it.");
            }
            Proposal.mustBeTemplate(template);
        });
        settings.gate().keySet().stream()
                .filter(rule -> !SiteSettings.RULES.contains(rule))
                .findFirst()
                .ifPresent(rule -> {
                    throw new Rejection(
                            Kind.INVALID, "gate", "There is no rule “" + rule + "”: use " + SiteSettings.RULES + ".");
                });
        if (settings.approval().days() < 1 || settings.approval().days() > MAX_DAYS) {
            throw new Rejection(Kind.INVALID, "days", "An approval holds 1 to " + MAX_DAYS + " days.");
        }
        if (settings.undoSeconds() < 0 || settings.undoSeconds() > SiteSettings.MAX_UNDO) {
            throw new Rejection(
                    Kind.INVALID,
                    "undoSeconds",
                    "What is shared can be undone for 0 to " + SiteSettings.MAX_UNDO + " seconds.");
        }
        Stream.concat(settings.approval().authors().stream(), settings.approval().reviewers().stream())
                .filter(group -> group.isBlank() || group.length() > MAX_GROUP)
                .findFirst()
                .ifPresent(group -> {
                    throw new Rejection(
                            Kind.INVALID, "groups", "A group has a name of 1 to " + MAX_GROUP + " letters.");
                });
        settings.parameters().forEach((name, value) -> {
            if (!name.matches(PARAMETER) || value.isBlank()) {
                throw new Rejection(
                        Kind.INVALID,
                        "parameter",
                        "The link parameter “" + name + "” needs a name of letters, digits, _ . - and a value.");
            }
        });
    }

    /** A policy in words, for the audit. */
    static String say(ApprovalPolicy policy) {
        return policy.required()
                ? "authors: " + groups(policy.authors(), "everybody who may change the article") + "; reviewers: "
                        + groups(policy.reviewers(), "nobody") + "; own articles: " + (policy.own() ? "yes" : "no")
                        + "; days: " + policy.days()
                : "";
    }

    private static String groups(List<String> groups, String none) {
        return groups.isEmpty() ? none : String.join(", ", groups);
    }
}
