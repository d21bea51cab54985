package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Profile;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class CollectQueueTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    /** Topic and properties of each job. */
    private final List<List<Object>> jobs = new ArrayList<>();
    /** The topics that a job waits under. */
    private final List<String> waiting = new ArrayList<>();

    private ProfileStore profiles;
    private CollectQueue queue;

    private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final JobManager manager = fake(JobManager.class, (proxy, method, args) -> {
        if (method.getName().equals("findJobs")) {
            Job job = fake(Job.class, (p, m, a) -> null);
            return waiting.stream().filter(args[1]::equals).map(topic -> job).toList();
        }
        jobs.add(List.of(args));
        return null;
    });

    @BeforeEach
    void make() throws Exception {
        for (String[] one : new String[][] {
            {"press", "https://one.example"}, {"town", "https://one.example"}, {"zoo", "https://two.example:8443"}
        }) {
            Map<String, Object> values = Map.of("herald:network", "mastodon", "herald:server", one[1]);
            Nodes.create(
                    Nodes.obtain(context.resourceResolver(), PROFILES, NT_FOLDER), one[0], NT_UNSTRUCTURED, values);
        }
        context.resourceResolver().commit();
        profiles = new ProfileStore(
                new Repository(context.getService(ResourceResolverFactory.class), null), new Reversing());
        queue = new CollectQueue(profiles, manager);
    }

    private Profile profile(String id) {
        return profiles.find(id).orElseThrow();
    }

    /** A server that hangs holds up the rounds of its own profiles only. */
    @Test
    void eachServerHasALaneOfItsOwn() {
        queue.now(profile("press"));
        queue.routine(profile("town"));
        queue.routine(profile("zoo"));
        List<Object> topics = jobs.stream().map(job -> job.get(0)).toList();
        assertThat(topics.get(0)).isEqualTo(topics.get(1)).isNotEqualTo(topics.get(2));
        assertThat(topics).allMatch(topic -> ((String) topic).matches(CollectQueue.TOPIC + "[a-z0-9-]+"));
        assertThat(jobs)
                .extracting(job -> CollectQueue.Round.of(asJob(job.get(1))))
                .containsExactly(
                        new CollectQueue.Round("press", false, Set.of()),
                        new CollectQueue.Round("town", true, Set.of()),
                        new CollectQueue.Round("zoo", true, Set.of()));
    }

    private static Job asJob(Object properties) {
        return fake(
                Job.class,
                (proxy, method, args) -> ((Map<?, ?>) properties).containsKey(args[0])
                        ? ((Map<?, ?>) properties).get(args[0])
                        : args[1]);
    }

    @Test
    void whileARoundWaitsNoOtherIsQueued() {
        queue.soon("press");
        assertThat(jobs).hasSize(1);
        waiting.add((String) jobs.get(0).get(0));
        queue.soon("press");
        assertThat(jobs).hasSize(1);
        queue.soon("zoo");
        assertThat(jobs).hasSize(2);
        queue.soon("gone");
        assertThat(jobs).as("a profile that was removed meanwhile").hasSize(2);
    }
}
