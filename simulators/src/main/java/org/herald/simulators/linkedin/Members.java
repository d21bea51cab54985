package org.herald.simulators.linkedin;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/** Who there is: members, organisations, and which member may do what for which organisation. */
final class Members {
    static final Set<String> READERS = Set.of("ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "CONTENT_ADMIN");
    static final Set<String> POSTERS = READERS;
    static final Set<String> COMMENTERS =
            Set.of("ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "CONTENT_ADMIN", "RECRUITING_POSTER");
    private static final String ORGANISATION = "urn:li:organization:";

    private final Map<String, String> people = new LinkedHashMap<>();
    private final Map<String, String> organisations = new LinkedHashMap<>();
    private final Set<Role> roles = new LinkedHashSet<>();

    /** A role of a member on an organisation's page. */
    record Role(String person, String organisation, String role) {}

    void person(String id, String name) {
        people.put(id, name);
    }

    void organisation(String id, String name) {
        organisations.put(id, name);
    }

    void role(String person, String organisation, String role) {
        roles.add(new Role(person, organisation, role));
    }

    void noRoles(String person, String organisation) {
        roles.removeIf(
                role -> role.person().equals(person) && role.organisation().equals(organisation));
    }

    List<Role> rolesOf(String person) {
        return roles.stream().filter(role -> role.person().equals(person)).toList();
    }

    String name(String person) {
        return people.getOrDefault(person, "");
    }

    /** The name of an organisation; null where there is none. */
    String organisationName(String id) {
        return organisations.get(id);
    }

    boolean isKnown(String urn) {
        return urn.startsWith(ORGANISATION)
                ? organisations.containsKey(urn.substring(ORGANISATION.length()))
                : urn.startsWith("urn:li:person:") && people.containsKey(urn.substring("urn:li:person:".length()));
    }

    static boolean isOrganisation(String urn) {
        return urn.startsWith(ORGANISATION);
    }

    private boolean has(Grant grant, String organisation, Set<String> anyOf) {
        String id = organisation.substring(ORGANISATION.length());
        return rolesOf(grant.person()).stream()
                .anyMatch(role -> role.organisation().equals(id) && anyOf.contains(role.role()));
    }

    /**
     * Judges whether a token may act as somebody.
     *
     * @param forMember the scope that a member's own deed needs
     * @param forOrganisation the scope that an organisation's needs
     */
    void judge(Grant grant, String actor, String forMember, String forOrganisation, Set<String> anyOf, String what)
            throws Violation {
        if (!actor.startsWith("urn:li:person:") && !isOrganisation(actor)) {
            throw Errors.violation(400, "INVALID_URN_TYPE", "Invalid URN Type: " + actor);
        }
        if (!isKnown(actor)) {
            throw Errors.violation(400, "INVALID_URN_ID", "This URN Id is invalid: " + actor);
        }
        if (isOrganisation(actor)) {
            if (!grant.may(forOrganisation)) {
                throw Errors.denied(what);
            }
            if (!has(grant, actor, anyOf)) {
                throw Errors.denied(what + " as " + actor + ": the member has no such role there");
            }
            return;
        }
        if (!grant.may(forMember) || !actor.equals(grant.urn())) {
            throw Errors.denied(what);
        }
    }
}
