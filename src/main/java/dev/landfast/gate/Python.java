package dev.landfast.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An interpreter and the tools it has.
///
/// @param path as it is called: a link in a virtual environment is not followed
/// @param tools module → version
/// @param installed hash over the names of everything installed for it
public record Python(Path path, String version, Map<String, String> tools, String installed) {

    public Python {
        tools = Map.copyOf(tools);
    }

    public boolean has(String module) {
        return tools.containsKey(module);
    }

    /// The tool this interpreter runs as `python -m module`.
    public Evidence.Tool tool(String module) {
        return new Evidence.Tool(
                module,
                tools.getOrDefault(module, "unknown") + " (Python " + version + ")",
                path.toString());
    }

    /// How a module is run that only reads: nothing of the tree it stands in can take the place of
    /// a module it imports.
    public List<String> isolated(String module) {
        return List.of(path.toString(), "-I", "-m", module);
    }

    public String fingerprint() {
        return version + " " + installed;
    }
}
