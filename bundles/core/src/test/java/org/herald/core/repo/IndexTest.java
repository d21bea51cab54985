package org.herald.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asks a real Oak, with the definitions that are shipped, how it would answer each question. */
@ExtendWith(SlingContextExtension.class)
class IndexTest {
    /** So many that walking the type looks as cheap to Oak as looking the value up. */
    private static final int MANY = 300;

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Session session;

    @BeforeEach
    void installTheDefinitions() throws Exception {
        session = context.resourceResolver().adaptTo(Session.class);
        ShippedIndexes.install(session);
    }

    @ParameterizedTest
    @EnumSource
    void isUsedWhateverLiesInTheRepository(Index index) throws Exception {
        assertThat(plans(index)).as("in an empty repository").allMatch(plan -> plan.contains(named(index)));
        JsonNode json = ShippedIndexes.read(index.definition());
        String type = json.get("jcr:name:declaringNodeTypes").get(0).asText();
        String property = json.get("jcr:name:propertyNames").get(0).asText();
        Resource folder = Nodes.obtain(context.resourceResolver(), "/var/herald/test", Names.NT_FOLDER);
        boolean many = type.equals(Names.NT_VARIANT) || type.equals(Names.NT_WORKFLOW);
        for (int i = 0; i < MANY; i++) {
            Object value = many && property.matches("herald:(days|minutes)") ? new String[] {"a", "b"} : "a";
            Nodes.create(folder, "n" + i, type, Map.of(property, property.matches(".*(mailed|unsent)") ? true : value));
        }
        context.resourceResolver().commit();
        assertThat(plans(index)).as("where all have the value").allMatch(plan -> plan.contains(named(index)));
        for (int i = 1; i < MANY; i++) {
            context.resourceResolver().delete(folder.getChild("n" + i));
        }
        context.resourceResolver().commit();
        assertThat(plans(index)).as("where one is left").allMatch(plan -> plan.contains(named(index)));
    }

    private static String named(Index index) {
        return "property " + index.definition();
    }

    private List<String> plans(Index index) throws RepositoryException {
        List<String> plans = new ArrayList<>();
        for (String statement : List.of(
                index.whereEqual("a"),
                index.whereEqual("true"),
                index.whereEqual("it's"),
                index.whereAny(List.of("a", "b", "c")),
                index.whereAny(Stream.iterate(0, i -> i + 1)
                        .limit(220)
                        .map(i -> "value-" + i)
                        .toList()),
                index.whereSet())) {
            var rows = session.getWorkspace()
                    .getQueryManager()
                    .createQuery("EXPLAIN " + statement, Query.JCR_SQL2)
                    .execute()
                    .getRows();
            plans.add(statement + " -> " + rows.nextRow().getValue("plan").getString());
        }
        return plans;
    }

    @Test
    void everyDefinitionIsAskedSomewhere() throws IOException {
        assertThat(Stream.of(Index.values()).map(Index::definition))
                .containsExactlyInAnyOrderElementsOf(ShippedIndexes.names());
    }

    @Test
    void theInboxIsAskedByItsTagToo() throws IOException {
        assertThat(ShippedIndexes.texts(ShippedIndexes.read("heraldInbox").get("tags")))
                .contains(Index.TAG);
    }

    @Test
    void noStatementIsWrittenBesideTheOnesThatAreTestedHere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> writers = files.filter(Files::isRegularFile)
                    .filter(IndexTest::asks)
                    .map(file -> file.getFileName().toString())
                    .toList();
            assertThat(writers).containsExactlyInAnyOrder("Index.java", "InboxPages.java");
        }
    }

    private static boolean asks(Path file) {
        try {
            return Files.readString(file).contains("SELECT *");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
