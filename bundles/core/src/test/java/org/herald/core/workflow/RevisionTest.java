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

    private Node file(String name, int bytes) throws Exception {
        if (!session.nodeExists("/content")) {
            session.getRootNode().addNode("content", "nt:unstructured");
        }
        Node file = session.getNode("/content").addNode(name, "nt:file").addNode("jcr:content", "nt:unstructured");
        bytes(file, bytes);
        file.addNode("metadata", "nt:unstructured").setProperty("herald:alt", "A bee");
        return file;
    }

    private void bytes(Node file, int bytes) throws Exception {
        file.setProperty(
                "jcr:data",
                session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {(byte) bytes})));
    }

    private void changes(String what) throws Exception {
        session.save();
        assertThat(revision()).as(what).isNotEqualTo(last).startsWith(inTheRepository());
        last = revision();
    }

    private String last = "";

    @Test
    void coversWhatIsShownByReference() throws Exception {
        Node picture = file("a.jpg", 1);
        Node inText = file("b c.jpg", 2);
        Node other = session.getNode("/content").addNode("other", "nt:unstructured");
        Node component = other.addNode("jcr:content", "nt:unstructured").addNode("text", "nt:unstructured");
        component.setProperty("text", "Included");
        Node nested = file("c.jpg", 3);
        component.setProperty("image", "/content/c.jpg");
        content.setProperty("image", "/content/a.jpg");
        content.getNode("a").setProperty("text", "<p><img src='/content/b%20c.jpg.transform/small.jpg?x'></p>");
        content.getNode("b").setProperty("reference", "/content/other/jcr:content/text");
        content.setProperty("nowhere", "/content/[odd]/*/x");
        session.save();
        changes("all of it");
        bytes(picture, 9);
        changes("the bytes of a picture");
        picture.getNode("metadata").setProperty("herald:alt", "Another bee");
        changes("its alternative text");
        picture.getNode("metadata").setProperty("herald:focus", "0.1,0.1");
        changes("its focus");
        bytes(inText, 9);
        changes("a picture in a text, transformed");
        component.setProperty("text", "Changed");
        changes("a component of another page");
        bytes(nested, 9);
        changes("the picture in that");
        nested.getParent().remove();
        changes("a picture that is gone");
        Node captions = file("film.en.vtt", 4);
        assertThat(revision())
                .as("captions that merely lie there: the page shows none of them")
                .isEqualTo(last);
        content.getNode("b").setProperty("text", "<video><track src='/content/film.en.vtt'></video>");
        changes("captions that the page refers to");
        bytes(captions, 9);
        changes("another text of those");
        last = revision();
        other.getNode("jcr:content").setProperty("jcr:title", "The rest of the other page");
        session.getNode("/content").addNode("unused", "nt:unstructured");
        assertThat(revision()).as("what is not shown").isEqualTo(last);
    }
}
