package org.herald.connectors.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.linkedin.Documents.Notice;
import org.herald.connectors.linkedin.Documents.Source;
import org.herald.spi.Account;
import org.herald.spi.News;

/**
 * Asks what was said on an organisation's page (organizationalEntityNotifications): the same notices that the webhook is
 * sent. An application has few requests a day, so they are asked for now and then. A hint: who is not told them (they are
 * for administrators of the page) reads the threads all the same.
 */
final class PulledNotices {
    /** A day has 96 of these; the smallest tier of applications has 100 requests of a member. */
    static final Duration PAUSE = Duration.ofMinutes(15);
    /** Clocks differ, and LinkedIn may note something a moment after it happened. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** At first, and after a long rest: the threads themselves are read in a day. */
    private static final Duration FURTHEST = Duration.ofDays(1);

    private static final int COUNT = 100;
    private static final int MOST_PAGES = 5;
    private static final String FINDER = "/rest/organizationalEntityNotifications?q=criteria"
            + "&actions=List(COMMENT,ADMIN_COMMENT,COMMENT_EDIT,COMMENT_DELETE)&organizationalEntity=";

    private final LinkedInApi api;

    PulledNotices(LinkedInApi api) {
        this.api = api;
    }

    /** A page of them. A post is told by its own name, or only by its activity's: then it is not said which one it is. */
    record Page(List<Notice> elements) {}

    /**
     * Where to go on.
     *
     * @param asked when the last question was
     * @param from until when everything was told
     */
    private record Place(Instant asked, Instant from) {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,15})/([0-9]{1,15})");

        static Place of(String cursor, Instant now) {
            Matcher form = FORM.matcher(cursor);
            Instant furthest = now.minus(FURTHEST);
            if (!form.matches()) {
                return new Place(Instant.EPOCH, furthest);
            }
            Instant from = Instant.ofEpochMilli(Long.parseLong(form.group(2)));
            return new Place(
                    Instant.ofEpochMilli(Long.parseLong(form.group(1))), from.isBefore(furthest) ? furthest : from);
        }

        boolean isTooSoon(Instant now) {
            return !now.isBefore(asked) && now.isBefore(asked.plus(PAUSE)); // a clock may have been put back
        }

        String text() {
            return asked.toEpochMilli() + "/" + from.toEpochMilli();
        }
    }

    News since(Account account, String cursor) {
        Instant now = api.now();
        Place place = Place.of(cursor, now);
        if (!Urns.isOrganisation(account.remoteId()) || place.isTooSoon(now)) {
            return new News(Set.of(), cursor);
        }
        Set<String> answered = new HashSet<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<List<Notice>> notices = page(account, place.from().minus(OVERLAP), page * COUNT);
            if (notices.isEmpty()) {
                return new News(answered, new Place(now, place.from()).text());
            }
            notices.get().stream()
                    .filter(Objects::nonNull)
                    .map(Notice::source)
                    .filter(Objects::nonNull)
                    .map(Source::entity)
                    .filter(Objects::nonNull)
                    .forEach(answered::add);
            if (notices.get().size() < COUNT) {
                break;
            }
        }
        return new News(answered, new Place(now, now).text());
    }

    /** Lists and records stand in the address as they are, only URNs are encoded (Rest.li 2.0.0). */
    private Optional<List<Notice>> page(Account account, Instant from, int start) {
        String path = FINDER + Urns.key(account.remoteId()) + "&timeRange=(start:" + from.toEpochMilli() + ")&start="
                + start + "&count=" + COUNT;
        return api.get(account, path).document(Page.class).map(Page::elements);
    }
}
