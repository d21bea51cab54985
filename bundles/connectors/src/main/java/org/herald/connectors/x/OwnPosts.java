package org.herald.connectors.x;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.x.Documents.Posts;
import org.herald.connectors.x.XApi.Wanted;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Finds a post among what the account posted since its first try. X keeps no id of ours: a post is ours when its text, its
 * links, its place and its time fit, and no other does; where something does not fit quite, it cannot be told.
 */
final class OwnPosts {
    /** Most pages of a look-up, of a hundred posts each. */
    static final int PAGES = 5;

    /** Two clocks that are right agree better than this: what is this much older may be another post, or ours. */
    private static final Duration AGREE = Duration.ofMinutes(5);
    /** X's timelines take whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private static final String TWO = "More than one post on X looks like it: Herald cannot tell which is which.";
    private static final String PART = "X did not show all that was posted: look there whether it has arrived.";
    private static final String DOUBT = "A post on X looks like it, but not in everything.";

    private final XApi api;
    private final String web;

    OwnPosts(XApi api, String web) {
        this.api = api;
        this.web = web;
    }

    /** A post as X's users know it. */
    RemoteRef ref(String handle, String id) {
        return new RemoteRef(id, "", permalink(web, handle, id));
    }

    static URI permalink(String web, String handle, String id) {
        try {
            return URI.create(web + "/" + handle.replaceFirst("^@", "") + "/status/" + id);
        } catch (IllegalArgumentException e) {
            return null; // an address that is none is not shown
        }
    }

    Lookup find(Account account, Post post) {
        Instant since = post.attempt().began().minus(AGREE);
        Wanted wanted = mayAnswer(post.attempt()) ? Wanted.OWN_ANSWERS : Wanted.OWN;
        Seen seen = new Seen(account, post);
        String page = "";
        for (int i = 0; i < PAGES; i++) {
            Optional<Posts> posts = XApi.timeline(api.own(account, since, wanted, page));
            if (posts.isEmpty()) {
                return new Lookup.Unknown("X could not be asked whether it has the post.");
            }
            seen.look(posts.get());
            page = posts.get().meta().next();
            if (page.isEmpty()) {
                return seen.verdict();
            }
        }
        return seen.verdict() instanceof Lookup.Absent
                ? new Lookup.Unknown("Too much was posted since to find it by itself.")
                : seen.verdict();
    }

    private static boolean mayAnswer(Attempt attempt) {
        return !attempt.parentKnown() || attempt.parent().isPresent();
    }

    /** What was seen of the account's posts. */
    private final class Seen {
        private final Account account;
        private final Post post;
        private final List<RemoteRef> ours = new ArrayList<>();
        private boolean doubt;
        private boolean part;

        Seen(Account account, Post post) {
            this.account = account;
            this.post = post;
        }

        void look(Posts page) {
            part |= page.isPart();
            page.data().forEach(this::look);
        }

        private void look(Documents.Post shown) {
            Fit fit = fit(shown, post);
            doubt |= fit == Fit.PERHAPS;
            if (fit == Fit.OURS) {
                ours.add(ref(account.handle(), shown.id()));
            }
        }

        Lookup verdict() {
            if (ours.size() > 1 || post.attempt().rivals() && !ours.isEmpty()) {
                return new Lookup.Unknown(TWO);
            }
            if (ours.size() == 1) {
                return new Lookup.Present(ours.get(0));
            }
            if (doubt) {
                return new Lookup.Unknown(DOUBT);
            }
            return part ? new Lookup.Unknown(PART) : new Lookup.Absent();
        }
    }

    private enum Fit {
        OURS,
        PERHAPS,
        NOT
    }

    private static Fit fit(Documents.Post shown, Post post) {
        Attempt attempt = post.attempt();
        boolean another = shown.id().isEmpty() || attempt.held().contains(shown.id());
        Fit place = place(shown, attempt);
        boolean answers = mayAnswer(attempt);
        if (another || place == Fit.NOT || !ShownText.similar(post.text(), shown.said(), answers)) {
            return Fit.NOT;
        }
        if (post.text().isBlank()) { // pictures without a word look all alike
            return Fit.PERHAPS;
        }
        boolean inTime = !shown.at().isBefore(attempt.began().minus(ROUNDING));
        return place == Fit.OURS && inTime && ShownText.same(post.text(), shown.said(), answers)
                ? Fit.OURS
                : Fit.PERHAPS;
    }

    /** Whether it stands where ours was to stand: alone, or below what it answers; X may not tell. */
    private static Fit place(Documents.Post shown, Attempt attempt) {
        if (!attempt.parentKnown()) {
            return Fit.OURS;
        }
        boolean alone = shown.conversation().equals(shown.id());
        Optional<String> answered = shown.referenced("replied_to");
        if (attempt.parent().isPresent()) {
            String parent = attempt.parent().get().id();
            return answered.map(id -> id.equals(parent) ? Fit.OURS : Fit.NOT).orElse(alone ? Fit.NOT : Fit.PERHAPS);
        }
        if (alone) {
            return Fit.OURS;
        }
        return shown.conversation().isEmpty() && answered.isEmpty() ? Fit.PERHAPS : Fit.NOT;
    }
}
