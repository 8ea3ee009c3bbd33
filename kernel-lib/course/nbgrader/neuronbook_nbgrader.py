"""What the course adds to nbgrader, through nbgrader's own settings alone.

nbgrader executes a notebook and believes what the kernel says of it. Whoever writes the notebook can make a kernel say
anything, so here no kernel is asked: the cells go to `course grade verdicts`, where the tests and the verdict are in a
process that never loads them, and its answer becomes the output of the autograded cell. Gradebook, feedback and export
are nbgrader's.
"""

import atexit
import glob
import json
import os
import re
import shutil
import subprocess

import bleach
import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.preprocessors import ClearSolutions, Execute, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import List, Unicode

GRADE_CELL = re.compile(r"grade-([0-9]{2}[a-z]?)-([1-9][0-9]?)")
SOLUTION_CELL = re.compile(r"exercise-([0-9]{2}[a-z]?)-([1-9][0-9]?)")
LEARNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")
LARGEST = 32 << 20
UNREADABLE = "What was handed in is no notebook that can be read. Save it in Jupyter once more, and hand it in again."


def configure(c, project):
    """Puts the parts of this module where nbgrader asks for such parts."""
    c.GenerateAssignment.preprocessors = [
        Stubs if each is ClearSolutions else each for each in GenerateAssignment.preprocessors.default()
    ]
    c.ExchangeFactory.collect = Collect
    c.ExchangeFactory.release_feedback = ReleaseFeedback
    c.Autograde.exporter_class = AnyNotebook
    c.Autograde.sanitize_preprocessors = [Restore] + Autograde.sanitize_preprocessors.default()
    c.Autograde.autograde_preprocessors = [
        Verdicts if each is Execute else each for each in Autograde.autograde_preprocessors.default()
    ]
    c.Verdicts.command = [os.path.join(project, "course")]
    c.HTMLExporter.filters = {"markdown2html": harmless_html}


class Stubs(ClearSolutions):
    """Replaces a solution by a line that compiles in every method, where nbgrader's stub for Java is a comment."""

    def preprocess_cell(self, cell, resources, cell_index):
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if is_grade(cell) and not is_solution(cell) and not GRADE_CELL.fullmatch(name):
            raise RuntimeError(
                f"the autograded cell '{name}' is of no exercise: it must be called as in grade-10-1. "
                "Cells of your own can be graded by hand (nbgrader: manually graded answer)."
            )
        exercise = SOLUTION_CELL.fullmatch(name)
        if exercise:
            self.code_stub = {**self.code_stub, "java": 'throw new Todo("%s.%s");' % exercise.groups()}
        return super().preprocess_cell(cell, resources, cell_index)


class Collect(ExchangeCollect):
    """Does not follow links: the instructor may read what the link leads to, its author may not.

    The inbound folder is open to all, so names may be formulas for a spreadsheet, too.
    """

    def init_src(self):
        super().init_src()
        for record in self.src_records:
            if not LEARNER.fullmatch(record["username"]):
                self.log.warning("Not collected, because no learner is called so: %r", record["filename"])
        self.src_records = [record for record in self.src_records if LEARNER.fullmatch(record["username"])]

    def do_copy(self, src, dest, log=None):
        if os.path.islink(src):
            self.log.warning("Not collected, because it is a link: %s", src)
            return
        super().do_copy(src, dest, log)
        for folder, folders, files in os.walk(src):
            for name in folders + files:
                if os.path.islink(os.path.join(folder, name)):
                    self.log.warning("Not collected, because it is a link: %s", os.path.join(folder, name))
                    copy = os.path.join(dest, os.path.relpath(folder, src), name)
                    shutil.rmtree(copy) if os.path.isdir(copy) else os.remove(copy)


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Leaves out those who did not submit through the exchange, where nbgrader would stop at the first of them."""

    def copy_files(self):
        others = []
        for folder in sorted(glob.glob(self.src_path)):
            if not os.path.exists(os.path.join(folder, "submission_secret.txt")):
                self.log.warning("Not submitted through the exchange, so hand it out yourself: %s", folder)
                others.append(os.path.basename(os.path.dirname(folder)))
        self.coursedir.student_id_exclude = ",".join([*self.coursedir.student_id_exclude.split(","), *others])
        super().copy_files()


class AnyNotebook(NotebookExporter):
    """Reads what was handed in. What is no notebook becomes one that says so, and gets its zero like any other."""

    def from_file(self, file_stream, resources=None, **kw):
        try:
            notebook = read(file_stream)
        except Exception as problem:
            self.log.warning("%s cannot be read: %s", file_stream.name, problem)
            notebook = new_notebook(cells=[new_markdown_cell(UNREADABLE)])
        return self.from_notebook_node(notebook, resources=resources, **kw)


def read(file_stream):
    if os.path.islink(file_stream.name):
        raise ValueError("it is a link")
    text = file_stream.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise ValueError("it is too large")
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if not (isinstance(cell.source, str) and isinstance(cell.metadata, dict) and isinstance(cell.cell_type, str)):
            raise ValueError("it has a cell that is none")
    return notebook


class Restore(NbGraderPreprocessor):
    """Keeps the texts of a submission, and nothing else of it: outputs and marks are as they were released.

    Whatever else a notebook holds can be forged, and some of it ends nbgrader's run for the whole class.
    """

    def preprocess(self, nb, resources):
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            released = gradebook.find_notebook(where["notebook"], where["assignment"])
            marks = {cell.name: released_marks(cell, released) for cell in released.source_cells}
            texts = {cell.name: cell.source for cell in released.source_cells}
        kept = []
        missing = dict(marks)
        # As in nbgrader, the last one of several cells with one name counts.
        for cell in reversed(nb.cells):
            own = missing.pop(name_of(cell), None)
            kept.append(restored(cell.source, own, cell.cell_type))
        kept.reverse()
        for name, own in missing.items():
            if own["grade"] or own["task"] or own["locked"]:
                self.log.warning("The cell '%s' was missing from the submission", name)
                kept.append(restored(texts[name], own, own["cell_type"]))
        return new_notebook(cells=kept), resources


def name_of(cell):
    own = cell.metadata.get("nbgrader")
    name = own.get("grade_id") if isinstance(own, dict) else None
    return name if isinstance(name, str) else None


def restored(text, marks, cell_type):
    if marks is not None:
        cell_type = marks["cell_type"]
    # A raw cell would go into the feedback as it is, HTML and all.
    new_cell = new_code_cell if cell_type == "code" else new_markdown_cell
    return new_cell(text, metadata={} if marks is None else {"nbgrader": marks})


def released_marks(cell, notebook):
    points = {each.name: each.max_score for each in [*notebook.grade_cells, *notebook.task_cells]}
    marks = {
        "schema_version": 3,
        "grade_id": cell.name,
        "grade": any(each.name == cell.name for each in notebook.grade_cells),
        "solution": any(each.name == cell.name for each in notebook.solution_cells),
        "task": any(each.name == cell.name for each in notebook.task_cells),
        "locked": cell.locked,
        "cell_type": cell.cell_type,
        "checksum": cell.checksum,
    }
    return {**marks, "points": points[cell.name]} if cell.name in points else marks


class Verdicts(NbGraderPreprocessor):
    """In the place of nbgrader's Execute: asks the course's grader, and writes its answer into the grade cells."""

    command = List(Unicode(), help="The program that starts the course.").tag(config=True)
    isolation = Unicode("L2", help="L1, L2 or L3. Nothing is graded below it.").tag(config=True)

    def preprocess(self, nb, resources):
        where = resources["nbgrader"]
        graded = [cell for cell in nb.cells if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)]
        if graded:
            question = {
                "name": "/".join(where[part] for part in ("student", "assignment", "notebook")),
                "cells": [cell.source for cell in nb.cells if cell.cell_type == "code"],
                "exercises": [exercise_of(cell) for cell in graded],
            }
            for cell, verdict in zip(graded, self.ask(question), strict=True):
                self.log.info("Exercise %(exercise)s: %(points)s of %(maximum)s points", verdict)
                cell.outputs = outputs(verdict, cell.metadata.nbgrader["points"])
        return nb, resources

    def ask(self, question):
        """One grader serves a whole run: it ends when its input does, with this process."""
        given = os.environ.get("NEURONBOOK_COURSE_COMMAND")
        words = [*(json.loads(given) if given else self.command), "grade", "verdicts"]
        words += ["--out", os.path.abspath("grading"), "--min-isolation", self.isolation]
        grader = GRADERS.get(tuple(words))
        if grader is None or grader.poll() is not None:
            grader = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
            GRADERS[tuple(words)] = grader
        try:
            print(json.dumps(question), file=grader.stdin, flush=True)
            answer = grader.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise RuntimeError("the course's grader ended; what it said stands above")
        return json.loads(answer)


GRADERS = {}


@atexit.register
def end_graders():
    for grader in GRADERS.values():
        grader.stdin.close()
        grader.wait()


def exercise_of(cell):
    named = GRADE_CELL.fullmatch(cell.metadata.nbgrader["grade_id"])
    if not named:
        raise RuntimeError(f"the autograded cell '{cell.metadata.nbgrader['grade_id']}' is of no exercise")
    return "%s.%s" % named.groups()


def outputs(verdict, points):
    """The report, and after it the mark, as nbgrader reads it: the text of the only result."""
    mark = points * verdict["points"] / verdict["maximum"] if verdict["maximum"] else 0.0
    return [
        new_output("display_data", data={"text/html": verdict["html"], "text/plain": verdict["text"]}),
        new_output("execute_result", data={"text/plain": repr(mark)}),
    ]


def harmless_html(source):
    """What a learner writes as Markdown is shown to an instructor: without scripts, forms and styles."""
    return bleach.clean(markdown2html(source), tags=TAGS, attributes=ATTRIBUTES)


ATTRIBUTES = {**bleach.ALLOWED_ATTRIBUTES, "*": ["class", "id"], "img": ["src", "alt", "width", "height"]}
TAGS = {*bleach.ALLOWED_TAGS, "p", "br", "hr", "pre", "div", "span", "img", "del", "sub", "sup"}
TAGS |= {"h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tr", "th", "td"}
