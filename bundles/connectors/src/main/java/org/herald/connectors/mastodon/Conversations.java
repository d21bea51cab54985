package org.herald.connectors.mastodon;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.mastodon.Documents.Context;
import org.herald.connectors.mastodon.Documents.Notification;
import org.herald.connectors.mastodon.Documents.Quote;
import org.herald.connectors.mastodon.Documents.Status;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads what stands below posts of ours: the answers, and then, where the server tells, who quoted the post. */
final class Conversations {
    /** A server gives no more descendants than this (Mastodon, CONTEXT_LIMIT). */
    private static final int MOST_DESCENDANTS = 4096;

    private static final String LEFT_OUT =
            "A Mastodon server gives at most " + MOST_DESCENDANTS + " answers of a thread, and there may be more.";
    private static final String FETCHING =
            "The server is still fetching answers from other servers: they are read when it is done.";
    private static final String NO_QUOTES = "The server does not tell who quoted the post.";
    /** What the cursor of a page of quotes begins with. */
    private static final String QUOTES = "quotes ";
    /** The address of the next page is not followed: of it this is all that is new. */
    private static final Pattern NEXT =
            Pattern.compile("<[^>]*[?&]max_id=([A-Za-z0-9._~%+-]+)[^>]*>\\s*;\\s*rel=\"?next");
    /** For programs that know no quotes the text begins with the address of what it quotes (FEP-044f). */
    private static final Pattern INLINE = Pattern.compile("(?s)^\\s*<p class=\"quote-inline\">.*?</p>");

    private final MastodonApi api;
    private final ServerLimits servers;

    Conversations(MastodonApi api, ServerLimits servers) {
        this.api = api;
        this.servers = servers;
    }

    Collected thread(Account account, RemoteRef root, String page) {
        return page.startsWith(QUOTES)
                ? quotes(account, root, page.substring(QUOTES.length()))
                : answers(account, root);
    }

    private Collected answers(Account account, RemoteRef root) {
        Answer answer = api.get(account.server(), "/api/v1/statuses/" + root.id() + "/context", account.secret());
        Optional<Context> context = MastodonApi.document(answer, Context.class).filter(c -> c.descendants() != null);
        if (context.isEmpty()) {
            return HttpErrorMapping.notCollected(answer, api.troubleReading(answer));
        }
        List<Status> below = context.get().descendants();
        Optional<AsyncRefresh> fetching = AsyncRefresh.of(answer);
        String leftOut = (below.size() < MOST_DESCENDANTS ? "" : LEFT_OUT)
                + fetching.map(one -> " " + FETCHING).orElse("");
        Collected.Replies replies = new Collected.Replies(
                replies(below, account, status -> Optional.ofNullable(status.inReplyToId())),
                servers.quotes(account.server()) ? QUOTES : "",
                leftOut.strip());
        return fetching.<Collected>map(one -> replies.again(api.now().plus(one.pause())))
                .orElse(replies);
    }

    private Collected quotes(Account account, RemoteRef root, String from) {
        String more = from.isEmpty() ? "" : "&max_id=" + from; // as it stood in an address
        Answer answer = api.get(
                account.server(), "/api/v1/statuses/" + root.id() + "/quotes?limit=40" + more, account.secret());
        Optional<Status[]> page = MastodonApi.document(answer, Status[].class);
        if (page.isPresent()) {
            return new Collected.Replies(
                    replies(Arrays.asList(page.get()), account, status -> quoted(status)
                            .filter(root.id()::equals)),
                    next((Answer.Received) answer),
                    "");
        }
        boolean untold = answer instanceof Answer.Received received
                && (received.status() == 403 || received.status() == 404 || received.status() == 410);
        return untold
                ? new Collected.Replies(List.of(), "", NO_QUOTES)
                : HttpErrorMapping.notCollected(answer, api.troubleReading(answer));
    }

    private static String next(Answer.Received answer) {
        Matcher next = NEXT.matcher(answer.header("Link").orElse(""));
        return next.find() ? QUOTES + next.group(1) : "";
    }

    private static Optional<String> quoted(Status status) {
        return Optional.ofNullable(status.quote()).flatMap(Quote::of);
    }

    private static List<RemoteReply> replies(
            List<Status> statuses, Account account, Function<Status, Optional<String>> parent) {
        return statuses.stream()
                .filter(status -> status.id() != null && status.account() != null)
                .flatMap(status -> parent.apply(status).map(above -> reply(status, above, account)).stream())
                .toList();
    }

    private static RemoteReply reply(Status status, String parent, Account account) {
        Documents.Account author = status.account();
        String handle = Optional.ofNullable(author.acct()).orElse(String.valueOf(author.username()));
        boolean named = author.displayName() != null && !author.displayName().isBlank();
        String html = Objects.toString(status.content(), "");
        return RemoteReply.builder()
                .ref(new RemoteRef(status.id(), "", Words.uri(status.address())))
                .parentId(parent)
                .authorId(String.valueOf(author.id()))
                .authorHandle(handle)
                .authorName(named ? author.displayName() : handle)
                .html(quoted(status).isPresent() ? INLINE.matcher(html).replaceFirst("") : html)
                .at(Words.instant(status.createdAt()).orElse(Instant.EPOCH))
                .visibility(Words.visibility(status.visibility()))
                .own(account.remoteId().equals(author.id()))
                .warning(Objects.toString(status.spoiler(), ""))
                .media(status.media())
                .build();
    }

    News news(Account account, String cursor) {
        String since = cursor.isEmpty() ? "" : "&min_id=" + cursor;
        String types = "types[]=mention" + (servers.quotes(account.server()) ? "&types[]=quote" : "");
        Answer answer = api.get(
                account.server(),
                "/api/v1/notifications?" + types.replace("[]", "%5B%5D") + "&limit=40" + since,
                account.secret());
        if (api.troubleReading(answer) instanceof Outcome.Refused refused
                && refused.reason() == Reason.AUTHORISATION
                && answer instanceof Answer.Received received
                && received.status() == 401) { // 403 is a token that may do less
            return new News(
                    Set.of(),
                    cursor,
                    refused.why() + " Only what everybody sees is read. An administrator must connect it again.");
        }
        List<Notification> news =
                MastodonApi.document(answer, Notification[].class).map(List::of).orElse(List.of());
        Set<String> answered = new HashSet<>();
        news.stream().map(Notification::status).filter(Objects::nonNull).forEach(status -> {
            Optional.ofNullable(status.inReplyToId()).ifPresent(answered::add);
            quoted(status).ifPresent(answered::add);
        });
        boolean none = news.isEmpty() || news.get(0).id() == null;
        return new News(answered, none ? cursor : news.get(0).id());
    }
}
