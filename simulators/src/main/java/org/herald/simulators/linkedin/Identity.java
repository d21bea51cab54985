package org.herald.simulators.linkedin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Members.Role;
import org.herald.simulators.linkedin.Tokens.Grant;

/** Who has signed in, and what for. */
final class Identity {
    private final Members members;

    Identity(Members members) {
        this.members = members;
    }

    /** OpenID Connect's userinfo, for applications with "Sign In with LinkedIn". */
    Reply userinfo(Grant grant) throws Violation {
        if (!grant.may("openid") || !grant.may("profile")) {
            throw Errors.denied("userinfo.GET.NO_VERSION");
        }
        String name = members.name(grant.person());
        String picture = "https://media.licdn.com/dms/image/v2/" + grant.person() + "/profile-displayphoto";
        return Reply.json(200, Map.of("sub", grant.person(), "name", name, "picture", picture));
    }

    /** The profile, for applications with r_basicprofile. */
    Reply me(Grant grant) throws Violation {
        if (!grant.may("r_basicprofile", "r_liteprofile")) {
            throw Errors.denied("me.GET.NO_VERSION");
        }
        String[] name = (members.name(grant.person()) + " ").split(" ", 2);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", grant.person());
        body.put("localizedFirstName", name[0]);
        body.put("localizedLastName", name[1].strip());
        return Reply.json(200, body);
    }

    Reply roles(Call call, Grant grant) throws Violation {
        Queries.only(call, "q", "role", "state", "start", "count");
        if (!call.method().equals("GET") || !"roleAssignee".equals(call.query().get("q"))) {
            throw Errors.invalid("q", "is not roleAssignee");
        }
        if (!grant.may("rw_organization_admin", "r_organization_admin")) {
            throw Errors.denied("organizationAcls.FINDER-roleAssignee");
        }
        String role = call.query().getOrDefault("role", "");
        String state = call.query().getOrDefault("state", "");
        List<Role> all = members.rolesOf(grant.person()).stream()
                .filter(one -> role.isEmpty() || role.equals(one.role()))
                .filter(one -> state.isEmpty() || state.equals("APPROVED"))
                .toList();
        return Queries.page(call, all, one -> {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("role", one.role());
            element.put("organization", "urn:li:organization:" + one.organisation());
            element.put("roleAssignee", grant.urn());
            element.put("state", "APPROVED");
            return element;
        });
    }

    Reply organisation(Call call, Grant grant, String id) throws Violation {
        Queries.only(call);
        String name = members.organisationName(id);
        if (!call.method().equals("GET") || name == null) {
            throw Errors.gone("organization " + id);
        }
        boolean works = members.rolesOf(grant.person()).stream()
                .anyMatch(role -> role.organisation().equals(id) && role.role().equals("ADMINISTRATOR"));
        if (!grant.may("rw_organization_admin", "r_organization_admin") || !works) {
            throw Errors.denied("organizations.GET");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", Long.parseLong(id));
        body.put("localizedName", name);
        body.put("vanityName", name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        return Reply.json(200, body);
    }
}
