"""The stack's resources: a file a subject, and nothing is said twice."""

import json
from pathlib import Path

import pytest

from local.resources import ClashError, merged_resources


def write(root: Path, **documents: object) -> Path:
    folder = root / ".chalice/resources"
    folder.mkdir(parents=True)
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document))
    return root


def test_files_are_laid_over_each_other(tmp_path: Path) -> None:
    write(tmp_path, queues={"Resources": {"A": {"Type": "x"}}}, table={"Resources": {"B": {}}, "Outputs": {"C": 1}})
    assert merged_resources(tmp_path) == {"Resources": {"A": {"Type": "x"}, "B": {}}, "Outputs": {"C": 1}}


def test_what_two_files_say_is_refused(tmp_path: Path) -> None:
    write(tmp_path, queues={"Resources": {"A": {"Type": "x"}}}, table={"Resources": {"A": {"Type": "y"}}})
    with pytest.raises(ClashError, match=r"table\.json: Resources: A: Type is said twice"):
        merged_resources(tmp_path)
