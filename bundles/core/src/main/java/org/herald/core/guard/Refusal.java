package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.herald.Rejection;
import org.herald.Rejection.Kind;

/** Why a commit is refused, in words for a person, with the remedy. */
enum Refusal {
    NOT_APPROVED(
            Kind.CONFLICT,
            "notApproved",
            "this site publishes only what was approved. Submit the page for review (Share, Review)."),
    SEEN(
            Kind.CONFLICT,
            "seenAsApproved",
            "readers see this page as it was approved. Begin a new revision first (Share, Review, Revise)."),
    NOT_BY_HAND(
            Kind.CONFLICT,
            "notByHand",
            "this site publishes only what was approved. Who may approve publishes files and folders with the button;"
                    + " what is public is taken off the site before it is changed."),
    HOLDS_A_SITE(
            Kind.CONFLICT,
            "holdsASite",
            "a site below asks for approvals, and this would show readers what was not approved there."),
    SHOWN_ELSEWHERE(
            Kind.CONFLICT,
            "shownElsewhere",
            "readers see this in an article that was approved with it. Begin a new revision of that article first, or"
                    + " put the new one beside it."),
    SITE_STAYS(
            Kind.CONFLICT,
            "siteStays",
            "a site that asks for approvals stays where it is. Switch its approvals off in Herald's settings first."),
    READERS_WORDS(
            Kind.FORBIDDEN,
            "readersWords",
            "these are readers' words: they are shown and hidden in the inbox, and nobody changes them."),
    SETTINGS(Kind.FORBIDDEN, "approvalSettings", "whether a site asks for approvals is decided in Herald's settings.");

    private static final int REFUSED = 1;
    private static final String HERALD = "Herald: ";

    private final Kind kind;
    private final String code;
    private final String why;

    Refusal(Kind kind, String code, String why) {
        this.kind = kind;
        this.code = code;
        this.why = why;
    }

    Rejection rejection() {
        return new Rejection(kind, code, HERALD + why);
    }

    CommitFailedException exception() {
        return new CommitFailedException(CommitFailedException.CONSTRAINT, REFUSED, HERALD + why);
    }
}
