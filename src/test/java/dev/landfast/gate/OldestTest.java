package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.gate.Evidence.Tool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldestTest {

    @ParameterizedTest
    @CsvSource({
        "pytest, 7.0 (Python 3.11.2)",
        "pytest, '9.0.3 (Python 3.11.7), pytest-cov 4.0.0'",
        "ruff, ruff 0.17.3",
        "mypy, 1.0.1 (Python 3.11.2)",
        "mypy, 0.910 (Python 3.9.1)",
        "pyright, pyright 1.1.414",
        "black, '23.1.0 (Python 3.10.0)'",
        "health, 1 (Python 3.12.0)",
        "something of the project, none",
    })
    void what_is_new_enough_is_used(String name, String version) {
        assertThatCode(() -> Oldest.assertMet(new Tool(name, version, "/usr/bin/x")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "pytest, 6.2.5 (Python 3.11.2), 7.0",
        "ruff, ruff 0.0.292, 0.1",
        "mypy, 0.812 (Python 3.9.1), 0.900",
        "black, 21.12b0 (Python 3.9.1), 22.1",
        "isort, '', 5.5",
        "flake8, unknown, 3.9",
        "pytest, 7.4 (Python 3.8.10), 3.9",
    })
    void what_is_older_is_missing_and_the_remedy_says_what_to_install(
            String name, String version, String least) {
        assertThatThrownBy(() -> Oldest.assertMet(new Tool(name, version, "/usr/bin/x")))
                .isInstanceOfSatisfying(
                        Unmeasured.class,
                        e -> {
                            assertThat(e.verdict().cause()).isEqualTo(Verdict.Cause.MISSING_TOOL);
                            assertThat(e.verdict().remedy()).contains("install", least);
                        });
    }
}
