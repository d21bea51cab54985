package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.herald.spi.RemoteRef;

/** How the addresses of posts on networks stand in a variant. */
final class RemoteRefs {
    /** Between the id, the version and the address of a further part. */
    private static final String GAP = "\t";

    private RemoteRefs() {}

    /** The post itself, and the parts below it. */
    static List<RemoteRef> of(ValueMap values) {
        List<RemoteRef> refs = new ArrayList<>();
        ref(values, PN_REMOTE_ID, PN_REMOTE_VERSION).ifPresent(refs::add);
        for (String more : values.get(PN_MORE, new String[0])) {
            refs.add(decode(more));
        }
        return refs;
    }

    static Optional<RemoteRef> ref(ValueMap values, String id, String version) {
        String remoteId = Nodes.string(values, id);
        return remoteId.isEmpty()
                ? Optional.empty()
                : Optional.of(new RemoteRef(
                        remoteId,
                        Nodes.string(values, version),
                        Nodes.uri(values, PN_URL).orElse(null)));
    }

    static List<DeliveryItem.Known> known(ValueMap values) {
        return Arrays.stream(values.get(PN_KNOWN, new String[0]))
                .map(told -> told.split(GAP, 2))
                .map(told -> new DeliveryItem.Known(Integer.parseInt(told[0]), decode(told[1])))
                .toList();
    }

    /** What was known, and one thing more. */
    static String[] known(ValueMap values, int part, RemoteRef ref) {
        return Stream.concat(
                        Arrays.stream(values.get(PN_KNOWN, new String[0])),
                        Stream.of(part + GAP + encode(List.of(ref))[0]))
                .distinct()
                .toArray(String[]::new);
    }

    private static RemoteRef decode(String encoded) {
        String[] told = encoded.split(GAP, -1);
        return new RemoteRef(told[0], told[1], told[2].isEmpty() ? null : URI.create(told[2]));
    }

    static String[] encode(List<RemoteRef> refs) {
        return refs.stream()
                .map(ref -> ref.id() + GAP + ref.version() + GAP + Objects.toString(ref.url(), ""))
                .toArray(String[]::new);
    }
}
