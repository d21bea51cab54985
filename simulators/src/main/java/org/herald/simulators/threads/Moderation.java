package org.herald.simulators.threads;

import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Hides replies, and lets those through that wait. */
final class Moderation {
    private final Network network;

    Moderation(Network network) {
        this.network = network;
    }

    Reply hide(Token token, Asked asked) throws Violation {
        asked.only(Set.of("hide"));
        asked.required("hide");
        boolean hide = asked.flag("hide");
        Post reply = network.find(asked.path().get(0)).orElse(null);
        if (reply == null) {
            return Errors.noObject("post", asked.path().get(0));
        }
        checkOwner(token, reply);
        if (reply.parent != reply.root()) {
            throw Errors.parameter("only top-level replies are hidden; what is below them goes along");
        }
        reply.hidden = hide;
        return Reply.json(200, Map.of("success", true));
    }

    Reply decide(Token token, Asked asked) throws Violation {
        asked.only(Set.of("approve"));
        asked.required("approve");
        boolean approve = asked.flag("approve");
        Post reply = network.find(asked.path().get(0)).orElse(null);
        if (reply == null) {
            return Errors.noObject("post", asked.path().get(0));
        }
        checkOwner(token, reply);
        if (reply.approval == Post.Approval.NONE) {
            throw Errors.parameter("this reply does not wait for approval");
        }
        reply.approval = approve ? Post.Approval.NONE : Post.Approval.IGNORED;
        return Reply.json(200, Map.of("success", true));
    }

    private static void checkOwner(Token token, Post reply) throws Violation {
        SignIn.check(token, "threads_manage_replies");
        if (!reply.isReply() || !reply.root().owner.equals(token.person())) {
            throw new Violation(
                    "moderates what is not below a post of the account",
                    Errors.of(403, Errors.PERMISSION, 0, "Application does not have permission for this action"));
        }
    }
}
