package org.herald.simulators.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/** The Threads API v1.0 on this machine; what it checks and what it assumes stands in the README beside it. */
public final class ThreadsSimulator extends Simulator {
    /** The id of the one app it knows. */
    public static final String APP_ID = "990602627938098";
    /** The app's secret. */
    public static final String APP_SECRET = "eb8c7simulated";

    private static final Set<String> ALL = SignIn.SCOPES;
    private static final int MINUTES_TO_WAIT = 17;

    private final Network network = new Network(clock);
    private final SignIn signIn = new SignIn(network);
    private final Quotas quotas = new Quotas(network);
    private final Webhooks webhooks = new Webhooks(network);
    private final Publishing publishing = new Publishing(network, quotas, webhooks);
    private final Routes routes =
            new Routes(signIn, publishing, new Reading(network, uri()), quotas, new Moderation(network));
    private Reply failure =
            Errors.of(500, Errors.PERMISSION, 0, "Application does not have permission for this action");

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any that is free
     */
    public ThreadsSimulator(int port) {
        super(port);
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        return routes.answer(call);
    }

    @Override
    protected Reply rateLimited() {
        return Errors.of(403, Errors.APP_LIMIT, 0, "Application request limit reached")
                .with(
                        "X-Business-Use-Case-Usage",
                        "{\"" + APP_ID + "\":[{\"type\":\"threads\",\"call_count\":100,\"total_cputime\":25,"
                                + "\"total_time\":25,\"estimated_time_to_regain_access\":" + MINUTES_TO_WAIT + "}]}");
    }

    @Override
    protected Reply revoked() {
        return SignIn.revoked();
    }

    @Override
    protected Reply falseFailure() {
        return failure;
    }

    /** Chooses what is said where something was done and is called a failure. */
    public synchronized void falseFailure(int status, int code, int subcode) {
        failure =
                Errors.of(status, code, subcode, "An unexpected error has occurred. Please retry your request later.");
    }

    /** Lets somebody sign in, with all permissions, and gives a token of sixty days. */
    public synchronized String connectToken(String username) {
        return connectToken(username, ALL);
    }

    /** The same with some permissions only. */
    public synchronized String connectToken(String username, Set<String> scopes) {
        return signIn.issue(network.person(username), scopes, true).value();
    }

    /** The id of somebody, who joins where needed. */
    public synchronized String userId(String username) {
        return network.person(username).id();
    }

    /** Ends all tokens of somebody. */
    public synchronized void revokeToken(String username) {
        signIn.revokeAll(network.person(username));
    }

    /** Adds an address to which the Authorization Window may send people back. */
    public synchronized void allowRedirect(URI address) {
        signIn.allowRedirect(address.toString());
    }

    /** Tells who stands before the Authorization Window, and whether they refuse. */
    public synchronized void visitor(String username, boolean refuses) {
        signIn.visitor(network.person(username), refuses);
    }

    /** How long pictures and carousels take from now on; a text takes a quarter of it. */
    public synchronized void processing(Duration time) {
        publishing.processing(time);
    }

    /** Lets the next container end in an error. */
    public synchronized void failNextContainer(String error) {
        publishing.failNext(error);
    }

    /** Loses all containers that are not published. */
    public synchronized void loseContainers() {
        publishing.lose();
    }

    /** Forgets each container from now on as soon as it is published. */
    public synchronized void forgetPublished() {
        publishing.forgetPublished();
    }

    /** Lets the lists of an account's posts show nothing new, or all again. */
    public synchronized void lag(boolean lags) {
        network.lags = lags;
    }

    /** Does not find what is finished when it is to be published, so many times. */
    public synchronized void missContainers(int times) {
        publishing.miss(times);
    }

    /** Leaves a picture out of the next carousel. */
    public synchronized void dropPicture() {
        publishing.dropPicture();
    }

    /** Cuts the next text in half, and says nothing. */
    public synchronized void cutText() {
        publishing.cutText();
    }

    /** Lets an account have used its quota of posts, replies ("REPLY") or deletions ("DELETION"). */
    public synchronized void useUp(String username, String kind) {
        Person person = network.person(username);
        Quotas.Kind what = Quotas.Kind.valueOf(kind);
        while (!quotas.isUsedUp(person, what)) {
            quotas.use(person, what);
        }
    }

    /** Somebody posts by hand. */
    public synchronized String post(String username, String text) {
        Post post = network.post(network.person(username), null);
        post.text = text;
        return post.id;
    }

    /** Somebody answers a post or a reply. */
    public synchronized String reply(String to, String username, String text) {
        Post parent = network.find(to).orElseThrow();
        Post reply = network.post(network.person(username), parent);
        reply.text = text;
        if (parent.root().approvesReplies && !reply.owner.equals(parent.root().owner)) {
            reply.approval = Post.Approval.PENDING;
        } else {
            webhooks.replied(reply);
        }
        return reply.id;
    }

    /** Somebody who hides their profile answers: the reply has no name and no address. */
    public synchronized String anonymousReply(String to, String text) {
        Person person = network.join("private" + network.people.size(), true);
        return reply(to, person.username(), text);
    }

    /** Takes a reply out of what the account may see; its page keeps its place. */
    public synchronized void makeUnseen(String id) {
        network.find(id).orElseThrow().unseen = true;
    }

    /** The author takes a post or reply back. */
    public synchronized void delete(String id) {
        network.find(id).orElseThrow().deleted = true;
    }

    /** Subscribes an endpoint to what happens; false when it does not answer the challenge. */
    public boolean subscribe(URI endpoint, String verifyToken) {
        return webhooks.subscribe(endpoint, verifyToken);
    }

    /** Tells the endpoint what happened, and gives the statuses that it answered. */
    public List<Integer> deliver() {
        return webhooks.deliver();
    }

    /** How many posts and replies of somebody are public. */
    public synchronized int countOf(String username) {
        Person person = network.person(username);
        return network.of(person, false).size() + network.of(person, true).size();
    }

    /** How many containers were made. */
    public synchronized int containers() {
        return publishing.containers().size();
    }

    @Override
    protected Object act(String name, JsonNode what) {
        return Acts.of(this, name, what);
    }

    @Override
    protected Object state() {
        Map<String, Object> posts = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>(Fields.OF_WAITING);
        network.posts.values().stream()
                .filter(post -> !post.deleted)
                .forEach(post -> posts.put(post.id, Fields.of(post, post.owner, network, all)));
        return Map.of("posts", posts, "containers", publishing.containers().keySet());
    }
}
