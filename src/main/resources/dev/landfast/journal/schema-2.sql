-- What agents use is counted by kind of token, and attempts that wait say what they have used: a
-- program of format 1 cannot read such events. The tables stay as they were, so that a runner of
-- that format which is still there ends in peace.

DROP INDEX budget_by_run;
