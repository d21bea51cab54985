package org.herald.connectors.x;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.x.Documents.Posts;
import org.herald.connectors.x.Documents.User;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads what stands below posts of ours: the conversation of the last seven days, and then who quoted the post. */
final class Conversations {
    /** How far back X's recent search reaches. */
    static final Duration REACH = Duration.ofDays(7);

    /** What is nearly as old is asked for without an id: X refuses one that is older. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final String ANSWERS = "answers ";
    private static final String QUOTES = "quotes ";
    private static final String OLDER = "X's search reaches back seven days: older answers are not told.";
    private static final String PART = "X did not tell all of what was said: what is missing is asked for by itself.";
    private static final int NEWS_PAGES = 5;
    private static final long EPOCH_MILLIS = 1_288_834_974_657L;
    private static final int SEQUENCE_BITS = 22;

    private final XApi api;
    private final String web;

    Conversations(XApi api, String web) {
        this.api = api;
        this.web = web;
    }

    /** The cursor of a page says which of the two lists it is of. */
    Collected below(Account account, RemoteRef root, String page) {
        boolean quotes = page.startsWith(QUOTES);
        String token = page.replaceFirst("^(" + ANSWERS + "|" + QUOTES + ")", "");
        boolean young = isYoung(root.id());
        Answer answer = quotes
                ? api.quotes(account, root.id(), token)
                : api.conversation(account, root.id(), young ? root.id() : "", token);
        Optional<Posts> posts = XApi.page(answer);
        if (posts.isEmpty()) {
            return HttpErrorMapping.notCollected(answer, Refusals.reading(answer, api.now()));
        }
        String next = posts.get().meta().next();
        String cursor = next.isEmpty() ? "" : (quotes ? QUOTES : ANSWERS) + next;
        List<RemoteReply> replies = replies(posts.get(), root, account, quotes);
        long told = posts.get().data().stream()
                .filter(post -> !post.id().equals(root.id()))
                .count();
        boolean part = !posts.get().errors().isEmpty() || replies.size() < told;
        String older = young || quotes ? "" : OLDER;
        return new Collected.Replies(
                replies, cursor.isEmpty() && !quotes ? QUOTES : cursor, part ? (older + " " + PART).strip() : older);
    }

    /** X's ids tell when they were made. */
    private boolean isYoung(String id) {
        try {
            Instant made = Instant.ofEpochMilli((Long.parseLong(id) >> SEQUENCE_BITS) + EPOCH_MILLIS);
            return made.isAfter(api.now().minus(REACH).plus(MARGIN));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private List<RemoteReply> replies(Posts posts, RemoteRef root, Account account, boolean quotes) {
        Map<String, User> users = new HashMap<>();
        posts.includes().users().forEach(user -> users.put(user.id(), user));
        List<RemoteReply> replies = new ArrayList<>();
        for (Documents.Post post : posts.data()) {
            Optional<String> parent = quotes ? Optional.of(root.id()) : post.referenced("replied_to");
            if (post.isWhole() && parent.isPresent() && !post.id().equals(root.id())) {
                replies.add(reply(post, parent.get(), users.get(post.author()), account, posts));
            }
        }
        return replies;
    }

    private RemoteReply reply(Documents.Post post, String parent, User author, Account account, Posts posts) {
        String handle = author == null ? post.author() : Objects.toString(author.username(), post.author());
        boolean named =
                author != null && author.name() != null && !author.name().isBlank();
        URI address = OwnPosts.permalink(web, handle, post.id());
        return RemoteReply.builder()
                .ref(new RemoteRef(post.id(), "", address))
                .parentId(parent)
                .authorId(post.author())
                .authorHandle(handle)
                .authorName(named ? author.name() : handle)
                .html(ShownText.html(post.said()))
                .at(post.at())
                .visibility(Visibility.PUBLIC)
                .own(account.remoteId().equals(post.author()))
                .media(media(post, address, posts))
                .build();
    }

    private static List<RemoteMedia> media(Documents.Post post, URI address, Posts posts) {
        return posts.includes().media().stream()
                .filter(media -> post.attachments().keys().contains(media.key()))
                .map(media -> new RemoteMedia(
                        media.key(), kind(media.type()), address(media, address), Objects.toString(media.alt(), "")))
                .toList();
    }

    private static RemoteMedia.Kind kind(String type) {
        return switch (Objects.toString(type, "")) {
            case "photo" -> RemoteMedia.Kind.IMAGE;
            case "video", "animated_gif" -> RemoteMedia.Kind.VIDEO;
            default -> RemoteMedia.Kind.OTHER;
        };
    }

    private static URI address(Documents.Media media, URI post) {
        String address = media.url() == null ? media.preview() : media.url();
        try {
            return address == null ? post : URI.create(address);
        } catch (IllegalArgumentException e) {
            return post;
        }
    }

    boolean isGone(Account account, String id) {
        return isMissing(api.posts(account, id, XApi.Wanted.NOTHING));
    }

    /** True only where X names the one post that was asked for among what it does not find. */
    static boolean isMissing(Answer answer) {
        return XApi.page(answer).stream()
                .filter(posts -> posts.data().isEmpty())
                .flatMap(posts -> posts.errors().stream())
                .anyMatch(error -> error.is("resource-not-found"));
    }

    /** Whoever answers us by X's own apps names us: so mentions tell which conversations have something new. */
    News news(Account account, String cursor) {
        Set<String> answered = new HashSet<>();
        String newest = cursor;
        String page = "";
        for (int i = 0; i < NEWS_PAGES; i++) {
            Answer answer = api.mentions(account, cursor, page);
            Optional<Posts> posts = XApi.timeline(answer);
            if (posts.isEmpty()) {
                return new News(answered, cursor, trouble(answer));
            }
            posts.get().data().forEach(post -> places(post, answered));
            newest = page.isEmpty() && !posts.get().meta().newest().isEmpty()
                    ? posts.get().meta().newest()
                    : newest;
            page = posts.get().meta().next();
            if (page.isEmpty() || cursor.isEmpty()) {
                break;
            }
        }
        return new News(answered, newest);
    }

    private static void places(Documents.Post post, Set<String> answered) {
        if (!post.conversation().isEmpty()) {
            answered.add(post.conversation());
        }
        post.referenced("quoted").ifPresent(answered::add);
    }

    private String trouble(Answer answer) {
        return Refusals.reading(answer, api.now()) instanceof Outcome.Refused refused
                        && refused.reason() == Reason.AUTHORISATION
                ? refused.why() + " An administrator must connect it again."
                : "";
    }

    /** Whether whoever wrote a post named or quoted the account; empty where that cannot be told. */
    Optional<Boolean> summons(Account account, String id) {
        Optional<Posts> posts = XApi.page(api.posts(account, id, XApi.Wanted.CALLS));
        return posts.flatMap(found -> found.data().stream().findFirst()).map(post -> {
            boolean own = post.author().equals(account.remoteId());
            boolean named = ShownText.names(post.said(), account.handle());
            boolean quoted = post.referenced("quoted").stream()
                    .anyMatch(quote -> posts.get().includes().posts().stream()
                            .anyMatch(other ->
                                    other.id().equals(quote) && other.author().equals(account.remoteId())));
            return own || named || quoted;
        });
    }
}
