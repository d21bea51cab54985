package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
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

    private Node file(Session session, String name, int bytes) throws Exception {
        Node content = session.getNode("/content").addNode(name, "nt:file").addNode("jcr:content", "nt:unstructured");
        content.addNode("metadata", "nt:unstructured").setProperty("herald:alt", "A bee");
        content.addNode("renditions", "nt:unstructured").setProperty("small", "made");
        return bytes(session, content, bytes);
    }

    private Node bytes(Session session, Node content, int bytes) throws Exception {
        content.setProperty(
                "jcr:data",
                session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {(byte) bytes, 1})));
        return content;
    }

    /** Of equal length, so that only their hash tells them apart. */
    @Test
    void ofWhatIsShownByReferenceTheFileIsNamedAndWhatOfItIsAnotherOne() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        session.getRootNode().addNode("content", "nt:unstructured");
        Node picture = file(session, "a.jpg", 1);
        file(session, "b.jpg", 2);
        Node fragment = session.getNode("/content").addNode("fragment", "nt:unstructured");
        fragment.setProperty("text", "<p>Included</p>");
        fragment.setProperty("long", "x".repeat(5_000));
        Node page = session.getRootNode().addNode("page", "nt:unstructured");
        Node content = page.addNode("jcr:content", "nt:unstructured");
        content.setProperty("image", "/content/a.jpg");
        content.setProperty("other", "/content/b.jpg");
        content.setProperty("reference", "/content/fragment");
        session.save();
        Map<String, Map<String, String>> before = References.inWords(page);
        bytes(session, picture, 9);
        picture.getNode("metadata").setProperty("herald:alt", "A wasp");
        picture.getNode("metadata").setProperty("herald:focus", "0.1,0.9");
        picture.getNode("renditions").setProperty("small", "made anew");
        fragment.setProperty("text", "<p>Changed</p>");
        fragment.setProperty("long", "x".repeat(4_999) + "y");
        session.getNode("/content/b.jpg").remove();
        session.save();
        List<RevisionChange> changes = Difference.between(before, References.inWords(page));
        assertThat(changes)
                .extracting(RevisionChange::where)
                .containsExactlyInAnyOrder(
                        "shown:/content/a.jpg#jcr:data",
                        "shown:/content/a.jpg#metadata/herald:alt",
                        "shown:/content/a.jpg#metadata/herald:focus",
                        "shown:/content/b.jpg",
                        "shown:/content/fragment#text",
                        "shown:/content/fragment#long");
        assertThat(changes).contains(new RevisionChange("shown:/content/fragment#text", "Included", "Changed"));
        assertThat(Difference.between(before, before)).isEmpty();
    }

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
