package dev.landfast.check.proof;

import dev.landfast.check.tests.Notice;
import dev.landfast.check.tests.Pytest;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tests over one wrong version after the other.
final class Trials {

    private final Bench bench;
    private final Set<String> passing;
    private final Map<Mutant, Notice> tried = new LinkedHashMap<>();
    private Checkout checkout;

    /// @param bench of the check, with a patience of its own
    /// @param passing tests that pass over the right version
    Trials(Bench bench, Set<String> passing) {
        this.bench = bench;
        this.passing = passing;
        this.checkout = bench.candidate().fresh();
    }

    /// Whether they fail where nothing is wrong.
    boolean noticeNothing() throws InterruptedException {
        return notice(checkout, true) != Notice.NONE;
    }

    Notice of(Mutant mutant) {
        return tried.getOrDefault(mutant, Notice.NONE);
    }

    void take(Mutant mutant) throws InterruptedException {
        tried.put(mutant, over(mutant, true));
    }

    private Notice over(Mutant mutant, boolean first) throws InterruptedException {
        var right = bench.candidate().content(mutant.file());
        var wrong = checkout.altered(mutant.file(), mutant.applied(right));
        try {
            return notice(wrong, first);
        } finally {
            checkout = wrong.altered(mutant.file(), right);
        }
    }

    private Notice notice(Checkout altered, boolean first) throws InterruptedException {
        return Pytest.of(bench.run()).notice(bench, altered, passing, first);
    }

    /// Functions that were tried and of which too little is noticed.
    ///
    /// @param most so many trials more
    List<FunctionProof> unproven(List<FunctionProof> functions, int most)
            throws InterruptedException {
        var left = most;
        var found = new ArrayList<FunctionProof>();
        for (var function : functions) {
            if (function.asked() && function.wanted().stream().anyMatch(tried::containsKey)) {
                left -= tryMore(function, left);
                if (!function.shown(tried)) {
                    found.add(function);
                }
            }
        }
        return found;
    }

    /// Those that are left, then once more those that broke: another test may have noticed more.
    private int tryMore(FunctionProof function, int most) throws InterruptedException {
        var more = 0;
        for (var mutant : function.wanted()) {
            if (more < most && !function.shown(tried) && !tried.containsKey(mutant)) {
                take(mutant);
                more++;
            }
        }
        for (var mutant : function.wanted()) {
            if (more < most && !function.shown(tried) && of(mutant) == Notice.BROKE) {
                tried.put(mutant, over(mutant, false));
                more++;
            }
        }
        return more;
    }
}
