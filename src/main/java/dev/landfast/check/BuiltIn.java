package dev.landfast.check;

import dev.landfast.check.app.ConflictsCheck;
import dev.landfast.check.app.HealthCheck;
import dev.landfast.check.app.MigrationsCheck;
import dev.landfast.check.dependency.VulnerabilitiesCheck;
import dev.landfast.check.format.FormatCheck;
import dev.landfast.check.integrity.IntegrityCheck;
import dev.landfast.check.lint.LintCheck;
import dev.landfast.check.playground.ScenariosCheck;
import dev.landfast.check.proof.MutantsCheck;
import dev.landfast.check.proof.RedCheck;
import dev.landfast.check.secret.SecretsCheck;
import dev.landfast.check.shape.ComplexityCheck;
import dev.landfast.check.shape.ConstantsCheck;
import dev.landfast.check.shape.DocstringsCheck;
import dev.landfast.check.shape.ExamplesCheck;
import dev.landfast.check.shape.InterfaceCheck;
import dev.landfast.check.shape.LayoutCheck;
import dev.landfast.check.shape.LeftoversCheck;
import dev.landfast.check.shape.MockingCheck;
import dev.landfast.check.shape.TypeHintsCheck;
import dev.landfast.check.shape.ZenCheck;
import dev.landfast.check.tests.BaseTestsCheck;
import dev.landfast.check.tests.CoverageCheck;
import dev.landfast.check.tests.TestsCheck;
import dev.landfast.check.types.TypesCheck;
import dev.landfast.gate.Checks;
import java.util.List;

/// The checks that come with Landfast. A new one is one class and one line here.
public final class BuiltIn {

    private static final Checks CHECKS =
            new Checks(
                    List.of(
                            new ParseCheck(),
                            new TestsCheck(),
                            new BaseTestsCheck(),
                            new CoverageCheck(),
                            new RedCheck(),
                            new MutantsCheck(),
                            new LintCheck(),
                            new TypesCheck(),
                            new FormatCheck(),
                            new ReviewCheck(),
                            new HealthCheck(),
                            new MigrationsCheck(),
                            new ConflictsCheck(),
                            new ComplexityCheck(),
                            new DocstringsCheck(),
                            new TypeHintsCheck(),
                            new InterfaceCheck(),
                            new LayoutCheck(),
                            new LeftoversCheck(),
                            new MockingCheck(),
                            new ConstantsCheck(),
                            new SecretsCheck(),
                            new InstructionsCheck(),
                            new ScenariosCheck(),
                            new ExamplesCheck(),
                            new ZenCheck(),
                            new VulnerabilitiesCheck(),
                            new IntegrityCheck(),
                            new PreCommitCheck(),
                            new CommandCheck()));

    private BuiltIn() {}

    public static Checks checks() {
        return CHECKS;
    }
}
