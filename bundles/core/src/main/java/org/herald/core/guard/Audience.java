package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.herald.core.repo.Names;

/** Who reads a publishable node: nobody, or everybody; and whether a commit changes what they read. */
final class Audience implements Reader {
    private final Commit commit;
    private final Spot spot;
    /** Whether it was a publishable node, and public, before. */
    private final boolean was;

    private boolean touched;
    private boolean guardedTouched;

    Audience(Commit commit, Spot spot) {
        this.commit = commit;
        this.spot = spot;
        this.was = Published.isPublishable(spot.before()) && Published.isPublic(spot.before());
    }

    @Override
    public void touch(boolean guarded) {
        touched = true;
        guardedTouched |= guarded;
    }

    @Override
    public void decide() throws CommitFailedException {
        if (!Published.mayBePublic(spot.after())) {
            return;
        }
        if (spot.isGuarded()) {
            guarded();
        } else if (!commit.isHerald()) {
            open();
        }
    }

    private void guarded() throws CommitFailedException {
        boolean page = Names.NT_PAGE.equals(spot.after().getName(Names.PN_PRIMARY_TYPE));
        if (commit.isHerald()) {
            boolean unbound = page && !was && commit.live();
            if (unbound && !ApprovalRecords.isApproved(commit.after(), spot.after())) {
                throw commit.refuse(Refusal.NOT_APPROVED);
            }
            return;
        }
        boolean changed = touched && commit.live();
        if (was && !changed || page && isKept()) {
            return;
        }
        if (!page) {
            throw commit.refuse(Refusal.NOT_BY_HAND);
        }
        throw commit.refuse(was ? Refusal.SEEN : Refusal.NOT_APPROVED);
    }

    /** Tells whether it is a page that was published by an approval under the same policy, and is now only elsewhere. */
    private boolean isKept() {
        String place = ApprovalRecords.place(commit.before(), spot.after());
        if (!place.isEmpty() && !Policies.binding(commit.before(), place).equals(spot.binding())) {
            return false;
        }
        return commit.live()
                ? ApprovalRecords.isPublishedAs(commit.before(), spot.after())
                : !place.isEmpty()
                        && ApprovalRecords.isPublished(commit.before(), spot.after())
                        && Published.isPublic(Policies.at(commit.before(), place));
    }

    /** It lies above the sites that ask for approvals: what of them shows through it was approved by nobody. */
    private void open() throws CommitFailedException {
        boolean shows = was ? guardedTouched : spot.policies().askAtOrBelow() && showsGuarded(spot);
        if (shows && commit.live()) {
            throw commit.refuse(Refusal.HOLDS_A_SITE);
        }
    }

    private static boolean showsGuarded(Spot spot) {
        for (var entry : spot.after().getChildNodeEntries()) {
            Spot child = spot.child(entry.getName(), entry.getNodeState(), entry.getNodeState());
            boolean below = !Published.isPublishable(child.after())
                    && (spot.isGuarded() || child.policies().askAtOrBelow() && showsGuarded(child));
            if (below) {
                return true;
            }
        }
        return false;
    }
}
