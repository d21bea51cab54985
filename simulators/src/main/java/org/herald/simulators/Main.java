package org.herald.simulators;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.herald.simulators.discord.DiscordSimulator;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.linkedin.LinkedInSimulator;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.simulators.threads.ThreadsSimulator;
import org.herald.simulators.x.XSimulator;

/** Starts a simulator by hand, until it is ended. */
public final class Main {
    private static final Map<String, IntFunction<Simulator>> NETWORKS = new TreeMap<>(Map.of(
            "discord", DiscordSimulator::new,
            "facebook", FacebookSimulator::new,
            "instagram", InstagramSimulator::new,
            "linkedin", LinkedInSimulator::new,
            "telegram", TelegramSimulator::new,
            "threads", ThreadsSimulator::new,
            "x", XSimulator::new));

    private Main() {}

    /**
     * @param arguments the network, and the port if it matters
     */
    public static void main(String[] arguments) throws InterruptedException {
        IntFunction<Simulator> network = arguments.length == 0 ? null : NETWORKS.get(arguments[0]);
        if (network == null) {
            System.err.println("usage: simulate.sh NETWORK [PORT], where NETWORK is one of " + NETWORKS.keySet());
            System.exit(2);
            return;
        }
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        try (Simulator simulator = network.apply(port)) {
            System.out.println(arguments[0] + " at " + simulator.uri() + ", to be told what to do at " + simulator.uri()
                    + Simulator.CONTROL + " (Ctrl-C ends it)");
            Thread.currentThread().join();
        }
    }
}
