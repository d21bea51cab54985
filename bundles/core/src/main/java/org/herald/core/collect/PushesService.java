package org.herald.core.collect;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.herald.Profile;
import org.herald.Pushes;
import org.herald.core.profile.CollectQueue;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what networks push, and has it read: a moment later, so that a hundred answers in a second are one round. What is
 * lost with this node is read at its usual time.
 */
@Component(service = Pushes.class)
public final class PushesService implements Pushes {
    private static final Logger LOG = LoggerFactory.getLogger(PushesService.class);
    private static final int MOMENT_SECONDS = 2;
    /** Between two rounds of a profile that were pushed. */
    private static final int AGAIN_SECONDS = 20;
    /** Of one account; more than this is read at its usual time. */
    private static final int MOST_HINTS = 500;
    /** Accounts that something is known of; whoever can sign can name any. */
    private static final int MOST_ACCOUNTS = 1_000;

    private final Connectors connectors;
    private final ProfileStore profiles;
    private final BiPredicate<Profile, Set<String>> rounds;
    private final Clock clock;
    private final SeenPushes seen = new SeenPushes();
    /** By network and account, the posts that something is new of. */
    private final Map<Remote, Set<String>> hints = new HashMap<>();
    /** When another round of an account may be asked for; used by one thread. */
    private final Map<Remote, Instant> lastRounds = new ConcurrentHashMap<>();
    /** Whether hints are read soon. */
    private boolean asked;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "herald-pushes");
        thread.setDaemon(true);
        return thread;
    });

    private record Remote(String network, String remoteId) {}

    @Activate
    public PushesService(
            @Reference Connectors connectors, @Reference ProfileStore profiles, @Reference CollectQueue rounds) {
        this(connectors, profiles, rounds::pushed, Clock.systemUTC());
    }

    PushesService(Connectors connectors, ProfileStore profiles, BiPredicate<Profile, Set<String>> rounds, Clock clock) {
        this.connectors = connectors;
        this.profiles = profiles;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        later.shutdownNow();
    }

    @Override
    public boolean listens(String network) {
        return connectors.capability(network, Receiver.class).isPresent();
    }

    @Override
    public Optional<Receipt> take(String network, Push push) {
        return connectors.capability(network, Receiver.class).map(receiver -> judged(network, push, receiver));
    }

    private Receipt judged(String network, Push push, Receiver receiver) {
        Receipt receipt = receiver.receive(push);
        if (!(receipt instanceof Receipt.News news)) {
            return receipt;
        }
        return switch (seen.of(network, push, clock.instant())) {
            case REPLAY -> new Receipt.Forged();
            case AGAIN -> receipt;
            case FIRST -> {
                note(network, news);
                yield receipt;
            }
        };
    }

    private synchronized void note(String network, Receipt.News news) {
        news.answered().forEach((remoteId, posts) -> note(new Remote(network, remoteId), posts));
        readSoon(MOMENT_SECONDS);
    }

    private void note(Remote account, Set<String> posts) {
        if (hints.containsKey(account) || hints.size() < MOST_ACCOUNTS) {
            Set<String> known = hints.computeIfAbsent(account, id -> new HashSet<>());
            posts.stream().limit(Math.max(0, MOST_HINTS - known.size())).forEach(known::add);
        }
    }

    private void readSoon(int seconds) {
        if (!asked && !hints.isEmpty() && !later.isShutdown()) {
            asked = true;
            later.schedule((Runnable) this::read, seconds, TimeUnit.SECONDS);
        }
    }

    private synchronized Map<Remote, Set<String>> taken() {
        Map<Remote, Set<String>> all = Map.copyOf(hints);
        hints.clear();
        asked = false;
        return all;
    }

    private synchronized void again(Remote account, Set<String> posts) {
        note(account, posts);
        readSoon(AGAIN_SECONDS);
    }

    /** Asks for the rounds; here the repository may take its time. */
    void read() {
        Map<Remote, Set<String>> all = taken();
        try {
            for (Profile profile : profiles.listAll()) {
                Remote account = new Remote(profile.network(), profile.remoteId());
                if (all.containsKey(account) && collects(profile)) {
                    read(profile, account, all.get(account));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("What was pushed is read at its usual time", e);
        }
    }

    private static boolean collects(Profile profile) {
        return profile.enabled() && profile.connected() && profile.collectEvery() > 0;
    }

    /** However much is said, one round of a profile waits at a time: the others of its server have their turn. */
    private void read(Profile profile, Remote account, Set<String> posts) {
        boolean early = !clock.instant().isAfter(lastRounds.getOrDefault(account, Instant.MIN));
        if (!early && rounds.test(profile, posts)) {
            lastRounds.put(account, clock.instant().plusSeconds(AGAIN_SECONDS));
        } else {
            again(account, posts);
        }
    }
}
