package org.herald.rest;

import java.util.List;
import org.herald.FirstSteps;

/** The first five minutes of somebody who is new. */
final class FirstStepsRoutes {
    private final FirstSteps steps;

    FirstStepsRoutes(FirstSteps steps) {
        this.steps = steps;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/first-steps", c -> Reply.ok(steps.of(c.caller()))),
                new Route("POST", "/first-steps/{step}", this::saw),
                new Route("DELETE", "/first-steps", this::dismiss));
    }

    private Reply saw(Call call) {
        return Reply.ok(steps.saw(call.caller(), Call.word(FirstSteps.Step.class, "step", call.path("step"))));
    }

    private Reply dismiss(Call call) {
        steps.dismiss(call.caller());
        return Reply.nothing();
    }
}
