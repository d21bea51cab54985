package org.herald.simulators.x;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The part of X's API that is here, with the scopes of its contract and the limits of its page on rate limits. */
final class Endpoints {
    private static final Set<String> READ = Set.of("tweet.read", "users.read");
    private static final Set<String> WRITE = Set.of("tweet.read", "users.read", "tweet.write");
    private static final Set<String> HIDE = Set.of("tweet.read", "users.read", "tweet.moderate.write");
    private static final Set<String> MEDIA = Set.of("media.write");
    private static final Set<String> SHOWN =
            Set.of("post.fields", "expansions", "user.fields", "media.fields", "poll.fields", "place.fields");
    private static final Set<String> PAGED =
            with(SHOWN, "max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time");

    private Endpoints() {}

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /** Those whose path is written out come before those with names in it. */
    static List<Endpoint> of(Reading reading, Posting posting, Uploads uploads) {
        return List.of(
                new Endpoint("GET", "/2/users/me", READ, 75, with(SHOWN), asked -> reading.me(asked)),
                new Endpoint("POST", "/2/tweets", WRITE, 100, Set.of(), asked -> posting.create(asked)),
                new Endpoint("GET", "/2/tweets", READ, 5000, with(SHOWN, "ids"), asked -> reading.several(asked)),
                new Endpoint(
                        "GET",
                        "/2/tweets/search/recent",
                        READ,
                        300,
                        with(PAGED, "query", "next_token", "sort_order"),
                        asked -> reading.search(asked)),
                new Endpoint("GET", "/2/tweets/{id}", READ, 900, SHOWN, asked -> reading.one(asked)),
                new Endpoint("DELETE", "/2/tweets/{id}", WRITE, 50, Set.of(), asked -> posting.delete(asked)),
                new Endpoint("PUT", "/2/tweets/{tweet_id}/hidden", HIDE, 50, Set.of(), asked -> posting.hide(asked)),
                new Endpoint(
                        "GET",
                        "/2/tweets/{id}/quote_tweets",
                        READ,
                        75,
                        with(SHOWN, "max_results", "pagination_token", "exclude"),
                        asked -> reading.quotes(asked)),
                new Endpoint(
                        "GET",
                        "/2/users/{id}/tweets",
                        READ,
                        900,
                        with(PAGED, "exclude"),
                        asked -> reading.timeline(asked)),
                new Endpoint("GET", "/2/users/{id}/mentions", READ, 300, PAGED, asked -> reading.mentions(asked)),
                new Endpoint("POST", "/2/media/upload", MEDIA, 500, Set.of(), asked -> uploads.upload(asked)),
                new Endpoint(
                        "GET",
                        "/2/media/upload",
                        MEDIA,
                        1000,
                        Set.of("media_id", "command"),
                        asked -> uploads.status(asked)),
                new Endpoint(
                        "POST",
                        "/2/media/upload/initialize",
                        MEDIA,
                        1875,
                        Set.of(),
                        asked -> uploads.initialize(asked)),
                new Endpoint(
                        "POST", "/2/media/upload/{id}/append", MEDIA, 1875, Set.of(), asked -> uploads.append(asked)),
                new Endpoint(
                        "POST",
                        "/2/media/upload/{id}/finalize",
                        MEDIA,
                        1875,
                        Set.of(),
                        asked -> uploads.finalizeUpload(asked)),
                new Endpoint("POST", "/2/media/metadata", MEDIA, 500, Set.of(), asked -> uploads.metadata(asked)));
    }
}
