package org.herald.core.models;

import java.util.List;
import org.herald.core.conversation.Attached;
import org.herald.models.Comment;

/** A comment for templates of sites that write the list themselves. */
record CommentModel(Shown shown) implements Comment {
    private static final int MAX_DEPTH = 6;

    @Override
    public String getAnchor() {
        return Shown.anchor(shown.comment().name());
    }

    @Override
    public String getParentAnchor() {
        return shown.parent().isEmpty() ? "" : Shown.anchor(shown.parent());
    }

    @Override
    public String getPermalink() {
        return Shown.permalink(shown.comment().name());
    }

    @Override
    public int getDepth() {
        return Math.min(shown.depth(), MAX_DEPTH);
    }

    @Override
    public String getAuthor() {
        return shown.comment().author().name();
    }

    @Override
    public String getHandle() {
        return shown.comment().author().handle();
    }

    @Override
    public String getNetwork() {
        return shown.network();
    }

    @Override
    public String getUrl() {
        return shown.comment().url();
    }

    @Override
    public String getTime() {
        return shown.comment().at().toString();
    }

    @Override
    public String getDate() {
        return shown.date();
    }

    @Override
    public String getText() {
        return shown.comment().words().html();
    }

    @Override
    public String getWarning() {
        return shown.comment().words().warning();
    }

    @Override
    public List<Medium> getMedia() {
        return shown.comment().words().media().stream()
                .<Medium>map(AttachedModel::new)
                .toList();
    }

    @Override
    public boolean isOwn() {
        return shown.comment().own();
    }

    /** Something attached to it. */
    private record AttachedModel(Attached medium) implements Medium {
        @Override
        public String getKind() {
            return medium.kind().name();
        }

        @Override
        public String getUrl() {
            return medium.url();
        }

        @Override
        public String getDescription() {
            return medium.description();
        }
    }
}
