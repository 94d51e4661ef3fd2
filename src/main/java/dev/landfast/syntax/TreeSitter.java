package dev.landfast.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.treesitter.TreeSitterPython;
import org.treesitter.utils.NativeUtils;

/// The few functions of tree-sitter's C interface by which a tree is read.
///
/// The library's own Java classes look up six fields by name for each node and question, and free
/// what they hold only when the collector comes by.
final class TreeSitter {

    /// `TSNode`: four numbers, the subtree, the tree.
    static final MemoryLayout NODE =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);

    /// `TSTreeCursor`: the tree, its stack, three numbers.
    static final MemoryLayout CURSOR =
            MemoryLayout.structLayout(
                    ADDRESS,
                    ADDRESS,
                    MemoryLayout.sequenceLayout(3, JAVA_INT),
                    MemoryLayout.paddingLayout(4));

    /// Calls that take so little that the thread need not be parked for them.
    private static final Linker.Option[] SHORT = {Linker.Option.critical(false)};

    private static final Linker.Option[] LONG = {};

    static {
        NativeUtils.loadLib("lib/tree-sitter");
    }

    /// Holds the grammar's library, too.
    static final TreeSitterPython PYTHON = new TreeSitterPython();

    private static final MethodHandle GRAMMAR =
            handle("tree_sitter_python", LONG, FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle PARSER_NEW =
            handle("ts_parser_new", LONG, FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle PARSER_DELETE =
            handle("ts_parser_delete", LONG, FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle SET_LANGUAGE =
            handle(
                    "ts_parser_set_language",
                    LONG,
                    FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    private static final MethodHandle PARSE =
            handle(
                    "ts_parser_parse_string",
                    LONG,
                    FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle TREE_DELETE =
            handle("ts_tree_delete", LONG, FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle ROOT =
            handle("ts_tree_root_node", LONG, FunctionDescriptor.of(NODE, ADDRESS));
    private static final MethodHandle HAS_ERROR =
            handle("ts_node_has_error", LONG, FunctionDescriptor.of(JAVA_BOOLEAN, NODE));
    private static final MethodHandle CURSOR_NEW =
            handle("ts_tree_cursor_new", LONG, FunctionDescriptor.of(CURSOR, NODE));
    private static final MethodHandle CURSOR_DELETE =
            handle("ts_tree_cursor_delete", LONG, FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CURRENT =
            handle("ts_tree_cursor_current_node", SHORT, FunctionDescriptor.of(NODE, ADDRESS));
    private static final MethodHandle FIELD =
            handle(
                    "ts_tree_cursor_current_field_id",
                    SHORT,
                    FunctionDescriptor.of(JAVA_SHORT, ADDRESS));
    private static final MethodHandle FIRST_CHILD = move("ts_tree_cursor_goto_first_child");
    private static final MethodHandle NEXT_SIBLING = move("ts_tree_cursor_goto_next_sibling");
    private static final MethodHandle PARENT = move("ts_tree_cursor_goto_parent");
    private static final MethodHandle SYMBOL =
            handle("ts_node_symbol", SHORT, FunctionDescriptor.of(JAVA_SHORT, NODE));
    private static final MethodHandle END =
            handle("ts_node_end_byte", SHORT, FunctionDescriptor.of(JAVA_INT, NODE));

    private TreeSitter() {}

    @SuppressWarnings("restricted")
    private static MethodHandle handle(
            String name, Linker.Option[] options, FunctionDescriptor type) {
        var address =
                SymbolLookup.loaderLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsatisfiedLinkError("no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type, options);
    }

    private static MethodHandle move(String name) {
        return handle(name, SHORT, FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("tree-sitter cannot be called", cause);
    }

    static MemorySegment newParser() {
        try {
            var parser = (MemorySegment) PARSER_NEW.invokeExact();
            var fits =
                    (boolean)
                            SET_LANGUAGE.invokeExact(parser, (MemorySegment) GRAMMAR.invokeExact());
            if (!fits) {
                throw new IllegalStateException("tree-sitter does not take this grammar");
            }
            return parser;
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// @param text of `length` bytes
    static MemorySegment parse(MemorySegment parser, MemorySegment text, int length) {
        try {
            return (MemorySegment) PARSE.invokeExact(parser, MemorySegment.NULL, text, length);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static void delete(MemorySegment parser, MemorySegment tree) {
        try {
            TREE_DELETE.invokeExact(tree);
            PARSER_DELETE.invokeExact(parser);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static MemorySegment root(SegmentAllocator memory, MemorySegment tree) {
        try {
            return (MemorySegment) ROOT.invokeExact(memory, tree);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static boolean hasError(MemorySegment node) {
        try {
            return (boolean) HAS_ERROR.invokeExact(node);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static MemorySegment cursor(SegmentAllocator memory, MemorySegment node) {
        try {
            return (MemorySegment) CURSOR_NEW.invokeExact(memory, node);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static void delete(MemorySegment cursor) {
        try {
            CURSOR_DELETE.invokeExact(cursor);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// @param memory where the node is put
    static MemorySegment current(SegmentAllocator memory, MemorySegment cursor) {
        try {
            return (MemorySegment) CURRENT.invokeExact(memory, cursor);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static int field(MemorySegment cursor) {
        try {
            return Short.toUnsignedInt((short) FIELD.invokeExact(cursor));
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static boolean toFirstChild(MemorySegment cursor) {
        try {
            return (boolean) FIRST_CHILD.invokeExact(cursor);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static boolean toNextSibling(MemorySegment cursor) {
        try {
            return (boolean) NEXT_SIBLING.invokeExact(cursor);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static boolean toParent(MemorySegment cursor) {
        try {
            return (boolean) PARENT.invokeExact(cursor);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static int symbol(MemorySegment node) {
        try {
            return Short.toUnsignedInt((short) SYMBOL.invokeExact(node));
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// As `ts_node_start_byte` has it: the first number of a node.
    static int start(MemorySegment node) {
        return node.get(JAVA_INT, 0);
    }

    static int end(MemorySegment node) {
        try {
            return (int) END.invokeExact(node);
        } catch (Throwable t) {
            throw broken(t);
        }
    }
}
