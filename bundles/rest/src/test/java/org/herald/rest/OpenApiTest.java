package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.herald.Adapted;
import org.herald.ApprovalPolicy;
import org.herald.Attachment;
import org.herald.AuditEntry;
import org.herald.CalendarItem;
import org.herald.Doubt;
import org.herald.Draft;
import org.herald.Finding;
import org.herald.FirstSteps;
import org.herald.GateMode;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.MailServer;
import org.herald.MediaFile;
import org.herald.MediaLibrary;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.Notifications;
import org.herald.Pages;
import org.herald.Part;
import org.herald.PostingTimes;
import org.herald.Preview;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.ProfileHealth;
import org.herald.ProfileRequest;
import org.herald.ProfileRole;
import org.herald.ProfileRoles;
import org.herald.Profiles;
import org.herald.PublishingCalendar;
import org.herald.ReviewState;
import org.herald.RevisionChange;
import org.herald.Rights;
import org.herald.Share;
import org.herald.Shares;
import org.herald.SiteSettings;
import org.herald.TextCheck;
import org.herald.TextEntity;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.Visibility;
import org.herald.Voice;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.spi.Connection;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Requirements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds docs/openapi.yaml and the code together, in both directions. */
class OpenApiTest {
    private static Map<String, Object> document;

    @BeforeAll
    static void read() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("../../docs/openapi.yaml"))) {
            document = new Yaml().load(reader);
        }
    }

    @Test
    void describesEveryOperationAndNoOther() {
        Set<String> described = new TreeSet<>();
        map(document, "paths").forEach((path, operations) -> ((Map<?, ?>) operations)
                .keySet()
                .forEach(method -> described.add(method.toString().toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> routed = new Routes(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)
                .table().stream()
                        .map(route -> route.method() + " " + route.template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routed);
    }

    @Test
    void describesWhatIsWritten() {
        List<Class<?>> written = List.of(
                Draft.class,
                TextCheck.class,
                Preview.class,
                Adapted.class,
                TextEntity.class,
                Part.class,
                MediaFile.class,
                Voice.class,
                PostingTimes.class,
                Notification.class,
                NotificationSettings.class,
                CalendarItem.class,
                PublishingCalendar.Slot.class,
                Workflow.PlannedPost.class,
                Workflow.class,
                AuditEntry.class,
                WorkItem.class,
                RevisionChange.class,
                Doubt.class,
                ApprovalPolicy.class,
                SiteSettings.class,
                Finding.class,
                Share.class,
                Variant.class,
                Profile.class,
                ProfileRequest.class,
                ProfileHealth.class,
                ProfileRoles.class,
                InboxItem.class,
                InboxPage.class,
                Problem.class,
                NetworkTraits.class,
                Requirements.class,
                Requirements.App.class,
                ProfileRoutes.RefusalView.class);
        for (Class<?> type : written) {
            assertThat(properties(type.getSimpleName()))
                    .as(type.getSimpleName())
                    .isEqualTo(components(type));
        }
        assertThat(properties("PostingTraits")).isEqualTo(components(NetworkTraits.Posting.class));
        assertThat(properties("ListeningTraits")).isEqualTo(components(NetworkTraits.Listening.class));
        assertThat(properties("Choices")).isEqualTo(components(Profiles.Choices.class));
        assertThat(properties("Candidate")).isEqualTo(components(Connection.Candidate.class));
        assertThat(properties("Rights")).isEqualTo(components(Rights.Held.class));
        assertThat(properties("Right")).isEqualTo(components(Profiles.Right.class));
        assertThat(properties("Offer")).isEqualTo(components(Profiles.Offer.class));
        assertThat(properties("MailSetup")).isEqualTo(components(MailServer.Setup.class));
        assertThat(properties("NotificationPage")).isEqualTo(components(Notifications.Page.class));
        assertThat(properties("CalendarRange")).isEqualTo(components(PublishingCalendar.CalendarRange.class));
        assertThat(properties("Group")).isEqualTo(components(Profiles.Group.class));
        assertThat(properties("HealthPoint")).isEqualTo(components(ProfileHealth.Point.class));
        assertThat(properties("FirstSteps")).isEqualTo(components(FirstSteps.Progress.class));
        assertThat(properties("Page")).isEqualTo(components(Pages.Page.class));
        assertThat(properties("Site")).isEqualTo(components(Profiles.Site.class));
        assertThat(properties("ProfileView")).isEqualTo(components(ProfileRoutes.ProfileView.class));
    }

    @Test
    void describesEveryWord() {
        words("Attachment", Attachment.values());
        words("VariantState", VariantState.values());
        words("ReviewState", ReviewState.values());
        words("Visibility", Visibility.values());
        words("GateMode", GateMode.values());
        assertThat(properties("Folder")).isEqualTo(components(MediaLibrary.Folder.class));
        words("WorkflowState", WorkflowState.values());
        words("WorkflowAction", WorkflowAction.values());
        words("Why", Doubt.Why.values());
        words("Act", Shares.Act.values());
        words("Ask", Requirements.Ask.values());
        words("HealthState", ProfileHealth.State.values());
        words("ProfileRole", ProfileRole.values());
        words("FirstStep", FirstSteps.Step.values());
        words("ProfileAction", ProfileAction.values());
    }

    private static void words(String schema, Enum<?>[] values) {
        assertThat(map(map(document, "components"), "schemas"))
                .extractingByKey(schema)
                .extracting(s -> ((Map<?, ?>) s).get("enum"))
                .isEqualTo(Arrays.stream(values).map(Enum::name).toList());
    }

    private static Set<String> properties(String schema) {
        Map<String, Object> schemas = map(map(document, "components"), "schemas");
        return new TreeSet<>(map(map(schemas, schema), "properties").keySet());
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> map(Map<String, Object> from, String key) {
        @SuppressWarnings("unchecked") // YAML's maps have text for keys
        Map<String, Object> map = (Map<String, Object>) from.get(key);
        assertThat(map).as(key).isNotNull();
        return map;
    }
}
