package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Profiles;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/** Why sign-ins ended without an account, beside those that go on; forgotten as they are. */
final class SignInRefusals {
    private SignInRefusals() {}

    /** Keeps one, not committed. */
    static void keep(Resource folder, String state, String user, String profileId, Instant at, Rejection why)
            throws PersistenceException {
        Nodes.create(
                folder,
                name(state),
                NT_FOLDER,
                Map.of(
                        PN_PROFILE, profileId,
                        PN_BY, user,
                        PN_CREATED, Nodes.date(at),
                        PN_KIND, why.kind().name(),
                        PN_CODE, why.code(),
                        PN_MESSAGE, why.getMessage(),
                        PN_VALUES,
                                why.values().entrySet().stream()
                                        .flatMap(value -> Stream.of(value.getKey(), value.getValue()))
                                        .toArray(String[]::new)));
    }

    /** Nobody else's. */
    static Optional<Resource> read(Resource folder, String state, String user) {
        return Optional.ofNullable(folder)
                .map(all -> all.getChild(name(state)))
                .filter(node -> user.equals(Nodes.string(node.getValueMap(), PN_BY)));
    }

    static Profiles.Refusal refusal(Resource node) {
        ValueMap values = node.getValueMap();
        String[] words = values.get(PN_VALUES, new String[0]);
        Map<String, String> named = IntStream.range(0, words.length / 2)
                .boxed()
                .collect(Collectors.toMap(i -> words[2 * i], i -> words[2 * i + 1]));
        return new Profiles.Refusal(
                Nodes.string(values, PN_PROFILE),
                new Rejection(
                        Rejection.Kind.valueOf(Nodes.string(values, PN_KIND)),
                        Nodes.string(values, PN_CODE),
                        Nodes.string(values, PN_MESSAGE),
                        named));
    }

    /** Another one than the sign-in's own. */
    private static String name(String state) {
        return Nodes.nameOf("refused", state);
    }
}
