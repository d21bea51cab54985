package org.herald.rest;

import java.util.List;
import java.util.Map;
import org.herald.Health;

/** How profiles fare. */
final class HealthRoutes {
    private final Health health;

    HealthRoutes(Health health) {
        this.health = health;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/health", call -> Reply.ok(Map.of("profiles", health.board(call.caller())))),
                new Route(
                        "POST",
                        "/profiles/{id}/check",
                        call -> Reply.ok(health.check(call.caller(), call.path("id")))));
    }
}
