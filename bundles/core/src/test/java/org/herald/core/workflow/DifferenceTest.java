package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jcr.Node;
import javax.jcr.Session;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.RevisionChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reviewer is shown. */
@ExtendWith(SlingContextExtension.class)
class DifferenceTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @Test
    void aComponentNamedAsCommentsAreIsShownAndReadersWordsAreNot() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        Node page = session.getRootNode().addNode("page", "nt:unstructured");
        Node content = page.addNode("jcr:content", "nt:unstructured");
        content.addMixin("mix:versionable");
        session.save();
        Node frozen = session.getWorkspace()
                .getVersionManager()
                .checkpoint(content.getPath())
                .getFrozenNode();
        content.addNode("comments", "nt:unstructured").setProperty("text", "Smuggled");
        session.save();
        assertThat(Difference.between(frozen, content))
                .extracting(RevisionChange::after)
                .containsExactly("Smuggled");
        content.getNode("comments").remove();
        content.addNode("comments", "herald:Comments")
                .addNode("bob", "herald:Comment")
                .setProperty("herald:text", "Fine!");
        session.save();
        assertThat(Difference.between(frozen, content)).isEmpty();
    }
}
