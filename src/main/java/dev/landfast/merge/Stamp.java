package dev.landfast.merge;

import dev.landfast.git.Trailer;
import java.time.Instant;
import java.util.List;

/// Who makes a commit and when. Taken from the journal, so that a repeated attempt makes the same
/// commit.
///
/// @param step the step attempt, `landing.1/conflicts@1`
/// @param when the time of the attempt's first event
public record Stamp(String run, String workflow, String step, Instant when) {

    static final String WORKFLOW = "Landfast-Workflow";

    List<Trailer> trailers() {
        return List.of(
                new Trailer(Trailer.RUN, run),
                new Trailer(WORKFLOW, workflow),
                new Trailer(Trailer.STEP, step));
    }

    Trailer stepTrailer() {
        return new Trailer(Trailer.STEP, step);
    }
}
