package org.herald.simulators.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** How much an account did within the last day. */
final class Quotas {
    /** What is counted for itself. */
    enum Kind {
        POST("", 250),
        REPLY("reply_", 1000),
        DELETION("delete_", 100),
        LOCATION("location_search_", 500);

        private final String prefix;
        private final int total;

        Kind(String prefix, int total) {
            this.prefix = prefix;
            this.total = total;
        }

        private String usage() {
            return prefix + "quota_usage";
        }

        private String config() {
            return prefix + "config";
        }
    }

    private record Use(Person person, Kind kind, Instant at) {}

    private static final Duration DAY = Duration.ofDays(1);

    private final Network network;
    private final List<Use> uses = new ArrayList<>();

    Quotas(Network network) {
        this.network = network;
    }

    void use(Person person, Kind kind) {
        uses.add(new Use(person, kind, network.now()));
    }

    boolean isUsedUp(Person person, Kind kind) {
        return used(person, kind) >= kind.total;
    }

    private int used(Person person, Kind kind) {
        Instant since = network.now().minus(DAY);
        return (int) uses.stream()
                .filter(use -> use.person().equals(person)
                        && use.kind() == kind
                        && use.at().isAfter(since))
                .count();
    }

    Reply tell(Token token, Asked asked) throws Violation {
        asked.only(Set.of("fields"));
        Map<String, Object> all = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            all.put(kind.usage(), used(token.person(), kind));
            all.put(kind.config(), Map.of("quota_total", kind.total, "quota_duration", DAY.toSeconds()));
        }
        Set<String> wanted = Fields.wanted(asked, all.keySet(), Set.of("quota_usage"));
        if (wanted.stream().anyMatch(name -> name.startsWith(Kind.REPLY.prefix))) {
            SignIn.check(token, "threads_manage_replies");
        }
        if (wanted.stream().anyMatch(name -> name.startsWith(Kind.DELETION.prefix))) {
            SignIn.check(token, "threads_delete");
        }
        all.keySet().retainAll(wanted);
        return Reply.json(200, Map.of("data", List.of(all)));
    }
}
