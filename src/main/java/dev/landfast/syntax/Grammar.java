package dev.landfast.syntax;

import dev.landfast.syntax.Node.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.treesitter.TSSymbolType;

/// tree-sitter with its grammar of Python. The native library is loaded when the first file is
/// parsed; no command pays for it that parses nothing.
final class Grammar {

    /// Deeper nesting is no program that a person reads, and what walks the tree calls itself.
    static final int DEEPEST = 400;

    private static final Set<String> LEAVES =
            Set.of(
                    "identifier",
                    "integer",
                    "float",
                    "true",
                    "false",
                    "none",
                    "comment",
                    "string_start",
                    "string_end",
                    "ellipsis",
                    "pass_statement");

    private static final class Held {
        static final Grammar IT = new Grammar();
    }

    private final Kind[] kinds;
    private final String[] fields;
    private final Kind error = new Kind("ERROR", true);

    private Grammar() {
        var language = TreeSitter.PYTHON;
        kinds = new Kind[language.symbolCount()];
        for (var i = 0; i < kinds.length; i++) {
            var named = language.symbolType(i) == TSSymbolType.TSSymbolTypeRegular;
            kinds[i] = new Kind(language.symbolName(i), named);
        }
        fields = new String[language.fieldCount() + 1];
        fields[0] = "";
        for (var i = 1; i < fields.length; i++) {
            fields[i] = language.fieldNameForId(i);
        }
    }

    static Grammar python() {
        return Held.IT;
    }

    /// Why nothing can be parsed on this machine.
    static Optional<String> obstacle() {
        try {
            python();
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return Optional.of(String.valueOf(cause.getMessage()));
        }
    }

    /// @param broken whether the parser had to guess somewhere
    /// @param deep whether something below {@link #DEEPEST} was left out
    record Read(Node root, boolean broken, boolean deep) {}

    /// @param ascii one byte a character, so that the parser's offsets are indexes
    Read read(String ascii) {
        try (var arena = Arena.ofConfined()) {
            var parser = TreeSitter.newParser();
            var text = arena.allocateFrom(ascii, StandardCharsets.US_ASCII);
            var tree = TreeSitter.parse(parser, text, ascii.length());
            try {
                var root = TreeSitter.root(arena, tree);
                var cursor = TreeSitter.cursor(arena, root);
                try {
                    return new Builder(cursor, arena.allocate(TreeSitter.NODE))
                            .build(TreeSitter.hasError(root));
                } finally {
                    TreeSitter.delete(cursor);
                }
            } finally {
                TreeSitter.delete(parser, tree);
            }
        }
    }

    private final class Builder {

        private final MemorySegment cursor;
        private final SegmentAllocator memory;
        private final ArrayDeque<Node> open = new ArrayDeque<>();
        private boolean deep;

        /// @param room for the node that is looked at
        Builder(MemorySegment cursor, MemorySegment room) {
            this.cursor = cursor;
            this.memory = SegmentAllocator.prefixAllocator(room);
        }

        Read build(boolean broken) {
            var top = node();
            if (!TreeSitter.toFirstChild(cursor)) {
                return new Read(top, broken, false);
            }
            open.push(top);
            while (!open.isEmpty()) {
                var each = node();
                open.element().children().add(each);
                if (!enter(each)) {
                    leave();
                }
            }
            return new Read(top, broken, deep);
        }

        private boolean enter(Node node) {
            if (node.children() instanceof ArrayList && TreeSitter.toFirstChild(cursor)) {
                if (open.size() < DEEPEST) {
                    open.push(node);
                    return true;
                }
                deep = true;
                TreeSitter.toParent(cursor);
            }
            return false;
        }

        /// To the next node that has not been seen.
        private void leave() {
            while (!open.isEmpty() && !TreeSitter.toNextSibling(cursor)) {
                TreeSitter.toParent(cursor);
                open.pop();
            }
        }

        private Node node() {
            var now = TreeSitter.current(memory, cursor);
            var symbol = TreeSitter.symbol(now);
            var kind = symbol < kinds.length ? kinds[symbol] : error;
            var leaf = !kind.named() || LEAVES.contains(kind.name());
            return new Node(
                    kind,
                    fields[TreeSitter.field(cursor)],
                    TreeSitter.start(now),
                    TreeSitter.end(now),
                    leaf ? List.of() : new ArrayList<>(4));
        }
    }
}
