package org.herald.core;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the house asks of sources that byte code does not tell: how long, how many positions, whose clock. */
final class SourceRules {
    static final int MOST_LINES = 300;
    static final int MOST_COMPONENTS = 8;

    private static final Set<String> CLOCKS = Set.of(
            "System.currentTimeMillis",
            "System.nanoTime",
            "Calendar.getInstance",
            "Clock.systemDefaultZone",
            "Clock.system");
    private static final Pattern NOW = Pattern.compile(
            "(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)\\.now");
    private static final String UTC = "Clock.systemUTC";
    private static final Pattern REPOSITORY_NAME = Pattern.compile("(PN|NN|NT)_[A-Z0-9_]+");

    private final List<String> found = new ArrayList<>();
    private final Map<String, String> namesIn = new HashMap<>();
    private final Set<String> longRecords = new HashSet<>();
    private final Set<String> builders = new HashSet<>();

    private SourceRules() {}

    /**
     * Looks for what breaks a rule.
     *
     * @param sources the texts of files, by their paths
     * @return a sentence for each, with its place; empty where all is well
     */
    static List<String> broken(Map<String, String> sources) {
        SourceRules rules = new SourceRules();
        List<Source> files = sources.entrySet().stream()
                .map(e -> new Source(e.getKey(), e.getValue()))
                .toList();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, files);
        try {
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            units.forEach(unit -> rules.new Records().scan(unit, null));
            units.forEach(unit -> rules.new Walk(unit, positions).scan(unit, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules.found;
    }

    /** Which records are long, and which have a builder. */
    private final class Records extends TreePathScanner<Void, Void> {
        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String name = type.getSimpleName().toString();
            if (type.getKind() == Tree.Kind.RECORD && components(type) > MOST_COMPONENTS) {
                longRecords.add(name);
            }
            if (name.equals("Builder") && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer) {
                builders.add(outer.getSimpleName().toString());
            } else if (name.endsWith("Builder")) {
                builders.add(name.substring(0, name.length() - "Builder".length()));
            }
            return super.visitClass(type, nothing);
        }
    }

    private static long components(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }

    private final class Walk extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Walk(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        private String path() {
            return unit.getSourceFile().getName();
        }

        private void tell(Tree where, String what) {
            found.add(path() + ":" + line(positions.getStartPosition(unit, where)) + " " + what);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String name = type.getSimpleName().toString();
            if (getCurrentPath().getParentPath().getLeaf() == unit
                    && line(positions.getEndPosition(unit, type)) > MOST_LINES) {
                tell(type, name + " is over " + MOST_LINES + " lines: split it by job");
            }
            if (type.getKind() == Tree.Kind.RECORD
                    && longRecords.contains(name)
                    && !builders.contains(name)
                    && !isRead()) {
                tell(type, name + " has over " + MOST_COMPONENTS + " components: give it parts, or a builder");
            }
            return super.visitClass(type, nothing);
        }

        /** Whether it is read from a network's JSON, and never made. */
        private boolean isRead() {
            return path().endsWith("/Documents.java");
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String name = last(made.getIdentifier());
            int positionsGiven = made.getArguments().size();
            if (longRecords.contains(name) && positionsGiven > MOST_COMPONENTS && !isInBuilder()) {
                tell(made, name + " is made by " + positionsGiven + " positions: use its builder");
            }
            if (name.equals("Date") && positionsGiven == 0) {
                tell(made, "reads the machine's clock: take the time from an injected one");
            }
            return super.visitNewClass(made, nothing);
        }

        private boolean isInBuilder() {
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof ClassTree type
                        && type.getSimpleName().toString().endsWith("Builder")) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String called = call.getMethodSelect().toString();
            boolean ownClock = CLOCKS.stream().anyMatch(called::endsWith)
                    || NOW.matcher(called).find() && call.getArguments().isEmpty()
                    || called.endsWith(UTC) && !isHandedOn();
            if (ownClock) {
                tell(call, "reads the machine's clock: take the time from an injected one");
            }
            return super.visitMethodInvocation(call, nothing);
        }

        /** Whether it is what a component hands to its other constructor, which a test calls with a clock of its own. */
        private boolean isHandedOn() {
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof MethodInvocationTree outer
                        && outer.getMethodSelect().toString().equals("this")) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            boolean constant = field.getModifiers().getFlags().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL));
            if (constant && REPOSITORY_NAME.matcher(field.getName()).matches()) {
                String bundle = path().replaceAll("/src/.*", "");
                String before = namesIn.putIfAbsent(bundle, path());
                if (before != null && !before.equals(path())) {
                    tell(field, field.getName() + ": the names of the repository stand in one file, " + before);
                }
            }
            return super.visitVariable(field, nothing);
        }
    }

    private static String last(ExpressionTree type) {
        return type.toString().replaceAll("<.*", "").replaceAll(".*\\.", "");
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String path;
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        @Override
        public String getName() {
            return path;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
