package org.herald.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;

/**
 * Copies of one record that Herald wrote itself, at other times and of other articles: so they have the shape that its
 * own stores write, whatever that is.
 */
final class Copies {
    private static final DateTimeFormatter FOLDERS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String ROOT = "/var/herald/";
    private static final String FOLDER = "herald:Folder";
    private static final int BATCH = 200;

    private final Session session;
    private final Node like;
    private final Clock clock;

    Copies(Session session, String like, Clock clock) throws RepositoryException {
        this.session = session;
        this.like = session.getNode(like);
        this.clock = clock;
    }

    /** The days ago between which they lie, evenly. */
    record Spread(int from, int to) {
        Instant of(int number, int count, Instant now) {
            double part = (number + 0.5) / count;
            return now.minusMillis((long) (Duration.ofDays(1).toMillis() * (from + (to - from) * part)));
        }
    }

    /** The articles and profiles that they are of, in turn. */
    record Among(int article, int articles, String... profiles) {
        String path(int number) {
            return "/content/herald-bench/a-" + (article + number % articles);
        }

        String profile(int number) {
            return profiles[number % profiles.length];
        }
    }

    void make(int count, Spread spread, Among among) throws RepositoryException {
        Instant now = clock.instant();
        for (int i = 0; i < count; i++) {
            Instant at = spread.of(i, count, now);
            String path = among.path(i);
            Node article = session.getNode(path);
            if (!article.isNodeType("mix:referenceable")) {
                article.addMixin("mix:referenceable");
            }
            one(new Moved(like, at, article.getIdentifier(), path, among.profile(i)), article.getIdentifier(), at);
            if (i % BATCH == BATCH - 1) {
                session.save();
            }
        }
        session.save();
    }

    private void one(Moved moved, String article, Instant at) throws RepositoryException {
        String kind = like.getPath().substring(ROOT.length()).split("/")[0];
        String unique = UUID.randomUUID().toString();
        switch (kind) {
            case "shares" -> copy(below(ROOT + kind + "/" + FOLDERS.format(at)), DAY.format(at) + "-" + unique, moved);
            case "audit" -> copy(below(ROOT + kind + "/" + FOLDERS.format(at)), unique, moved);
            case "notices" -> copy(below(like.getParent().getParent().getPath() + "/" + DAY.format(at)), unique, moved);
            case "workflow" -> copy(below(ROOT + kind + "/" + article.substring(0, 2)), article, moved);
            default -> copy(
                    below(ROOT + kind + "/" + article.substring(0, 2) + "/" + article), unique.replace("-", ""), moved);
        }
    }

    private Node below(String path) throws RepositoryException {
        if (session.nodeExists(path)) {
            return session.getNode(path);
        }
        int slash = path.lastIndexOf('/');
        return below(path.substring(0, slash)).addNode(path.substring(slash + 1), FOLDER);
    }

    private static void copy(Node parent, String name, Moved moved) throws RepositoryException {
        if (!parent.hasNode(name)) {
            moved.into(parent, name);
        }
    }
}
