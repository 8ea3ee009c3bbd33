# The class, for `nbgrader ...` and for `course homework ...`, which runs it. Edit what you like.
import sys

project = "PROJECT"
sys.path.insert(0, project + "/kernel-lib/course/nbgrader")
import neuronbook_nbgrader

c = get_config()
c.CourseDirectory.course_id = "COURSE"
# A folder that you and all learners reach. Learners name it too:
#   nbgrader fetch_assignment hw1 --course COURSE --Exchange.root=THAT-FOLDER
c.Exchange.root = "EXCHANGE"
# Marks come from the course's own grader, in its sandbox; nothing of a submission runs in a kernel.
neuronbook_nbgrader.configure(c, project)
# L2: a sandbox without network and files. L1: another process. Nothing is graded below it.
c.Verdicts.isolation = "L2"
