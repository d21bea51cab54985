package org.herald.core.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.jcr.NodeIterator;
import javax.jcr.RepositoryException;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Pages;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.osgi.service.component.annotations.Component;

/** Looks for pages by Herald's index of their titles, in the caller's session. */
@Component(service = Pages.class)
public final class PageSearch implements Pages {
    /** More than anybody reads below a field. */
    static final int MOST = 20;
    /** Children that are looked at for the beginning of a path. */
    private static final int MOST_CHILDREN = 1000;
    /** Words that are looked for; each of them costs a walk through the index. */
    static final int MOST_WORDS = 8;

    private static final String CONTENT = "/content";
    private static final String PAGE = "sling:Page";
    /** What the index takes for the bounds of words. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    @Override
    public List<Page> find(ResourceResolver caller, String text, String site) {
        String wanted = text.strip();
        String place = site.isEmpty() ? CONTENT : place(caller, site);
        List<Resource> found = wanted.startsWith("/") ? below(caller, wanted, place) : byTitle(caller, wanted, place);
        Map<String, String> sites = new HashMap<>();
        return found.stream().map(page -> page(page, sites)).toList();
    }

    /** Where the site lies, as the repository writes it. */
    private static String place(ResourceResolver caller, String site) {
        Resource found = caller.getResource(site);
        if (found == null || !found.getPath().startsWith(CONTENT + "/")) {
            throw new Rejection(
                    Kind.NOT_FOUND, "siteUnknown", "There is no site at " + site + ", or you may not see it.");
        }
        return found.getPath();
    }

    private static Page page(Resource page, Map<String, String> sites) {
        Resource content = page.getChild(Names.NN_CONTENT);
        String title = content == null ? "" : content.getValueMap().get("jcr:title", "");
        String site = Articles.site(page)
                .map(node -> sites.computeIfAbsent(
                        node.getPath(), path -> node.getValueMap().get("jcr:title", node.getName())))
                .orElse("");
        return new Page(page.getPath(), title.isBlank() ? page.getName() : title.strip(), site);
    }

    /** The page at the path, and those whose path goes on from there without a further slash. */
    private static List<Resource> below(ResourceResolver caller, String path, String place) {
        int slash = path.lastIndexOf('/');
        Resource folder = slash < 1 ? null : caller.getResource(path.substring(0, slash));
        List<Resource> pages = new ArrayList<>();
        if (folder == null || !(folder.getPath() + "/").startsWith(place + "/")) {
            return pages;
        }
        String begun = path.substring(slash + 1).toLowerCase(Locale.ROOT);
        int looked = 0;
        for (Resource child : folder.getChildren()) {
            if (pages.size() == MOST || ++looked > MOST_CHILDREN) {
                break;
            }
            if (isPage(child) && child.getName().toLowerCase(Locale.ROOT).startsWith(begun)) {
                pages.add(child);
            }
        }
        return pages;
    }

    private static boolean isPage(Resource resource) {
        return PAGE.equals(resource.getValueMap().get(Names.PN_PRIMARY_TYPE, ""));
    }

    /** What the index is asked for: the beginning of each word, without any sign that means something to it. */
    static String words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> word.toLowerCase(Locale.ROOT) + "*")
                .collect(Collectors.joining(" "));
    }

    private static List<Resource> byTitle(ResourceResolver caller, String text, String place) {
        String words = words(text);
        if (words.isEmpty() && !text.isEmpty()) {
            return List.of();
        }
        String condition = words.isEmpty() ? "" : " AND CONTAINS(p.[jcr:content/jcr:title], '" + words + "')";
        return ask(
                caller,
                "SELECT * FROM [" + PAGE + "] AS p WHERE ISDESCENDANTNODE(p, '" + place.replace("'", "''") + "')"
                        + condition + " ORDER BY p.[jcr:content/jcr:lastModified] DESC OPTION(INDEX TAG " + Index.PAGES
                        + ")");
    }

    private static List<Resource> ask(ResourceResolver caller, String statement) {
        try {
            Query query = Nodes.session(caller).getWorkspace().getQueryManager().createQuery(statement, Query.JCR_SQL2);
            query.setLimit(MOST);
            NodeIterator nodes = query.execute().getNodes();
            List<Resource> pages = new ArrayList<>();
            while (nodes.hasNext()) {
                Resource page = caller.getResource(nodes.nextNode().getPath());
                if (page != null) {
                    pages.add(page);
                }
            }
            return pages;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot look for pages", e);
        }
    }
}
