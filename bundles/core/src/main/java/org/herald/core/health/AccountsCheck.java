package org.herald.core.health;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.herald.ProfileHealth;
import org.herald.ProfileHealth.State;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells who watches the CMS how Herald fares, under the tag {@value #TAG} and no other: a network's failure must not take
 * a CMS out of service that serves its pages well. By what is known: no network is asked.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=Herald: profiles and journal", HealthCheck.TAGS + "=" + AccountsCheck.TAG})
public final class AccountsCheck implements HealthCheck {
    static final String TAG = "herald";

    private final HealthService health;
    private final ShareStore shares;

    @Activate
    public AccountsCheck(@Reference HealthService health, @Reference ShareStore shares) {
        this.health = health;
        this.shares = shares;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        shares.trouble().ifPresent(why -> log.critical("Nothing is sent: {}", why));
        List<HealthService.Watched> all = health.all();
        all.forEach(watched -> tell(log, watched));
        long well = all.stream()
                .filter(watched -> watched.health().state() == State.OK)
                .count();
        log.info("{} of {} profiles work", well, all.size());
        return new Result(log);
    }

    private static void tell(FormattingResultLog log, HealthService.Watched watched) {
        for (ProfileHealth.Point point : watched.health().points()) {
            String title = watched.profile().title();
            if (point.state() == State.BROKEN) {
                log.critical("Profile “{}”: {}", title, point.message());
            } else if (point.state() == State.WARNING) {
                log.warn("Profile “{}”: {}", title, point.message());
            } else if (point.state() == State.UNKNOWN) {
                log.info("Profile “{}”: {}", title, point.message());
            }
        }
    }
}
