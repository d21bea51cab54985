package org.herald.simulators.threads;

import java.util.List;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Which request goes where. */
final class Routes {
    private final SignIn signIn;
    private final Publishing publishing;
    private final Reading reading;
    private final Quotas quotas;
    private final Moderation moderation;

    Routes(SignIn signIn, Publishing publishing, Reading reading, Quotas quotas, Moderation moderation) {
        this.signIn = signIn;
        this.publishing = publishing;
        this.reading = reading;
        this.quotas = quotas;
        this.moderation = moderation;
    }

    Reply answer(Call call) throws Violation {
        Asked asked = Asked.of(call);
        try {
            return isSignIn(asked) ? signIn(call, asked) : authorised(signIn.open(asked), asked);
        } catch (Refused e) {
            return e.reply();
        }
    }

    private static boolean isSignIn(Asked asked) {
        return Set.of("oauth", "access_token", "refresh_access_token")
                .contains(asked.path().get(0));
    }

    private Reply signIn(Call call, Asked asked) throws Violation, Refused {
        switch (called(asked, 0)) {
            case "GET oauth/authorize":
                return signIn.authorize(asked);
            case "POST oauth/access_token":
                return signIn.exchangeCode(asked);
            case "GET access_token":
                checkParameterToken(call);
                return signIn.exchangeToken(asked);
            case "GET refresh_access_token":
                checkParameterToken(call);
                return signIn.refresh(asked);
            default:
                throw noPath(asked);
        }
    }

    private static String called(Asked asked, int from) {
        List<String> path = asked.path();
        return asked.method() + " " + String.join("/", path.subList(from, path.size()));
    }

    /** These two are published with the token in the query, and with nothing else. */
    private static void checkParameterToken(Call call) throws Violation {
        if (!call.query().containsKey("access_token")) {
            throw new Violation(
                    "no access_token in the query",
                    Errors.of(400, Errors.NO_TOKEN, 0, "An access token is required to request this resource."));
        }
    }

    private Reply authorised(Token token, Asked asked) throws Violation {
        SignIn.check(token, "threads_basic");
        String id = asked.path().get(0);
        if (!isId(id) && !id.equals("me")) {
            throw noPath(asked);
        }
        return asked.path().size() == 1 ? object(token, asked) : edge(token, asked);
    }

    private static boolean isId(String text) {
        return text.matches("\\d{1,20}");
    }

    private static boolean isSelf(Token token, String id) {
        return id.equals("me") || id.equals(token.person().id());
    }

    private static Violation noPath(Asked asked) {
        return new Violation(
                "no such path or method",
                Errors.of(400, Errors.NO_PATH, 0, "Unknown path components: /" + String.join("/", asked.path())));
    }

    private Reply object(Token token, Asked asked) throws Violation {
        String id = asked.path().get(0);
        Container container = publishing.containers().get(id);
        if (asked.is("GET", 1) && isSelf(token, id)) {
            return reading.person(token, asked);
        }
        if (asked.is("GET", 1) && container != null && container.owner.equals(token.person())) {
            return publishing.status(container, asked);
        }
        if (asked.is("GET", 1)) {
            return reading.post(token, asked);
        }
        if (asked.is("DELETE", 1) && isId(id)) {
            asked.only(Set.of());
            return publishing.delete(token, id);
        }
        throw noPath(asked);
    }

    private Reply edge(Token token, Asked asked) throws Violation {
        switch (called(asked, 1)) {
            case "GET conversation":
                return reading.below(token, asked, false);
            case "GET pending_replies":
                return reading.waiting(token, asked);
            case "POST manage_reply":
                return moderation.hide(token, asked);
            case "POST manage_pending_reply":
                return moderation.decide(token, asked);
            case "GET replies":
                return isSelf(token, asked.path().get(0))
                        ? reading.own(token, asked, true)
                        : reading.below(token, asked, true);
            default:
                return ofAccount(token, asked);
        }
    }

    private Reply ofAccount(Token token, Asked asked) throws Violation {
        String id = asked.path().get(0);
        if (!isSelf(token, id)) {
            throw new Violation("acts for another account", Errors.noObject(asked.method(), id));
        }
        switch (called(asked, 1)) {
            case "GET threads":
                return reading.own(token, asked, false);
            case "POST threads":
                SignIn.check(token, "threads_content_publish");
                return publishing.make(token, asked);
            case "POST threads_publish":
                SignIn.check(token, "threads_content_publish");
                return publishing.publish(token, asked);
            case "GET threads_publishing_limit":
                SignIn.check(token, "threads_content_publish");
                return quotas.tell(token, asked);
            default:
                throw noPath(asked);
        }
    }
}
