package org.herald.simulators.threads;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A post or a reply. */
final class Post {
    /** What a reply waits for below a post whose owner approves replies. */
    enum Approval {
        NONE,
        PENDING,
        IGNORED
    }

    final String id;
    final Person owner;
    final Instant at;
    String mediaType = "TEXT_POST";
    String text = "";
    String topicTag = "";
    String alt = "";
    String mediaUrl = "";
    String link = "";
    String longText = "";
    String audience = "EVERYONE";
    List<Post> children = new ArrayList<>();
    Post parent;
    boolean approvesReplies;
    boolean hidden;
    /** Of an account that the asking one may not see. */
    boolean unseen;

    boolean deleted;
    Approval approval = Approval.NONE;

    Post(String id, Person owner, Instant at) {
        this.id = id;
        this.owner = owner;
        this.at = at;
    }

    boolean isReply() {
        return parent != null;
    }

    Post root() {
        return parent == null ? this : parent.root();
    }

    /** What is hidden hides all below it. */
    boolean isHidden() {
        return hidden || parent != null && parent.isHidden();
    }

    /** What waits for approval keeps all below it back. */
    boolean isPublic() {
        return !deleted && approval == Approval.NONE && (parent == null || parent.approval == Approval.NONE);
    }

    String shortcode() {
        return "C" + Long.toString(Long.parseLong(id), Character.MAX_RADIX);
    }

    String permalink() {
        return "https://www.threads.com/@" + owner.username() + "/post/" + shortcode();
    }
}
