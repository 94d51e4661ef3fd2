package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesCheckTest {

    private static final Workflow.Check ONE = check("examples", Map.of("min", 1L));

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private List<String> said() {
        return project.judge(ONE).findings().stream()
                .map(f -> f.place() + " " + f.message())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python\nfrom app.sums import add\nadd(1, 2)\n```\n",
                "~~~~ py\nimport app.sums\n# ```\n~~~~\n",
                "- a list\n\n  ```pycon\n  >>> from app import sums\n  >>> sums.add(1, 2)\n  3\n  ```\n",
                "Use\n\n.. code-block:: python\n   :linenos:\n\n   import app\n\nand so on\n"
            })
    void a_block_that_uses_the_code_is_an_example(String text) {
        project.write("docs/use.md", text).write("docs/use.rst", text);

        assertThat(said()).isEmpty();
    }

    @Test
    void what_does_not_parse_or_uses_what_is_not_there_is_none() {
        project.write(
                "README.md",
                """
                ```python
                from app.sums import gone
                ```
                ```python
                from app.sums import (
                ```
                ```python
                import json
                ```
                ```sh
                from app.sums import add
                ```
                """);

        assertThat(said())
                .hasSize(3)
                .contains(
                        "README.md:1 the example uses what is not there: app.sums.gone",
                        " 0 examples use the code, 1 are asked for")
                .anyMatch(f -> f.startsWith("README.md:4 the example does not parse"));
    }

    @Test
    void a_file_below_examples_is_one() {
        project.write("examples/first.py", "from app.sums import add\n\nprint(add(1, 2))\n");

        assertThat(said()).isEmpty();
    }
}
