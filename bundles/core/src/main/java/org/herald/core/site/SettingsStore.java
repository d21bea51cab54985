package org.herald.core.site;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.ApprovalPolicy;
import org.herald.GateMode;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Settings;
import org.herald.SiteSettings;
import org.herald.WorkflowState;
import org.herald.core.audit.AuditLog;
import org.herald.core.audit.AuditLog.AuditSubject;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one writer of the sites' settings: one node for each site below {@code /conf/herald}. */
@Component(service = {Settings.class, SettingsStore.class})
public final class SettingsStore implements Settings {
    private final Repository repository;
    private final Clock clock;

    @Activate
    public SettingsStore(@Reference Repository repository) {
        this(repository, Clock.systemUTC());
    }

    SettingsStore(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public SiteSettings get(ResourceResolver caller, String site) {
        mustBeSite(caller, site);
        boolean concerned = Articles.mayEdit(caller, site)
                || caller.getResource(SHARES) != null
                || Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER);
        if (!concerned) {
            throw unknown(site);
        }
        return of(site);
    }

    /**
     * Reads with Herald's rights; what nobody set is as usual. A site within one that asks for approvals asks for them
     * too, in the same way where it has none of its own.
     */
    public SiteSettings of(String site) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = site.isEmpty() ? null : resolver.getResource(SETTINGS + site);
            SiteSettings own = node == null ? SiteSettings.usual(site) : read(site, node.getValueMap());
            return new SiteSettings(
                    site, own.templates(), own.gate(), own.parameters(), binding(resolver, own), undo(resolver, site));
        }
    }

    /** A site that says nothing of it waits as long as the one that it lies in. */
    private static int undo(ResourceResolver resolver, String site) {
        for (String at = site; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            Resource node = resolver.getResource(SETTINGS + at);
            Integer stored = node == null ? null : node.getValueMap().get(PN_UNDO_SECONDS, Integer.class);
            if (stored != null) {
                return stored < 0 || stored > SiteSettings.MAX_UNDO ? SiteSettings.USUAL_UNDO : stored;
            }
        }
        return SiteSettings.USUAL_UNDO;
    }

    private static ApprovalPolicy binding(ResourceResolver resolver, SiteSettings own) {
        ApprovalPolicy policy = own.approval();
        String at = own.site();
        while (!policy.required() && at.lastIndexOf('/') > 0) {
            at = at.substring(0, at.lastIndexOf('/'));
            Resource above = resolver.getResource(SETTINGS + at);
            ApprovalPolicy other = above == null ? ApprovalPolicy.NONE : approval(above.getValueMap());
            policy = other.required() ? other : policy;
        }
        return policy;
    }

    private static SiteSettings read(String site, ValueMap values) {
        Map<String, GateMode> gate = pairs(values, PN_GATE).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> GateMode.valueOf(e.getValue())));
        return new SiteSettings(
                site,
                pairs(values, PN_TEMPLATES),
                gate,
                pairs(values, PN_PARAMETERS),
                approval(values),
                SiteSettings.USUAL_UNDO);
    }

    private static ApprovalPolicy approval(ValueMap values) {
        return new ApprovalPolicy(
                asks(values.get(PN_APPROVAL)),
                List.of(values.get(PN_AUTHORS, new String[0])),
                List.of(values.get(PN_REVIEWERS, new String[0])),
                values.get(PN_OWN_APPROVAL, ApprovalPolicy.NONE.own()),
                values.get(PN_APPROVAL_DAYS, ApprovalPolicy.NONE.days()));
    }

    /** What cannot be understood asks for approvals. */
    private static boolean asks(Object stored) {
        return stored == null
                ? ApprovalPolicy.NONE.required()
                : !Boolean.FALSE.equals(stored) && !"false".equalsIgnoreCase(stored.toString());
    }

    private static Map<String, String> pairs(ValueMap values, String name) {
        return Arrays.stream(values.get(name, new String[0]))
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.indexOf('=')), pair -> pair.substring(pair.indexOf('=') + 1)));
    }

    private static String[] pairs(Map<String, ?> map, Function<Object, String> text) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + text.apply(e.getValue()))
                        .toArray(String[]::new);
    }

    @Override
    public SiteSettings save(ResourceResolver caller, SiteSettings settings) {
        mustBeSite(caller, settings.site());
        if (!Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notAdmin",
                    "Only members of herald-admins change how a site speaks: ask an administrator.");
        }
        SettingsRules.check(settings);
        try (ResourceResolver resolver = repository.open()) {
            ModifiableValueMap values = Nodes.obtain(resolver, SETTINGS + settings.site(), NT_UNSTRUCTURED)
                    .adaptTo(ModifiableValueMap.class);
            ApprovalPolicy before = approval(values);
            values.put(PN_TEMPLATES, pairs(settings.templates(), Object::toString));
            values.put(PN_GATE, pairs(settings.gate(), Object::toString));
            values.put(PN_PARAMETERS, pairs(settings.parameters(), Object::toString));
            ApprovalPolicy approval = settings.approval();
            values.put(PN_APPROVAL, approval.required());
            values.put(PN_AUTHORS, approval.authors().toArray(String[]::new));
            values.put(PN_REVIEWERS, approval.reviewers().toArray(String[]::new));
            values.put(PN_OWN_APPROVAL, approval.own());
            values.put(PN_APPROVAL_DAYS, approval.days());
            values.put(PN_UNDO_SECONDS, settings.undoSeconds());
            if (!before.equals(approval)) {
                audit(resolver, caller, settings.site(), before, approval);
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new Rejection(
                    Kind.CONFLICT, "movedOn", "Somebody else changed these settings at the same moment: look again.");
        }
        return of(settings.site());
    }

    private static void mustBeSite(ResourceResolver caller, String site) {
        if (Articles.sites(caller).stream().noneMatch(s -> s.getPath().equals(site))) {
            throw unknown(site);
        }
    }

    private static Rejection unknown(String site) {
        return new Rejection(
                Kind.NOT_FOUND,
                "siteUnknown",
                "There is no site at " + site + ", or you may not see it or how it is published.");
    }

    /** In the commit that changes the rule, so that none changes unseen; it is about the site, not an article. */
    private void audit(
            ResourceResolver resolver,
            ResourceResolver caller,
            String site,
            ApprovalPolicy before,
            ApprovalPolicy after)
            throws PersistenceException {
        boolean same = before.required() == after.required();
        String what = same ? "APPROVALS_CHANGED" : after.required() ? "APPROVALS_ON" : "APPROVALS_OFF";
        AuditSubject about = new AuditSubject(
                "", site, caller.getResource(site).getValueMap().get("jcr:title", site), site);
        AuditLog.add(
                resolver,
                clock.instant(),
                about,
                Objects.toString(caller.getUserID(), ""),
                what,
                WorkflowState.DRAFT,
                WorkflowState.DRAFT,
                SettingsRules.say(after));
    }
}
