package org.herald.core.start;

import static org.herald.core.repo.Names.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one writer of what people saw and dismissed of the first steps. */
@Component(service = FirstStepsStore.class)
public final class FirstStepsStore {
    private static final String FOLDER = ROOT + "/start/";

    private final Repository repository;

    /** What no other record tells. */
    enum Mark {
        SEE,
        READ,
        DISMISSED
    }

    @Activate
    public FirstStepsStore(@Reference Repository repository) {
        this.repository = repository;
    }

    private static String path(String user) {
        String name = Nodes.nameOf("user", user);
        return FOLDER + name.substring(0, 2) + "/" + name;
    }

    Set<Mark> of(String user) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path(user));
            return node == null ? EnumSet.noneOf(Mark.class) : read(node);
        }
    }

    private static Set<Mark> read(Resource node) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        Arrays.stream(node.getValueMap().get(PN_MARKS, new String[0]))
                .map(Mark::valueOf)
                .forEach(marks::add);
        return marks;
    }

    void add(String user, Mark mark) {
        String what = "note the first steps of somebody";
        Persistence.retry(what, () -> write(path(user), mark, what));
    }

    private Void write(String path, Mark mark, String what) throws PersistenceException, Persistence.Conflict {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, path, NT_FOLDER);
            Set<Mark> marks = read(node);
            if (marks.add(mark)) {
                node.adaptTo(ModifiableValueMap.class)
                        .put(PN_MARKS, marks.stream().map(Enum::name).toArray(String[]::new));
                Persistence.commit(resolver, what);
            }
            return null;
        }
    }
}
