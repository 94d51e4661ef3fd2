package dev.landfast.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What source files must keep to, read by the compiler's own parser.
///
/// @param tests scenarios may be longer than methods, and may take what they need
record SourceRules(Path sources, boolean tests) {

    static final int FILE_LINES = 400;
    static final int METHOD_LINES = 40;
    static final int PARAMETERS = 4;
    static final int COMPONENTS = 5;

    private static final Set<String> EMPTY_NAMES =
            Set.of(
                    "util", "utils", "common", "core", "impl", "service", "manager", "helper",
                    "helpers", "misc");

    List<String> problems() throws IOException {
        var problems = new ArrayList<String>();
        List<Path> all;
        try (var tree = Files.walk(sources)) {
            all = tree.sorted().toList();
        }
        for (var path : all) {
            var name = String.valueOf(path.getFileName());
            if (Files.isDirectory(path) && EMPTY_NAMES.contains(name)) {
                problems.add(
                        "%s: a folder is named by what it is about, not '%s'"
                                .formatted(path, name));
            }
            if (name.endsWith(".java")) {
                long lines = Files.readString(path).lines().count();
                if (lines > FILE_LINES) {
                    problems.add("%s: %d lines, %d at most".formatted(path, lines, FILE_LINES));
                }
            }
        }
        problems.addAll(
                parsed(all.stream().filter(path -> path.toString().endsWith(".java")).toList()));
        return problems;
    }

    private List<String> parsed(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of(),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            var problems = new ArrayList<String>();
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Reader(unit, trees, tests, problems).scan(new TreePath(unit), null);
            }
            return problems;
        }
    }

    private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final boolean tests;
        private final List<String> problems;

        Reader(CompilationUnitTree unit, DocTrees trees, boolean tests, List<String> problems) {
            this.unit = unit;
            this.trees = trees;
            this.tests = tests;
            this.problems = problems;
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void none) {
            if (tree.getQualifiedIdentifier().toString().endsWith(".*")) {
                problem(tree, "imports are explicit");
            }
            return super.visitImport(tree, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
            if (tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && trees.getDocComment(getCurrentPath()) == null) {
                problem(
                        tree,
                        "public type '%s' has no /// comment".formatted(tree.getSimpleName()));
            }
            if (tree.getKind() == Tree.Kind.RECORD) {
                long components = tree.getMembers().stream().filter(Reader::isComponent).count();
                if (!tests && components > COMPONENTS) {
                    problem(
                            tree,
                            "record '%s' has %d components, %d at most"
                                    .formatted(tree.getSimpleName(), components, COMPONENTS));
                }
            }
            return super.visitClass(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
            long lines = line(end(tree)) - line(start(tree)) + 1;
            if (!tests && lines > METHOD_LINES) {
                problem(
                        tree,
                        "method '%s' has %d lines, %d at most"
                                .formatted(tree.getName(), lines, METHOD_LINES));
            }
            // What a record's constructor takes is counted as its components.
            boolean ofRecord =
                    getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                            && tree.getReturnType() == null;
            var open =
                    tree.getReturnType() != null
                            && tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
            int most = open ? PARAMETERS : COMPONENTS;
            if (!tests && !ofRecord && tree.getParameters().size() > most) {
                problem(
                        tree,
                        "method '%s' has %d parameters, %d at most"
                                .formatted(tree.getName(), tree.getParameters().size(), most));
            }
            return super.visitMethod(tree, null);
        }

        private static boolean isComponent(Tree member) {
            return member instanceof VariableTree variable
                    && !variable.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        private long start(Tree tree) {
            return trees.getSourcePositions().getStartPosition(unit, tree);
        }

        private long end(Tree tree) {
            return trees.getSourcePositions().getEndPosition(unit, tree);
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }

        private void problem(Tree tree, String sentence) {
            problems.add(
                    "%s:%d: %s"
                            .formatted(
                                    Path.of(unit.getSourceFile().toUri()),
                                    line(start(tree)),
                                    sentence));
        }
    }
}
