package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import javax.jcr.Node;
import javax.jcr.PropertyType;
import javax.jcr.Session;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.guard.RepositoryHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an approval is bound to. */
@ExtendWith(SlingContextExtension.class)
class RevisionTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Session session;
    private Node page;
    private Node content;

    @BeforeEach
    void prepare() throws Exception {
        session = context.resourceResolver().adaptTo(Session.class);
        page = session.getRootNode().addNode("page", "nt:unstructured");
        content = page.addNode("jcr:content", "nt:unstructured");
        content.setProperty("jcr:title", "Page");
        content.addNode("b", "nt:unstructured").setProperty("text", "B");
        content.addNode("a", "nt:unstructured").setProperty("text", "A");
        session.save();
    }

    private String revision() {
        return Revision.of(content);
    }

    /** What the guard in the repository makes of the same page. */
    private String inTheRepository() throws Exception {
        return RepositoryHash.of(session, page.getPath());
    }

    @Test
    void isTheSameInASessionAndInTheRepository() throws Exception {
        Calendar at = new GregorianCalendar(2026, Calendar.MARCH, 1);
        content.setProperty("date", at);
        content.setProperty("number", 1.5e30);
        content.setProperty("long", 7);
        content.setProperty("decimal", new java.math.BigDecimal("1.20"));
        content.setProperty("yes", true);
        content.setProperty("name", "jcr:x", PropertyType.NAME);
        content.setProperty("path", "/a/jcr:b", PropertyType.PATH);
        content.setProperty("uri", "https://example.org", PropertyType.URI);
        content.setProperty("several", new String[] {"a", "b"});
        content.setProperty("none", new String[0]);
        content.setProperty(
                "bytes", session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {1, 2, 3})));
        content.addMixin("mix:versionable");
        page.addMixin("mix:referenceable");
        Node file = page.addNode("file.txt", "nt:file").addNode("jcr:content", "nt:resource");
        file.setProperty("jcr:data", session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {4})));
        session.save();
        assertThat(revision()).isEqualTo(inTheRepository());
        content.orderBefore("a", "b");
        session.save();
        assertThat(revision()).isEqualTo(inTheRepository());
    }

    @Test
    void changesWithWhateverAReaderCouldNotice() throws Exception {
        String was = revision();
        content.orderBefore("a", "b");
        String ordered = revision();
        assertThat(ordered).isNotEqualTo(was);
        content.orderBefore("b", "a");
        assertThat(revision()).as("put back").isEqualTo(was);
        content.addNode("comments", "nt:unstructured");
        assertThat(revision()).as("a component named as comments are").isNotEqualTo(was);
        content.getNode("comments").remove();
        Node below = page.addNode("extra", "nt:unstructured");
        assertThat(revision()).as("a component below the page").isNotEqualTo(was);
        below.remove();
        content.setProperty("published", true);
        assertThat(revision()).as("the legacy property is content").isNotEqualTo(was);
    }

    @Test
    void staysWhatItIsWhateverTheCmsNotesBeside() throws Exception {
        String was = revision();
        content.setProperty("jcr:lastModifiedBy", "anna");
        content.setProperty("sling:published", true);
        content.addMixin("mix:versionable");
        page.addMixin("mix:referenceable");
        session.save();
        assertThat(revision()).isEqualTo(was);
        context.create().resource("/page/below", Map.of("jcr:primaryType", "sling:Folder"));
        assertThat(revision()).as("what is published by itself").isEqualTo(was);
    }
}
