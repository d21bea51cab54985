package org.herald.core.workflow;

import java.nio.file.Path;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Rejection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is tested with people, a site, its articles and a CMS that is played: on Oak, at a clock of its own. */
@ExtendWith(SlingContextExtension.class)
abstract class InNewsroom {
    final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    Newsroom room;

    @BeforeEach
    void open() throws Exception {
        room = new Newsroom(context, home);
    }

    /** The code of the refusal; empty where nothing was refused. */
    static String code(Runnable act) {
        try {
            act.run();
            return "";
        } catch (Rejection e) {
            return e.code();
        }
    }
}
