package org.herald.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.Query;
import org.apache.jackrabbit.api.security.user.QueryBuilder;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profiles;
import org.herald.core.repo.Nodes;

/** Looks for groups by the user manager, which knows who may see them. */
final class Groups {
    /** More than anybody reads below a field. */
    static final int MOST = 20;

    private static final String TITLE = "profile/displayName";
    private static final String LIKE_TITLE = "profile/@displayName";

    private Groups() {}

    /** At most {@link #MOST} groups whose id or title holds a text, by title. */
    static List<Profiles.Group> find(ResourceResolver resolver, String text) {
        try {
            Iterator<Authorizable> found = ((JackrabbitSession) Nodes.session(resolver))
                    .getUserManager()
                    .findAuthorizables(new Query() {
                        @Override
                        public <T> void build(QueryBuilder<T> builder) {
                            builder.setSelector(Group.class);
                            builder.setLimit(0, MOST);
                            spellings(text.replaceAll("[%\\\\]", "").strip()).stream()
                                    .map(one -> builder.or(builder.nameMatches(one), builder.like(LIKE_TITLE, one)))
                                    .reduce(builder::or)
                                    .ifPresent(builder::setCondition);
                        }
                    });
            List<Profiles.Group> groups = new ArrayList<>();
            while (found.hasNext() && groups.size() < MOST) {
                Authorizable group = found.next();
                groups.add(new Profiles.Group(group.getID(), title(group)));
            }
            groups.sort(Comparator.comparing(Profiles.Group::title, String.CASE_INSENSITIVE_ORDER));
            return List.copyOf(groups);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot look for groups", e);
        }
    }

    /** The user manager minds capitals, people do not: as it was typed, and as groups are written. Its signs are taken out. */
    private static Set<String> spellings(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        String small = text.toLowerCase(Locale.ROOT);
        int first = small.offsetByCodePoints(0, 1);
        return Stream.of(
                        text,
                        small,
                        small.toUpperCase(Locale.ROOT),
                        small.substring(0, first).toUpperCase(Locale.ROOT) + small.substring(first))
                .map(one -> "%" + one + "%")
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String title(Authorizable group) throws RepositoryException {
        Value[] values = group.getProperty(TITLE);
        String title = values == null || values.length == 0 ? "" : values[0].getString();
        return title.isBlank() ? group.getID() : title.strip();
    }
}
