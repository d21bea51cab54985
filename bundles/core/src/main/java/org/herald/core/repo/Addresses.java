package org.herald.core.repo;

import static org.herald.core.repo.Names.*;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;

/**
 * Where the CMS's renderers have an article: where it was when it was taken there, wherever it was moved since. Noted at
 * what is decided about the article; of an article without such a record nothing is known. Commits nothing.
 */
public final class Addresses {
    private Addresses() {}

    private static Optional<Resource> record(ResourceResolver resolver, String articlePath) {
        return Articles.identity(resolver, articlePath)
                .map(identity -> resolver.getResource(Articles.decisions(identity)));
    }

    private static Set<String> of(Resource record) {
        return new LinkedHashSet<>(Arrays.asList(record.getValueMap().get(PN_ADDRESSES, new String[0])));
    }

    private static void change(ResourceResolver resolver, String articlePath, Consumer<Set<String>> change) {
        record(resolver, articlePath).ifPresent(node -> {
            Set<String> addresses = of(node);
            change.accept(addresses);
            node.adaptTo(ModifiableValueMap.class).put(PN_ADDRESSES, addresses.toArray(String[]::new));
        });
    }

    /** Notes that the article is being taken there where it is now. */
    public static void add(ResourceResolver resolver, String articlePath) {
        change(resolver, articlePath, addresses -> addresses.add(articlePath));
    }

    /** Notes that the renderers have nothing there any more. */
    public static void remove(ResourceResolver resolver, String articlePath, String address) {
        change(resolver, articlePath, addresses -> addresses.remove(address));
    }

    /** Where the renderers have it although it is elsewhere here, and no other public page took the place. */
    public static List<String> left(ResourceResolver resolver, String articlePath) {
        return record(resolver, articlePath).map(Addresses::of).orElse(Set.of()).stream()
                .filter(address -> !address.equals(articlePath) && !Articles.isPublic(resolver, address))
                .toList();
    }

    /** Tells whether the renderers have it only elsewhere. */
    public static boolean isElsewhere(ResourceResolver resolver, String articlePath) {
        Set<String> known = record(resolver, articlePath).map(Addresses::of).orElse(Set.of());
        return !known.isEmpty() && !known.contains(articlePath);
    }
}
