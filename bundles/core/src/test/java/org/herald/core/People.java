package org.herald.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.jcr.Session;
import javax.jcr.SimpleCredentials;
import javax.jcr.Value;
import javax.jcr.nodetype.NodeTypeManager;
import javax.jcr.nodetype.NodeTypeTemplate;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.jackrabbit.commons.jackrabbit.authorization.AccessControlUtils;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.herald.core.repo.ShippedIndexes;

/** People with the rights that Herald is installed with: those of the shipped configuration. */
public final class People {
    private static final Path SHIPPED = Path.of("../../ui.apps/src/main/resources/SLING-CONTENT/config/"
            + "org.apache.sling.jcr.repoinit.RepositoryInitializer~herald.cfg.json");
    private static final Pattern PRIVILEGE = Pattern.compile("register privilege (\\S+)");
    private static final Pattern FOLDER = Pattern.compile("create path \\(sling:Folder\\) (/var\\S*)");
    private static final Pattern GROUP = Pattern.compile("create group (\\S+)");
    private static final Pattern ENTRY =
            Pattern.compile("(allow|deny) (\\S+) for (\\S+)(?: restriction\\((\\S+),(\\S*)\\))?");

    private final SlingContext context;
    private final JackrabbitSession admin;

    public People(SlingContext context) throws Exception {
        this.context = context;
        this.admin = (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        ShippedIndexes.install(admin);
        for (JsonNode script : new ObjectMapper().readTree(SHIPPED.toFile()).path("scripts")) {
            apply(script.asText());
            admin.save();
        }
    }

    /** Makes the CMS's types known that are more than a name: sites, and the pages below them. */
    public static void types(SlingContext context) throws Exception {
        NodeTypeManager types =
                context.resourceResolver().adaptTo(Session.class).getWorkspace().getNodeTypeManager();
        for (String name : List.of("sling:Site", "sling:Page")) {
            if (!types.hasNodeType(name)) {
                NodeTypeTemplate type = types.createNodeTypeTemplate();
                type.setName(name);
                type.setDeclaredSuperTypeNames(new String[] {"nt:unstructured"});
                types.registerNodeType(type, false);
            }
        }
    }

    private void apply(String script) throws Exception {
        for (Matcher m = PRIVILEGE.matcher(script); m.find(); ) {
            ((JackrabbitWorkspace) admin.getWorkspace())
                    .getPrivilegeManager()
                    .registerPrivilege(m.group(1), false, new String[0]);
        }
        for (Matcher m = FOLDER.matcher(script); m.find(); ) {
            if (!admin.nodeExists(m.group(1))) {
                context.create().resource(m.group(1), "jcr:primaryType", "sling:Folder");
            }
        }
        for (Matcher m = GROUP.matcher(script); m.find(); ) {
            admin.getUserManager().createGroup(m.group(1));
        }
        Matcher acl = Pattern.compile("set ACL on (\\S+)\n").matcher(script);
        if (acl.find()) {
            String path = acl.group(1);
            for (Matcher m = ENTRY.matcher(script); m.find(); ) {
                set(path, m.group(3), m.group(1).equals("allow"), m.group(2).split(","), m.group(4), m.group(5));
            }
        }
    }

    private void set(String path, String who, boolean allow, String[] what, String restriction, String value)
            throws Exception {
        AccessControlManager manager = admin.getAccessControlManager();
        JackrabbitAccessControlList list = AccessControlUtils.getAccessControlList(admin, path);
        List<Privilege> privileges = new ArrayList<>();
        for (String name : what) {
            privileges.add(manager.privilegeFromName(name));
        }
        Map<String, Value> one = new HashMap<>();
        Map<String, Value[]> several = new HashMap<>();
        if (restriction != null) {
            Value wanted = admin.getValueFactory().createValue(value, list.getRestrictionType(restriction));
            if (list.isMultiValueRestriction(restriction)) {
                several.put(restriction, new Value[] {wanted});
            } else {
                one.put(restriction, wanted);
            }
        }
        var principal = who.equals("everyone")
                ? admin.getPrincipalManager().getEveryone()
                : admin.getPrincipalManager().getPrincipal(who);
        list.addEntry(principal, privileges.toArray(Privilege[]::new), allow, one, several);
        manager.setPolicy(path, list);
    }

    /** Gives or takes rights at a path. */
    public void set(String path, String who, boolean allow, String... what) throws Exception {
        set(path, who, allow, what, null, null);
        admin.save();
    }

    /** Makes a group of the house's own. */
    public void group(String name) throws Exception {
        admin.getUserManager().createGroup(name);
        admin.save();
    }

    /** Makes somebody, a member of some groups. */
    public String make(String name, String... groups) throws Exception {
        User user = admin.getUserManager().createUser(name, name);
        for (String group : groups) {
            ((Group) admin.getUserManager().getAuthorizable(group)).addMember(user);
        }
        admin.save();
        return name;
    }

    /** Signs somebody in. */
    public ResourceResolver as(String name) throws Exception {
        Session session = admin.getRepository().login(new SimpleCredentials(name, name.toCharArray()));
        return context.getService(ResourceResolverFactory.class)
                .getResourceResolver(Map.of("user.jcr.session", session));
    }
}
