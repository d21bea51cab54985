package org.herald.rehearsal;

import java.net.URI;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.PostingTimes;
import org.herald.ProfileRequest;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.Voice;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes one rehearsal profile, once, so that there is something to share with in the first minute. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=3",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-rehearsal-profile"
        })
public final class FirstProfile implements Runnable {
    private final Timeline timeline;
    private final Profiles profiles;
    private volatile boolean done;

    @Activate
    public FirstProfile(@Reference Timeline timeline, @Reference Profiles profiles) {
        this.timeline = timeline;
        this.profiles = profiles;
    }

    @Override
    public void run() {
        boolean known = profiles.networks().stream()
                .anyMatch(offer -> offer.traits().id().equals(RehearsalNetwork.ID));
        if (done || !known) {
            return;
        }
        if (timeline.isNew()) {
            make();
            timeline.seeded();
        }
        done = true;
    }

    private void make() {
        try (ResourceResolver resolver = timeline.open()) {
            profiles.create(
                    resolver,
                    new ProfileRequest(
                            "Rehearsal",
                            RehearsalNetwork.ID,
                            URI.create("http://localhost"),
                            "herald",
                            new Secret("none"),
                            true,
                            List.of(),
                            List.of(),
                            1,
                            Voice.USUAL,
                            PostingTimes.NONE));
        } catch (Rejection e) {
            if (e.kind() != Rejection.Kind.CONFLICT) {
                throw e; // a conflict says that the profile is there already
            }
        }
    }
}
