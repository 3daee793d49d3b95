import pytest

from pipelines.output_folder import OutputFault, replaced


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_report_appears_only_when_it_is_whole(tmp_path):
    with pytest.raises(OutputFault), replaced(tmp_path / "deep" / "report", "report") as folder:
        (folder / "missing" / "a").write_text("half")
    assert files(tmp_path / "deep") == []


def test_a_report_of_before_is_replaced_as_a_whole_and_kept_when_the_new_one_fails(tmp_path):
    for name in ("old", "older"):
        with replaced(tmp_path / "report", "report") as folder:
            (folder / name).write_text(name)
    assert files(tmp_path / "report") == ["older", "written-by-factmill"]
    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "report", "report") as folder:
        raise ZeroDivisionError
    assert files(tmp_path / "report") == ["older", "written-by-factmill"]
    assert files(tmp_path) == ["report"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "report").mkdir()
    with replaced(tmp_path / "report", "report") as folder:
        (folder / "a").write_text("")
    assert files(tmp_path / "report") == ["a", "written-by-factmill"]


def test_files_of_somebody_else_are_never_replaced(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(OutputFault, match="no report"), replaced(tmp_path, "report"):
        pass
    assert files(tmp_path) == ["thesis.tex"]


def test_a_file_in_the_place_of_the_folder_is_a_fault_that_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputFault, match="--output"), replaced(tmp_path / "file", "report"):
        pass
    with pytest.raises(OutputFault, match="--output"), replaced(tmp_path / "file" / "report", "report"):
        pass


def test_a_link_to_the_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with replaced(tmp_path / "link", "report") as folder:
        (folder / "a").write_text("")
    assert (tmp_path / "link").is_symlink()
    assert files(tmp_path / "real") == ["a", "written-by-factmill"]


def test_a_folder_of_another_kind_is_not_replaced(tmp_path):
    with replaced(tmp_path / "export", "export") as folder:
        (folder / "a").write_text("")
    with pytest.raises(OutputFault, match="no report"), replaced(tmp_path / "export", "report"):
        pass
    assert files(tmp_path / "export") == ["a", "written-by-factmill"]
