package org.herald.core.guard;

import java.util.stream.StreamSupport;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/** Who reads a node by reference: in public articles that were approved with it, as it was then. */
final class Inclusion implements Reader {
    private final Commit commit;
    private final Spot spot;
    private boolean touched;

    Inclusion(Commit commit, Spot spot) {
        this.commit = commit;
        this.spot = spot;
        this.touched = !spot.before().exists();
    }

    /** Tells whether an article ever showed this very node. */
    static boolean isAt(Spot spot) {
        return StreamSupport.stream(spot.included().getProperties().spliterator(), false)
                .anyMatch(Inclusion::isArticle);
    }

    private static boolean isArticle(PropertyState property) {
        return property.getName().indexOf(':') < 0;
    }

    @Override
    public void touch(boolean guarded) {
        touched = true;
    }

    @Override
    public void decide() throws CommitFailedException {
        if (!touched || !spot.after().exists() || commit.isHerald() || !commit.live()) {
            return;
        }
        String hash = "";
        for (PropertyState property : spot.included().getProperties()) {
            if (isArticle(property) && isRead(property.getName())) {
                hash = hash.isEmpty() ? hash() : hash;
                if (!hash.equals(property.getValue(Type.STRING))) {
                    throw commit.refuse(Refusal.SHOWN_ELSEWHERE);
                }
            }
        }
    }

    private String hash() {
        StateContent content = new StateContent(spot.name(), spot.after());
        return content.type().equals(Names.NT_PAGE) ? ContentHash.ofPage(content) : ContentHash.ofAll(content);
    }

    private boolean isRead(String identity) {
        String place = ApprovalRecords.place(commit.before(), identity);
        NodeState article = place.isEmpty() ? null : Policies.at(commit.before(), place);
        return article != null
                && Published.isPublic(article)
                && !Policies.binding(commit.before(), place).isEmpty();
    }
}
