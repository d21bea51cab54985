package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.commons.scheduler.Scheduler;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.event.jobs.consumer.JobConsumer;
import org.herald.Profile;
import org.herald.VariantState;
import org.herald.core.notice.NoticeStore;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ProfilesService;
import org.herald.core.repo.Nodes;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.Dispatch;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.Change;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after one variant: sends it, looks it up, or takes it back, whichever its state asks for. */
@Component(service = JobConsumer.class, property = JobConsumer.PROPERTY_TOPICS + "=" + DeliveryQueue.TOPIC + "*")
public final class DeliveryJob implements JobConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);
    private static final java.time.Duration NO_CONNECTOR_PAUSE = java.time.Duration.ofMinutes(1);

    private static final java.time.Duration SHOWN_AFTER = java.time.Duration.ofSeconds(1);
    private static final int LOOKS = 3;
    private static final long LOOK_PAUSE_SECONDS = 8;

    private final ShareStore shares;
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final Posts posts;
    private final NoticeStore notices;
    private final JobManager jobs;
    private final Scheduler scheduler;
    private final Clock clock;

    @Activate
    public DeliveryJob(
            @Reference ShareStore shares,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference Posts posts,
            @Reference NoticeStore notices,
            @Reference JobManager jobs,
            @Reference Scheduler scheduler) {
        this.shares = shares;
        this.profiles = profiles;
        this.connectors = connectors;
        this.posts = posts;
        this.notices = notices;
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.clock = Clock.systemUTC();
    }

    @Override
    public JobResult process(Job job) {
        String address = job.getProperty(DeliveryQueue.ADDRESS, "");
        int before = -1;
        Optional<DeliveryItem> variant = shares.ask().item(address);
        while (variant.isPresent() && variant.get().refs().size() != before) { // one part after the other
            before = variant.get().refs().size();
            lookAfter(variant.get());
            variant = shares.ask().item(address);
        }
        return JobResult.OK; // what is to be done later stands in the variant, and the dispatcher sees it there
    }

    void lookAfter(DeliveryItem variant) {
        switch (variant.state()) {
            case QUEUED -> send(variant);
            case SENDING -> recover(variant);
            case UNCERTAIN -> lookUp(variant);
            case WITHDRAWING -> withdraw(variant);
            default -> LOG.debug("{} is settled", variant.path());
        }
    }

    private void send(DeliveryItem variant) {
        Optional<Publisher> publisher = connectors.publisher(variant.dispatch().network());
        Optional<Account> account = account(variant);
        if (variant.deadline().isBefore(clock.instant())) {
            settle(variant, new Outcome.Refused(Reason.EXPIRED, "It could not be sent in time."));
        } else if (variant.refs().isEmpty() && shares.ask().isOrphan(variant.path())) {
            shares.move(variant.path(), variant.state(), before -> ShareStore.orphaned());
            LOG.warn("{} is not sent: its article was deleted", variant.path());
        } else if (account.isEmpty()) {
            settle(variant, new Outcome.Refused(Reason.AUTHORISATION, "The profile is disabled or not connected."));
        } else if (publisher.isEmpty()) {
            settle(
                    variant,
                    new Outcome.Later(
                            clock.instant().plus(NO_CONNECTOR_PAUSE), "The connector of this network is not running."));
        } else if (claim(variant)) {
            settleSending(variant, deliver(variant, account.get(), publisher.get()));
        }
    }

    /** Says, before the call, that the call is being made: after a crash nobody sends it again unlooked. */
    private boolean claim(DeliveryItem variant) {
        return shares.move(
                variant.path(),
                VariantState.QUEUED,
                before -> new Change(
                        VariantState.SENDING,
                        Map.of(PN_ATTEMPTS, variant.attempts() + 1, PN_NOT_BEFORE, Nodes.date(clock.instant()))));
    }

    private Outcome deliver(DeliveryItem variant, Account account, Publisher publisher) {
        try {
            Post post = posts.of(variant, account);
            Dispatch.Reply reply = below(variant);
            if (reply == null) {
                return publisher.publish(account, post);
            }
            return connectors
                    .responder(variant.dispatch().network())
                    .map(responder -> responder.respond(account, post, reply.root(), reply.parent(), reply.to()))
                    .orElseGet(() -> new Outcome.Refused(Reason.CONTENT, "This network takes no answers."));
        } catch (Posts.Unsendable e) {
            return new Outcome.Refused(Reason.CONTENT, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Delivery of {} failed in a way that nobody foresaw", variant.path(), e);
            return new Outcome.Uncertain("An internal error interrupted the delivery.");
        }
    }

    /** What the next part stands below: what is answered, or our own part before it; null for the post itself. */
    private static Dispatch.Reply below(DeliveryItem variant) {
        List<RemoteRef> refs = variant.refs();
        return refs.isEmpty()
                ? variant.dispatch().reply()
                : new Dispatch.Reply(refs.get(0), refs.get(refs.size() - 1), "");
    }

    /** A call that a crash interrupted. */
    private void recover(DeliveryItem variant) {
        shares.move(
                variant.path(),
                VariantState.SENDING,
                before -> Transition.uncertain(
                        variant, title(variant), "The CMS stopped while it was being sent.", 0, clock.instant()));
    }

    private void lookUp(DeliveryItem variant) {
        Optional<Publisher> publisher = connectors.publisher(variant.dispatch().network());
        Optional<Account> account = account(variant);
        Lookup lookup = publisher.isPresent() && account.isPresent()
                ? find(variant, account.get(), publisher.get())
                : new Lookup.Unknown("The profile is not connected.");
        var idempotency = connectors
                .network(variant.dispatch().network())
                .map(network -> network.traits().idempotency())
                .orElse(org.herald.spi.NetworkTraits.Idempotency.KEY);
        Instant now = clock.instant();
        shares.move(
                variant.path(),
                VariantState.UNCERTAIN,
                before -> Transition.lookedUp(variant, title(variant), lookup, idempotency, now));
    }

    private Lookup find(DeliveryItem variant, Account account, Publisher publisher) {
        try {
            return publisher.find(account, Posts.bare(variant));
        } catch (RuntimeException e) {
            LOG.error("Looking up {} failed in a way that nobody foresaw", variant.path(), e);
            return new Lookup.Unknown("An internal error interrupted the look-up.");
        }
    }

    private void withdraw(DeliveryItem variant) {
        Optional<Account> account = account(variant);
        var editor = connectors.editor(variant.dispatch().network());
        Outcome outcome;
        List<RemoteRef> refs = variant.refs();
        if (refs.isEmpty()) {
            outcome = new Outcome.Refused(Reason.GONE, "It was never seen on the network.");
        } else if (account.isEmpty() || editor.isEmpty()) {
            outcome = new Outcome.Refused(Reason.AUTHORISATION, "The profile is disabled or not connected.");
        } else {
            outcome = editor.get().delete(account.get(), refs.get(refs.size() - 1)); // the last part first
        }
        Instant now = clock.instant();
        shares.move(
                variant.path(),
                VariantState.WITHDRAWING,
                before -> Transition.deleted(variant, title(variant), outcome, now));
    }

    private void settle(DeliveryItem variant, Outcome outcome) {
        Instant now = clock.instant();
        shares.move(variant.path(), variant.state(), b -> Transition.sent(variant, title(variant), outcome, now));
    }

    private void settleSending(DeliveryItem variant, Outcome outcome) {
        Instant now = clock.instant();
        Change change = Transition.sent(variant, title(variant), outcome, now);
        shares.move(variant.path(), VariantState.SENDING, before -> change);
        report(variant, outcome, change);
    }

    private void report(DeliveryItem variant, Outcome outcome, Change change) {
        if (change.state() == VariantState.REFUSED) {
            shares.ask()
                    .failure(variant.path())
                    .ifPresent(failure -> notices.tell(
                            failure.by(),
                            failure.told(String.valueOf(change.values().get(PN_MESSAGE)))));
        }
        String profileId = variant.dispatch().profileId();
        if (outcome instanceof Outcome.Done done) {
            LOG.info("Sent {} as {}", variant.path(), done.ref().id());
            profiles.health(profileId, "");
            if (!variant.answers().isEmpty()) {
                collectSoon(profileId);
            }
        } else if (outcome instanceof Outcome.Refused refused && refused.reason() == Reason.AUTHORISATION) {
            String message = String.valueOf(change.values().get(PN_MESSAGE));
            profiles.health(profileId, message);
            LOG.error("{}", message);
        } else {
            LOG.warn("{}", change.values().get(PN_MESSAGE));
        }
    }

    /** An answer of ours shows on its page as soon as the network shows it, which may take it a moment. */
    private void collectSoon(String profileId) {
        scheduler.schedule(
                (Runnable) () -> jobs.addJob(ProfilesService.COLLECT_TOPIC, Map.of(PN_PROFILE, profileId)),
                scheduler.AT(Date.from(clock.instant().plus(SHOWN_AFTER)), LOOKS, LOOK_PAUSE_SECONDS));
    }

    private Optional<Account> account(DeliveryItem variant) {
        String id = variant.dispatch().profileId();
        return profiles.find(id).filter(Profile::enabled).flatMap(profile -> profiles.account(id));
    }

    private String title(DeliveryItem variant) {
        String id = variant.dispatch().profileId();
        return profiles.find(id).map(Profile::title).orElse(id);
    }
}
