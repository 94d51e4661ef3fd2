package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.merge.Hunks.Hunk;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules that resolve a hunk without knowing what the code means.
final class RulesTest {

    private static Hunk hunk(String ours, String base, String theirs) {
        return new Hunk(Hunks.lines(ours), Hunks.lines(base), Hunks.lines(theirs));
    }

    private static Optional<String> text(Optional<List<String>> lines) {
        return lines.map(l -> String.join("", l));
    }

    @Test
    void imports_of_both_sides_are_joined_name_by_name() {
        var hunk =
                hunk(
                        "from app.schemas import OrderCancel, OrderCreate, OrderRead\n",
                        "from app.schemas import OrderCreate, OrderRead\n",
                        """
                        from app.schemas import OrderCreate, OrderRead, PackingSlip
                        from app.services import orders, packing
                        """);
        assertThat(text(Imports.resolve(hunk)))
                .contains(
                        """
                        from app.schemas import OrderCancel, OrderCreate, OrderRead, PackingSlip
                        from app.services import orders, packing
                        """);
    }

    @Test
    void an_import_that_one_side_removed_stays_removed() {
        var hunk =
                hunk(
                        "import os\nimport re\n",
                        "import os\nimport sys\n",
                        "import os\nimport sys\nimport json\n");
        assertThat(text(Imports.resolve(hunk))).contains("import os\nimport re\nimport json\n");
    }

    @Test
    void sorted_imports_stay_sorted_and_long_ones_are_wrapped() {
        var many = "alpha_beta_gamma_delta, epsilon_zeta_eta_theta, iota_kappa_lambda_mu";
        var hunk =
                hunk("from m import " + many + "\n", "", "from m import aaa, zzz\nimport x as y\n");
        assertThat(text(Imports.resolve(hunk)).orElseThrow())
                .contains("from m import (\n    alpha_beta_gamma_delta,\n")
                .contains("    zzz,\n)\n");
        var both = hunk("import a\nimport c\n", "", "import b\nimport d\n");
        assertThat(text(Imports.resolve(both)))
                .contains("import a\nimport b\nimport c\nimport d\n");
    }

    @Test
    void imports_in_brackets_are_read() {
        var hunk =
                hunk(
                        "from m import (\n    a,\n    b,\n)\n",
                        "from m import a\n",
                        "from m import a, c\n");
        assertThat(text(Imports.resolve(hunk))).contains("from m import a, b, c\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`import a as x\n`, ``, `import b as x\n`",
                "`from m import *\n`, ``, `import b\n`",
                "`import a\nx = 1\n`, ``, `import b\n`",
                "`import a  # noqa\n`, ``, `import b\n`",
                "`from m import (\n    a,\n`, ``, `import b\n`",
                "`    import a\n`, ``, `import b\n`"
            })
    void what_is_more_than_imports_is_left_alone(String ours, String base, String theirs) {
        assertThat(Imports.resolve(hunk(ours, base, theirs))).isEmpty();
    }

    private static Optional<String> layout(String ours, String base, String theirs) {
        return layout("m.py", new Hunks(List.of(hunk(ours, base, theirs))));
    }

    private static Optional<String> layout(String path, Hunks hunks) {
        return text(Formatting.resolve(hunks, 0, path));
    }

    @Test
    void a_side_that_only_changed_the_layout_gives_way() {
        assertThat(layout("x = call(\n    1,\n    2,\n)\n", "x = call(1, 2)\n", "x = call(1, 3)\n"))
                .contains("x = call(1, 3)\n");
        assertThat(layout("f(\n    a,\n)\n", "f(a)\n", "f(b)\n")).contains("f(b)\n");
        assertThat(layout("x = 1   \n\n", "x = 1  # one\n", "x = 1  # one \n"))
                .contains("x = 1   \n\n");
        assertThat(layout("x=1\n\ny = 2\n", "x = 1\ny = 2\n", "x = 1\ny = 3\n"))
                .contains("x = 1\ny = 3\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`    x = 1\n`, `x = 1\n`, `x = 2\n`",
                "`x = 'a b'\n`, `x = 'ab'\n`, `x = 'c'\n`",
                "`x = 1\n`, `x = 2\n`, `x = 3\n`",
                "`not x\n`, `notx\n`, `x\n`",
                "`if a:\n    d()\n    c()\n`, `if a:\n    b()\n    c()\n`, `if a:\n    b()\nc()\n`",
                "`x = y\n-z\n`, `x = y - z\n`, `x = y - w\n`",
                "`x = (1,)\n`, `x = (1)\n`, `x = (2)\n`",
                "`return (1,)\n`, `return (1)\n`, `return (2)\n`",
                "`x[1,]\n`, `x[1]\n`, `x[2]\n`",
                "`x = f'{a[' b']}'\n`, `x = f'{a['b']}'\n`, `x = 1\n`",
                "`x = 'a\n`, `x =  'a\n`, `x = 1\n`"
            })
    void what_may_mean_something_is_not_layout(String ours, String base, String theirs) {
        assertThat(layout(ours, base, theirs)).isEmpty();
    }

    @Test
    void what_stands_in_a_string_of_several_lines_is_not_layout() {
        var before = new Hunks.Agreed(List.of("# it's\n", "QUERY = \"\"\"\n"));
        var hunk = hunk("select a,b\n", "select a, b\n", "select a, c\n");
        assertThat(layout("m.py", new Hunks(List.of(before, hunk)))).isEmpty();
        assertThat(layout("m.py", new Hunks(List.of(hunk)))).contains("select a, c\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "settings.yaml, `a:1\n`, `a: 1\n`, `a: 2\n`",
                "run.sh, `f x\n`, `f  x\n`, `g x\n`",
                "README.md, `a  \n`, `a\n`, `b\n`"
            })
    void what_white_space_means_elsewhere_is_not_known(
            String path, String ours, String base, String theirs) {
        assertThat(layout(path, new Hunks(List.of(hunk(ours, base, theirs))))).isEmpty();
    }

    @Test
    void white_space_at_the_end_of_a_line_is_layout_anywhere() {
        var hunk = hunk("a: 1\n", "a: 2\n", "a: 2  \r\n");
        assertThat(layout("settings.yaml", new Hunks(List.of(hunk)))).contains("a: 1\n");
    }

    @Test
    void two_functions_added_at_one_place_are_both_kept_apart() {
        var hunk =
                hunk(
                        "\n\ndef a() -> int:\n    return 1\n",
                        "",
                        "\n\ndef b() -> int:\n    return 2\n");
        assertThat(text(BothAdd.resolve(hunk, "m.py")))
                .contains(
                        """


                        def a() -> int:
                            return 1


                        def b() -> int:
                            return 2
                        """);
    }

    @Test
    void blank_lines_that_are_missing_between_two_additions_are_put_in() {
        var hunk = hunk("class A:\n    x = 1\n", "", "class B:\n    x = 1\n");
        assertThat(text(BothAdd.resolve(hunk, "m.py")))
                .contains("class A:\n    x = 1\n\n\nclass B:\n    x = 1\n");
    }

    @Test
    void entries_of_a_list_are_joined() {
        var hunk = hunk("    \"a\",\n    \"x\",\n", "", "    \"b\",\n    \"x\",\n");
        assertThat(text(BothAdd.resolve(hunk, "m.py")))
                .contains("    \"a\",\n    \"x\",\n    \"b\",\n");
    }

    @Test
    void requirements_and_headings_are_joined() {
        assertThat(text(BothAdd.resolve(hunk("httpx>=1\n", "", "rich\n"), "requirements.txt")))
                .contains("httpx>=1\nrich\n");
        assertThat(BothAdd.resolve(hunk("httpx>=1\n", "", "httpx>=2\n"), "requirements.txt"))
                .isEmpty();
        assertThat(text(BothAdd.resolve(hunk("- a", "", "- b\n"), "CHANGELOG.md")))
                .contains("- a\n- b\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`def a():\n    return 1\n`, `def a():\n    return 2\n`",
                "`    return 1\n`, `    return 2\n`",
                "`else:\n    x = 1\n`, `y = 1\n`",
                "`x = 1\n`, `    y = 1\n`",
                "`@app.get('/x')\ndef a():\n    ...\n`, `@app.get('/x')\ndef b():\n    ...\n`",
                "`x = [\n`, `y = 1\n`",
                "`def a():\n`, `y = 1\n`",
                "`x = 1\n`, `x = 2\n`",
                "`    'k': 1,\n`, `    'k': 2,\n`"
            })
    void additions_that_could_mean_each_other_are_left_alone(String ours, String theirs) {
        assertThat(BothAdd.resolve(hunk(ours, "", theirs), "m.py")).isEmpty();
    }

    @Test
    void a_change_of_what_was_there_is_no_addition() {
        assertThat(BothAdd.resolve(hunk("a = 1\n", "x = 1\n", "b = 1\n"), "m.py")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "migrations/versions/0003_x.py, a migration",
        "app/alembic/versions/a.py, a migration",
        "app/auth.py, security-sensitive code",
        "app/services/oauth2/client.py, security-sensitive code",
        "app/core/security.py, security-sensitive code",
        "app/login_form.py, security-sensitive code",
        "app/__init__.py, a public interface",
        ".github/workflows/ci.yml, how the project is built and checked"
    })
    void harm_is_possible_in_these_places(String path, String why) {
        assertThat(Sensitive.why(path)).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"app/author.py", "tests/test_auth.py", "app/orders.py"})
    void and_not_in_these(String path) {
        assertThat(Sensitive.why(path)).isEmpty();
    }

    @Test
    void markers_are_read_and_written_and_a_heading_is_none() {
        var marker = Hunks.MARKER_SIZE;
        var text =
                "Title\n=======\n"
                        + "<".repeat(marker)
                        + " a\nours\n"
                        + "|".repeat(marker)
                        + " b\n"
                        + "=".repeat(marker)
                        + "\ntheirs"
                        + "\n"
                        + ">".repeat(marker)
                        + " c\nend";
        var hunks = Hunks.parse(text);
        assertThat(hunks.hunks()).containsExactly(hunk("ours\n", "", "theirs\n"));
        assertThat(hunks.text(List.of(Optional.of(List.of("both\n"))), "x", "y"))
                .isEqualTo("Title\n=======\nboth\nend");
        assertThat(hunks.text(List.of(Optional.empty()), "x", "y"))
                .isEqualTo(
                        "Title\n=======\n<<<<<<< x\nours\n||||||| before both\n=======\ntheirs\n>>>>>>> y\nend");
    }
}
