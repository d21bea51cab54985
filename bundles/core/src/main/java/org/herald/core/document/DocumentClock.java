package org.herald.core.document;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profile;
import org.herald.WorkflowState;
import org.herald.core.document.DocumentRecords.Noted;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.repo.Rounds;
import org.herald.core.share.CardPosts;
import org.herald.core.site.SettingsStore;
import org.herald.spi.Account;
import org.herald.spi.Document;
import org.herald.spi.Documenter;
import org.herald.spi.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the records of articles, on one node of a cluster: writes what readers see now where an account's record says
 * something else, and takes records away whose post was taken back or whose article was deleted. It compares, and waits for
 * no event: what a crash, a restore or a writer by hand left is seen, too.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=30",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-documents"
        })
public final class DocumentClock implements Runnable {
    /** So many are compared in a round, and then as many folders more as they lie in. */
    static final int MOST = 500;

    /** Requests to one account in a round: its posts need its limit, too. */
    static final int OF_ONE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentClock.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration LONG_PAUSE = Duration.ofHours(6);

    private final Repository repository;
    private final DocumentRecords records;
    private final ProfileStore profiles;
    private final SettingsStore settings;
    private final Connectors connectors;
    private final Clock clock;
    private final Rounds rounds = new Rounds("herald-documents");
    private String last = "";

    @Activate
    public DocumentClock(
            @Reference Repository repository,
            @Reference DocumentRecords records,
            @Reference ProfileStore profiles,
            @Reference SettingsStore settings,
            @Reference Connectors connectors) {
        this(repository, records, profiles, settings, connectors, Clock.systemUTC());
    }

    DocumentClock(
            Repository repository,
            DocumentRecords records,
            ProfileStore profiles,
            SettingsStore settings,
            Connectors connectors,
            Clock clock) {
        this.repository = repository;
        this.records = records;
        this.profiles = profiles;
        this.settings = settings;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** Whom a round asked: no account much, and none again that asked to wait. */
    private static final class Round {
        private final Map<String, Integer> asked = new HashMap<>();

        boolean mayAsk(Noted noted) {
            return asked.getOrDefault(noted.profile(), 0) < OF_ONE;
        }

        Outcome asked(Noted noted, Outcome outcome) {
            boolean done = outcome instanceof Outcome.Done;
            asked.merge(noted.profile(), done ? 1 : OF_ONE, Integer::sum);
            return outcome;
        }
    }

    @Override
    public void run() {
        rounds.begin(this::round);
    }

    /** Lets a round that waits for a network go. */
    @Deactivate
    public void stop() {
        rounds.end();
    }

    /** Goes on where the last round ended. */
    void round() {
        List<String> shards = records.shards();
        int begin = (int)
                shards.stream().filter(shard -> shard.compareTo(last) <= 0).count();
        int looked = 0;
        Round round = new Round();
        for (int i = 0; i < shards.size() && looked < MOST; i++) {
            last = shards.get((begin + i) % shards.size());
            looked += look(last, round);
        }
    }

    private int look(String shard, Round round) {
        try (ResourceResolver resolver = repository.open()) {
            List<Noted> all = records.in(resolver, shard);
            all.stream()
                    .filter(noted -> !noted.notBefore().isAfter(clock.instant()))
                    .filter(round::mayAsk)
                    .forEach(noted -> lookAfter(resolver, noted, round));
            return all.size();
        }
    }

    private void lookAfter(ResourceResolver resolver, Noted noted, Round round) {
        try {
            resolver.refresh(); // what was shared while another server was waited for
            Optional<String> path = Articles.locate(resolver, noted.article());
            boolean wanted = path.isPresent() && CardPosts.has(resolver, noted.article(), noted.profile());
            if (!wanted) {
                remove(noted, round);
            } else if (isApproved(resolver, noted.article(), path.get())) {
                write(noted, Articles.read(resolver, path.get()), round);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "The record of article {} at profile {} cannot be looked after",
                    noted.article(),
                    noted.profile(),
                    e);
            records.later(noted, clock.instant().plus(PAUSE));
        }
    }

    /** What readers see, and nothing that somebody is about to change. */
    private boolean isApproved(ResourceResolver resolver, String identity, String path) {
        if (!Articles.isPublic(resolver, path)) {
            return false;
        }
        Resource decided = resolver.getResource(Articles.decisions(identity));
        String stage = decided == null ? "" : Nodes.string(decided.getValueMap(), Names.PN_STAGE);
        return stage.equals(WorkflowState.PUBLISHED.name())
                || !settings.of(Articles.read(resolver, path).site()).approval().required();
    }

    private void write(Noted noted, Article article, Round round) {
        if (article.url().isEmpty()) {
            return;
        }
        String hash = DocumentRecords.hash(article.url().get(), article.title(), article.description());
        Optional<Account> account = hash.equals(noted.said()) ? Optional.empty() : account(noted);
        Optional<Documenter> documenter = connectors.capability(noted.network(), Documenter.class);
        if (account.isEmpty() || documenter.isEmpty()) {
            return;
        }
        Instant changed = noted.said().isEmpty() ? noted.changed() : clock.instant();
        Document document = noted.document(article.url().get(), article.title(), article.description(), changed);
        Outcome outcome = round.asked(noted, documenter.get().write(account.get(), document));
        if (outcome instanceof Outcome.Done) {
            records.said(noted, hash, changed);
        } else {
            postpone(noted, outcome);
        }
    }

    private void remove(Noted noted, Round round) {
        if (profiles.find(noted.profile()).isEmpty()) { // nobody can ask its account for anything any more
            records.forget(noted);
            return;
        }
        Optional<Account> account = account(noted);
        Optional<Documenter> documenter = connectors.capability(noted.network(), Documenter.class);
        if (account.isEmpty() || documenter.isEmpty()) {
            return;
        }
        Outcome outcome = round.asked(noted, documenter.get().remove(account.get(), noted.key()));
        if (outcome instanceof Outcome.Done) {
            records.forget(noted);
        } else {
            postpone(noted, outcome);
        }
    }

    private Optional<Account> account(Noted noted) {
        return profiles.find(noted.profile()).filter(Profile::enabled).flatMap(one -> profiles.account(one.id()));
    }

    /** A refusal stays one until a person does something: it is tried again, and not often. */
    private void postpone(Noted noted, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("Profile {}: the record of an article is refused: {}", noted.profile(), refused.why());
            records.later(noted, now.plus(LONG_PAUSE));
            return;
        }
        Instant later = outcome instanceof Outcome.Later wait ? wait.notBefore() : now.plus(PAUSE);
        records.later(noted, later.isAfter(now.plus(LONG_PAUSE)) ? now.plus(LONG_PAUSE) : later);
    }
}
