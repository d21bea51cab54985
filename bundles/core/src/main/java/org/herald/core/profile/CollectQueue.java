package org.herald.core.profile;

import static org.herald.core.repo.Names.PN_PROFILE;

import java.util.Map;
import java.util.Set;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.herald.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks for rounds that collect below the posts of a profile, in the lane of its server. */
@Component(service = CollectQueue.class)
public final class CollectQueue {
    /** Topics are this and the lane. */
    public static final String TOPIC = "herald/collect/";

    private static final String ROUTINE = "routine";
    private static final String ANSWERED = "answered";

    private final ProfileStore profiles;
    private final JobManager jobs;

    @Activate
    public CollectQueue(@Reference ProfileStore profiles, @Reference JobManager jobs) {
        this.profiles = profiles;
        this.jobs = jobs;
    }

    /**
     * What a round is about.
     *
     * @param routine whether the clock asked, or the network, and no person
     * @param answered ids of posts that the network said something is new of
     */
    public record Round(String profileId, boolean routine, Set<String> answered) {
        /** As a job says it. */
        public static Round of(Job job) {
            return new Round(
                    job.getProperty(PN_PROFILE, ""),
                    job.getProperty(ROUTINE, false),
                    Set.of(job.getProperty(ANSWERED, new String[0])));
        }
    }

    /** A person asks: everything is read. */
    public void now(Profile profile) {
        jobs.addJob(topic(profile), Map.of(PN_PROFILE, profile.id()));
    }

    /** The clock asks: what is due is read. */
    public void routine(Profile profile) {
        jobs.addJob(topic(profile), Map.of(PN_PROFILE, profile.id(), ROUTINE, true));
    }

    /**
     * The network says that something is new: what it names is read, and what is due.
     *
     * @return false where a round of this profile waits already: then this is for a later one
     */
    public boolean pushed(Profile profile, Set<String> posts) {
        boolean free = !isWaiting(profile);
        if (free) {
            jobs.addJob(
                    topic(profile),
                    Map.of(PN_PROFILE, profile.id(), ROUTINE, true, ANSWERED, posts.toArray(String[]::new)));
        }
        return free;
    }

    /** Everything is read, unless a round of this profile waits already. */
    public void soon(String profileId) {
        profiles.find(profileId).filter(profile -> !isWaiting(profile)).ifPresent(this::now);
    }

    @SuppressWarnings("unchecked") // Java makes an array of a generic type for the template
    private boolean isWaiting(Profile profile) {
        Map<String, Object> round = Map.of(PN_PROFILE, profile.id());
        return !jobs.findJobs(JobManager.QueryType.QUEUED, topic(profile), 1, round)
                .isEmpty();
    }

    private static String topic(Profile profile) {
        return TOPIC + ServerLane.of(profile);
    }
}
