"""Reading CSV files."""

from __future__ import annotations

import unittest
from decimal import Decimal

from ledger.importer import Problem, read_csv

HEADING = "date,account,amount,memo\n"


class ImportTest(unittest.TestCase):
    """What is taken, and what is refused with a reason."""

    def test_takes_each_line(self) -> None:
        imported = read_csv(HEADING + "2024-01-02,cash,5.00,found\n2024-01-03,cash,-1.25,lost\n")
        self.assertEqual([e.amount for e in imported.entries], [Decimal("5.00"), Decimal("-1.25")])
        self.assertEqual(imported.entries[0].memo, "found")
        self.assertEqual(imported.problems, [])

    def test_a_line_said_twice_is_taken_once(self) -> None:
        line = "2024-01-02,cash,5.00,found\n"
        self.assertEqual(len(read_csv(HEADING + line + line).entries), 1)

    def test_empty_lines_do_not_matter(self) -> None:
        self.assertEqual(read_csv(HEADING + "\n , , , \n").problems, [])

    def test_the_heading_is_needed(self) -> None:
        problems = read_csv("2024-01-02,cash,5.00,found\n").problems
        self.assertEqual(problems, [Problem(1, "the heading is not date,account,amount,memo")])

    def test_a_bad_line_is_named_and_the_others_are_taken(self) -> None:
        text = HEADING + "2024-01-02,cash,five,\n2024-01-03,cash,1.00,\n2024-02-30,cash,1.00,\n"
        imported = read_csv(text)
        self.assertEqual([p.line for p in imported.problems], [2, 4])
        self.assertIn("not an amount: 'five'", imported.problems[0].reason)
        self.assertEqual(len(imported.entries), 1)

    def test_an_account_is_needed(self) -> None:
        problems = read_csv(HEADING + "2024-01-02,,5.00,found\n").problems
        self.assertEqual(problems, [Problem(2, "the account is missing")])

    def test_an_entry_of_nothing_is_refused(self) -> None:
        problems = read_csv(HEADING + "2024-01-02,cash,0.00,\n").problems
        self.assertEqual(problems, [Problem(2, "an entry of nothing")])

    def test_every_cell_is_needed(self) -> None:
        problems = read_csv(HEADING + "2024-01-02,cash\n").problems
        self.assertEqual(problems, [Problem(2, "4 cells are needed, there are 2")])
