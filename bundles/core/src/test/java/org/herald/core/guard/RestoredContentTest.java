package org.herald.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.guard.GuardedStore.HERALD;

import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.SimpleCredentials;
import javax.jcr.query.Query;
import org.apache.jackrabbit.api.JackrabbitRepository;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.jackrabbit.commons.cnd.CndImporter;
import org.apache.jackrabbit.commons.jackrabbit.authorization.AccessControlUtils;
import org.apache.jackrabbit.oak.Oak;
import org.apache.jackrabbit.oak.jcr.Jcr;
import org.herald.core.guard.GuardedStore.Cms;
import org.herald.core.repo.ShippedIndexes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a whole repository: an author restores a version of a page, and what readers said stays as it is. */
class RestoredContentTest {
    /** As the CMS defines it. */
    private static final String TYPES =
            """
            <'sling'='http://sling.apache.org/jcr/sling/1.0'>
            <'nt'='http://www.jcp.org/jcr/nt/1.0'>
            <'mix'='http://www.jcp.org/jcr/mix/1.0'>
            <'jcr'='http://www.jcp.org/jcr/1.0'>
            [sling:Page] > nt:hierarchyNode, mix:lastModified
              orderable
              + jcr:content (nt:unstructured) = nt:unstructured copy primary
              + * (nt:base) = nt:base version
            """;

    private static final String PAGE = "/content/page";
    private static final String CONTENT = PAGE + "/jcr:content";
    private static final String COMMENTS = CONTENT + "/comments";
    private static final String WORDS = "readers' words";

    private JackrabbitRepository repository;
    private Session herald;
    private Session anna;

    @BeforeEach
    void open() throws Exception {
        repository = (JackrabbitRepository) new Jcr(new Oak())
                .with(new PublicationGuard(Cms.LIVE, new GuardRefusals()))
                .createRepository();
        anna = login("admin");
        CndImporter.registerNodeTypes(new StringReader(TYPES), anna);
        try (Reader types = Files.newBufferedReader(Path.of("src/main/resources/SLING-INF/nodetypes/herald.cnd"))) {
            CndImporter.registerNodeTypes(types, anna);
        }
        User service = ((JackrabbitSession) anna).getUserManager().createUser(HERALD, HERALD);
        AccessControlUtils.addAccessControlEntry(anna, "/", service.getPrincipal(), new String[] {"jcr:all"}, true);
        anna.save();
        ShippedIndexes.install(anna);
        Node content = anna.getRootNode()
                .addNode("content", "nt:unstructured")
                .addNode("page", "sling:Page")
                .addNode("jcr:content", "nt:unstructured");
        content.setProperty("jcr:title", "First");
        content.addNode("container", "nt:unstructured");
        anna.save();
        herald = login(HERALD);
    }

    private Session login(String name) throws RepositoryException {
        return repository.login(new SimpleCredentials(name, name.toCharArray()));
    }

    @AfterEach
    void close() {
        herald.logout();
        anna.logout();
        repository.shutdown();
    }

    private void version(String path) throws RepositoryException {
        anna.refresh(false);
        anna.getNode(path).addMixin("mix:versionable");
        anna.save();
        anna.getWorkspace().getVersionManager().checkpoint(path);
        anna.getNode(CONTENT).setProperty("jcr:title", "Second");
        anna.save();
    }

    /** As the CMS does. */
    private void restore(String path) throws RepositoryException {
        anna.refresh(false);
        var versions = anna.getWorkspace().getVersionManager();
        versions.restore(path, "1.0", true);
        versions.checkout(path);
        assertThat(anna.getNode(CONTENT).getProperty("jcr:title").getString()).isEqualTo("First");
    }

    private void comment(String name, boolean leftOut) throws RepositoryException {
        herald.refresh(false);
        Node content = herald.getNode(CONTENT);
        if (leftOut) {
            content.addMixin("herald:Commented");
        }
        Node comments = content.hasNode("comments")
                ? content.getNode("comments")
                : content.addNode("comments", "herald:Comments");
        comments.setProperty("herald:waiting", "1");
        comments.addNode(name, "herald:Comment").setProperty("herald:text", "Fine!");
        herald.save();
    }

    private void hide(String path) throws RepositoryException {
        herald.refresh(false);
        herald.getNode(path).remove();
        herald.save();
    }

    private List<String> children(String path) throws RepositoryException {
        List<String> names = new ArrayList<>();
        var nodes = anna.getNode(path).getNodes();
        while (nodes.hasNext()) {
            names.add(nodes.nextNode().getName());
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({PAGE + ",true", PAGE + ",false", CONTENT + ",true", CONTENT + ",false"})
    void whatReadersSaidSinceStays(String versioned, boolean leftOut) throws Exception {
        version(versioned);
        comment("bob", leftOut);
        restore(versioned);
        assertThat(anna.getNode(COMMENTS + "/bob").getProperty("herald:text").getString())
                .isEqualTo("Fine!");
        assertThat(children(CONTENT)).contains("container", "comments");
        assertThat(anna.getNode(CONTENT).isNodeType("herald:Commented")).isEqualTo(leftOut);
        Query waiting = anna.getWorkspace()
                .getQueryManager()
                .createQuery(
                        "SELECT * FROM [herald:Comments] WHERE [herald:waiting] IS NOT NULL option(traversal fail)",
                        Query.JCR_SQL2);
        assertThat(waiting.execute().getNodes().hasNext()).isTrue();
        comment("eve", leftOut);
        anna.refresh(false);
        assertThat(children(COMMENTS)).containsExactlyInAnyOrder("bob", "eve");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, CONTENT})
    void whatWasHiddenSinceStaysHidden(String versioned) throws Exception {
        comment("bob", false);
        comment("eve", false);
        version(versioned);
        hide(COMMENTS + "/bob");
        restore(versioned);
        assertThat(children(COMMENTS)).containsExactly("eve");
        hide(COMMENTS);
        restore(versioned);
        assertThat(children(CONTENT)).containsExactly("container");
    }

    @Test
    void whoRestoresWritesNoCommentByHandBesides() throws Exception {
        version(PAGE);
        comment("bob", false);
        restore(PAGE);
        anna.getNode(COMMENTS).remove();
        assertThatThrownBy(anna::save).hasMessageContaining(WORDS);
        anna.refresh(false);
        anna.getNode(COMMENTS + "/bob").setProperty("herald:text", "Awful!");
        assertThatThrownBy(anna::save).hasMessageContaining(WORDS);
    }

    @Test
    void aComponentOfThatNameIsNotReplaced() throws Exception {
        anna.getNode(CONTENT).addNode("comments", "nt:unstructured");
        anna.save();
        version(PAGE);
        anna.getNode(COMMENTS).remove();
        anna.save();
        comment("bob", false);
        assertThatThrownBy(() -> restore(PAGE)).hasMessageContaining(WORDS);
        assertThat(children(COMMENTS)).containsExactly("bob");
    }

    @Test
    void whatReadersSeeAsItWasApprovedIsNotRestoredFromBefore() throws Exception {
        herald.getNode(CONTENT).setProperty("sling:published", true);
        herald.save();
        version(PAGE);
        comment("bob", false);
        Node conf = herald.getRootNode()
                .addNode("conf", "nt:unstructured")
                .addNode("herald", "nt:unstructured")
                .addNode("content", "nt:unstructured");
        conf.setProperty("herald:approval", true);
        herald.save();
        assertThatThrownBy(() -> restore(PAGE)).hasMessageContaining("Herald:");
        anna.refresh(false);
        assertThat(anna.getNode(CONTENT).getProperty("jcr:title").getString()).isEqualTo("Second");
    }
}
