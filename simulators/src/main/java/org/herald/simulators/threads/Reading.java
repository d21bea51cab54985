package org.herald.simulators.threads;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Gives people, posts and what stands below them. */
final class Reading {
    private static final Set<String> ID = Set.of("id");
    /** The network began on 5 July 2023: no period begins before. */
    private static final long EARLIEST = 1_688_540_400L;

    private final Network network;
    private final URI self;

    Reading(Network network, URI self) {
        this.network = network;
        this.self = self;
    }

    Reply person(Token token, Asked asked) throws Violation {
        asked.only(Set.of("fields"));
        return Reply.json(200, Fields.of(token.person(), Fields.wanted(asked, Fields.OF_PEOPLE, ID)));
    }

    /** The posts of the account, or its replies. */
    Reply own(Token token, Asked asked, boolean replies) throws Violation {
        Set<String> names = new LinkedHashSet<>(Paging.NAMES);
        names.addAll(Set.of("fields", "since", "until"));
        asked.only(names);
        if (replies) {
            SignIn.check(token, "threads_read_replies");
        }
        Instant since = instant(asked, "since", Instant.EPOCH);
        Instant until = instant(asked, "until", Instant.MAX);
        if (!since.isBefore(until)) {
            throw Errors.parameter("since is before until");
        }
        List<Post> found = network.of(token.person(), replies).stream()
                .filter(post -> !network.lags && !post.at.isBefore(since) && !post.at.isAfter(until))
                .toList();
        return page(token, asked, found, Fields.OF_POSTS);
    }

    private Reply page(Token token, Asked asked, List<Post> found, Set<String> known) throws Violation {
        Set<String> wanted = Fields.wanted(asked, known, ID);
        return Paging.page(asked, self, found, post -> Fields.of(post, token.person(), network, wanted));
    }

    private static Instant instant(Asked asked, String name, Instant usual) throws Violation {
        if (asked.value(name).isEmpty()) {
            return usual;
        }
        String text = asked.required(name);
        try {
            Instant instant = text.matches("\\d{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (instant.getEpochSecond() >= EARLIEST) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw Errors.parameter(name + " is a Unix time or a day since " + EARLIEST);
    }

    Reply post(Token token, Asked asked) throws Violation {
        asked.only(Set.of("fields"));
        String id = asked.path().get(0);
        Post post = network.find(id)
                .filter(found -> found.isPublic() && !found.unseen)
                .orElse(null);
        return post == null
                ? Errors.noObject("get", id)
                : Reply.json(200, Fields.of(post, token.person(), network, Fields.wanted(asked, Fields.OF_POSTS, ID)));
    }

    /** The direct replies to a post, or all below it. */
    Reply below(Token token, Asked asked, boolean direct) throws Violation {
        SignIn.check(token, "threads_read_replies");
        Set<String> names = new LinkedHashSet<>(Paging.NAMES);
        names.addAll(Set.of("fields", "reverse"));
        asked.only(names);
        Post post = network.find(asked.path().get(0)).orElse(null);
        if (post == null) {
            return Errors.noObject("get", asked.path().get(0));
        }
        if (!post.root().owner.equals(token.person())) {
            throw new Violation(
                    "read the replies below somebody else's post",
                    Errors.of(403, Errors.PERMISSION, 0, "Application does not have permission for this action"));
        }
        if (!direct && post.isReply()) {
            throw Errors.parameter("a conversation is read at its root");
        }
        return page(token, asked, ordered(asked, network.below(post, direct)), Fields.OF_POSTS);
    }

    /** What waits for approval below a post. */
    Reply waiting(Token token, Asked asked) throws Violation {
        SignIn.check(token, "threads_read_replies");
        Set<String> names = new LinkedHashSet<>(Paging.NAMES);
        names.addAll(Set.of("fields", "reverse", "approval_status"));
        asked.only(names);
        String status = asked.value("approval_status").orElse("");
        if (!Set.of("", "pending", "ignored").contains(status)) {
            throw Errors.parameter("approval_status is pending or ignored");
        }
        Post post = network.find(asked.path().get(0)).orElse(null);
        if (post == null) {
            return Errors.noObject("get", asked.path().get(0));
        }
        if (!post.owner.equals(token.person()) || !post.approvesReplies) {
            throw Errors.parameter("replies to this post are not approved by this account");
        }
        List<Post> found = network.waiting(post).stream()
                .filter(reply -> status.isEmpty() || reply.approval.name().equalsIgnoreCase(status))
                .toList();
        return page(token, asked, ordered(asked, found), Fields.OF_WAITING);
    }

    private static List<Post> ordered(Asked asked, List<Post> newestFirst) throws Violation {
        boolean reverse = asked.value("reverse").isEmpty() || asked.flag("reverse");
        List<Post> ordered = new ArrayList<>(newestFirst);
        if (!reverse) {
            Collections.reverse(ordered);
        }
        return ordered;
    }
}
