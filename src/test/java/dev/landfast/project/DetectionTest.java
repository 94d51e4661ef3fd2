package dev.landfast.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectionTest {

    @Test
    void a_flat_package_with_tests_beside_it() {
        var found =
                of(
                        Map.of(
                                "app/__init__.py",
                                "",
                                "app/core.py",
                                "",
                                "tests/__init__.py",
                                "",
                                "tests/test_core.py",
                                ""));

        assertThat(found.source()).containsExactly("app");
        assertThat(found.tests()).containsExactly("tests");
        assertThat(found.integration()).isEmpty();
    }

    @Test
    void a_src_layout_wins_over_folders_at_the_top() {
        var found =
                of(
                        Map.of(
                                "src/lib/__init__.py",
                                "",
                                "tools/__init__.py",
                                "",
                                "tests/test_a.py",
                                ""));

        assertThat(found.source()).containsExactly("src/lib");
    }

    @Test
    void single_modules_are_source_where_there_is_no_package() {
        var found = of(Map.of("thing.py", "", "setup.py", "", "test_thing.py", ""));

        assertThat(found.source()).containsExactly("thing.py");
        assertThat(found.tests()).containsExactly("test_thing.py");
    }

    @Test
    void an_application_its_migrations_and_integration_tests() {
        var found =
                of(
                        Map.of(
                                "app/__init__.py", "",
                                "app/main.py",
                                        "from fastapi import FastAPI\n\napp: FastAPI = FastAPI(title='x')\n",
                                "alembic.ini", "",
                                "tests/test_a.py", "",
                                "tests/integration/test_b.py", ""));

        assertThat(found.application()).contains("app.main:app");
        assertThat(found.integration()).contains("tests/integration");
        assertThat(found.settings()).containsKeys("source", "tests", "health");
    }

    @Test
    void the_tools_a_project_configures() {
        var found =
                of(
                        Map.of(
                                "pyproject.toml",
                                        "[tool.black]\nline-length = 100\n[tool.ruff.lint]\nselect = []\n",
                                "setup.cfg", "[flake8]\nmax-line-length = 100\n",
                                "mypy.ini", "[mypy]\n"));

        assertThat(found.tools()).containsExactlyInAnyOrder("black", "ruff", "flake8", "mypy");
    }

    @Test
    void an_empty_tree_claims_nothing() {
        assertThat(of(Map.of()).settings()).isEmpty();
    }

    private static Detection of(Map<String, String> files) {
        return Detection.of(files.keySet(), path -> Optional.ofNullable(files.get(path)));
    }
}
