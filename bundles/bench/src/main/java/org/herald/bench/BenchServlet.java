package org.herald.bench;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Calendar;
import java.util.Objects;
import java.util.UUID;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Makes articles, and saves nodes of a reply's shape by plain JCR, as the measure to compare with. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/bin/herald-bench/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class BenchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int BATCH = 100;
    private static final String TEXT = "<p>This is what reader number 42 has to say about it, in a sentence or two. "
            + "It has <a href=\"https://example.org/\" rel=\"ugc nofollow noopener\">a link</a> as well.</p>";
    private final transient BenchNetwork network;
    private final transient BenchCommits commits;

    @Activate
    public BenchServlet(@Reference BenchNetwork network, @Reference BenchCommits commits) {
        this.network = network;
        this.commits = commits;
    }

    /** Tells how often Herald wrote since it was started. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream().print(String.valueOf(commits.count()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = Integer.parseInt(Objects.requireNonNullElse(request.getParameter("count"), "0"));
        try {
            Session session = ((ResourceResolver) request.getAttribute("org.apache.sling.auth.core.ResourceResolver"))
                    .adaptTo(Session.class);
            long began = System.nanoTime();
            switch (request.getPathInfo()) {
                case "/replies" -> network.replies(count);
                case "/articles" -> articles(session, count);
                case "/bare" -> bare(session);
                case "/site" -> site(session, request.getParameter("path"));
                case "/newest" -> {
                    response.getOutputStream().print(newest(session, request.getParameter("type")));
                    return;
                }
                default -> raw(session, count);
            }
            response.getOutputStream().print(String.valueOf((System.nanoTime() - began) / 1e9));
        } catch (RepositoryException e) {
            throw new IOException(e);
        }
    }

    /** A site with one article. */
    private static void site(Session session, String path) throws RepositoryException {
        if (session.nodeExists(path)) {
            return; // from an earlier run
        }
        Node site = session.getNode("/content").addNode(path.substring(path.lastIndexOf('/') + 1), "sling:Site");
        Node content = site.addNode("page", "sling:Page").addNode("jcr:content", "nt:unstructured");
        content.setProperty("jcr:title", "A page");
        session.save();
    }

    /** The path of what Herald recorded last of a type. Walks: there is little yet. */
    private static String newest(Session session, String type) throws RepositoryException {
        Node[] newest = new Node[1];
        newest(session.getNode("/var/herald"), type, newest);
        return newest[0].getPath();
    }

    private static void newest(Node node, String type, Node[] newest) throws RepositoryException {
        boolean later = node.isNodeType(type) && (newest[0] == null || at(node).compareTo(at(newest[0])) > 0);
        if (later) {
            newest[0] = node;
        }
        for (NodeIterator all = node.getNodes(); all.hasNext(); ) {
            newest(all.nextNode(), type, newest);
        }
    }

    private static Calendar at(Node node) throws RepositoryException {
        return node.getProperty("herald:at").getDate();
    }

    private static void articles(Session session, int count) throws RepositoryException {
        if (session.nodeExists("/content/herald-bench")) {
            return; // from an earlier run
        }
        Node site = session.getNode("/content").addNode("herald-bench", "sling:Site");
        site.setProperty("sling:url", "https://bench.example");
        for (int i = 0; i < count + 3; i++) {
            String title = i < count
                    ? "Article " + i
                    : i == count ? "The hundred" : i == count + 1 ? "The thousand" : "The none";
            Node content = site.addNode("a-" + i, "sling:Page").addNode("jcr:content", "nt:unstructured");
            content.setProperty("jcr:title", title);
            content.setProperty("sling:published", true);
            content.setProperty("sling:resourceType", "herald-demo/components/page");
            Node container = content.addNode("container", "nt:unstructured");
            container.setProperty("sling:resourceType", "sling-cms/components/general/container");
            container
                    .addNode("conversation", "nt:unstructured")
                    .setProperty("sling:resourceType", "herald/components/conversation");
            if (i % BATCH == 0) {
                session.save();
            }
        }
        session.save();
    }

    /** An article like the others, without the component that shows comments. */
    private static void bare(Session session) throws RepositoryException {
        Node site = session.getNode("/content/herald-bench");
        if (!site.hasNode("bare")) {
            Node content = site.addNode("bare", "sling:Page").addNode("jcr:content", "nt:unstructured");
            content.setProperty("jcr:title", "The bare");
            content.setProperty("sling:published", true);
            content.setProperty("sling:resourceType", "herald-demo/components/page");
            content.addNode("container", "nt:unstructured")
                    .setProperty("sling:resourceType", "sling-cms/components/general/container");
            session.save();
        }
    }

    private static void raw(Session session, int count) throws RepositoryException {
        Node root = session.getNode("/var").addNode("bench-" + UUID.randomUUID(), "oak:Unstructured");
        session.save();
        for (int done = 0; done < count; done += BATCH) {
            Node folder = root.addNode(UUID.randomUUID().toString(), "oak:Unstructured");
            for (int i = 0; i < BATCH; i++) {
                fill(folder.addNode(UUID.randomUUID().toString().replace("-", ""), "oak:Unstructured"), done + i);
            }
            session.save();
        }
    }

    /** The same 26 properties with values of the same length as a stored reply has. */
    private static void fill(Node node, int number) throws RepositoryException {
        Calendar now = Calendar.getInstance();
        String id = "1b4e28ba-2fa1-11d2-883f-0016d3cca427/" + number;
        for (String name : new String[] {"profile", "network", "articleTitle", "authorId", "visibility", "state"}) {
            node.setProperty("b" + name, "some-value-" + number % 50);
        }
        for (String name : new String[] {"remoteId", "article", "rootId", "parent", "authorHandle", "authorName"}) {
            node.setProperty("b" + name, id);
        }
        for (String name : new String[] {"share", "site", "url"}) {
            node.setProperty("b" + name, "/var/herald/shares/2026/11/21/20261121-" + id);
        }
        for (String name : new String[] {"remoteVersion", "rootVersion", "threadUrl"}) {
            node.setProperty("b" + name, "");
        }
        node.setProperty("btext", TEXT);
        node.setProperty("bat", now);
        node.setProperty("bcollectedAt", now);
        node.setProperty("bown", false);
        node.setProperty("blisted", true);
        node.setProperty("border", System.currentTimeMillis() * 1000 + number);
    }
}
