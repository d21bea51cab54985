package org.herald.core.workflow;

import java.util.Map;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import org.herald.core.guard.ContentHash;
import org.herald.core.guard.Unseen;

/**
 * What an article says, as one word: the hash of the page, as the guard in the repository makes it, and where it shows
 * something by reference, after a dot, the hash of that. Whatever a reader could notice changes it; comments and rights
 * are left out.
 */
final class Revision {
    /** What the CMS and the repository write of their own; no reader sees it. */
    static final Set<String> VOLATILE = Unseen.VOLATILE;

    private Revision() {}

    /** Hashes the page that some content is of. */
    static String of(Node content) {
        try {
            Node page = content.getParent();
            String own = ContentHash.ofPage(new JcrContent(page));
            Map<String, String> references = References.of(page);
            return references.isEmpty() ? own : own + "." + ContentHash.ofTexts(references);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the article", e);
        }
    }
}
