"""Steps over batches: order, and what a dying worker costs."""

from __future__ import annotations

import os
import time

import pytest

from backfile.workers import WorkerLost, Workers, batched


def double(batch: list[int]) -> list[int]:
    return [number * 2 for number in batch]


def die_at_seven(batch: list[int]) -> list[int]:
    if 7 in batch:
        os._exit(1)
    return double(batch)


def sleep_at_seven(batch: list[int]) -> list[int]:
    if 7 in batch:
        time.sleep(3600)
    return double(batch)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    with Workers(jobs) as workers:
        results = list(workers.run(double, batched(range(100), 7)))

    assert [number * 2 for number in range(100)] == results


def test_an_item_that_kills_its_worker_costs_only_itself():
    with Workers(2) as workers:
        results = list(workers.run(die_at_seven, batched(range(30), 5)))

    lost = [result.item for result in results if isinstance(result, WorkerLost)]
    assert [7] == lost
    assert 30 == len(results)
    assert [number * 2 for number in range(30) if number != 7] == [r for r in results if not isinstance(r, WorkerLost)]


def test_an_item_that_blocks_its_worker_costs_only_itself():
    with Workers(2, patience=1.5) as workers:
        results = list(workers.run(sleep_at_seven, batched(range(20), 5)))

    assert [7] == [result.item for result in results if isinstance(result, WorkerLost)]
    assert 20 == len(results)


def test_an_error_in_a_step_reaches_the_caller():
    with Workers(2) as workers, pytest.raises(TypeError):
        list(workers.run(double, [[None]]))
