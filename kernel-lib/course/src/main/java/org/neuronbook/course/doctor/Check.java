package org.neuronbook.course.doctor;

import org.neuronbook.course.Project;

/** One thing that the doctor looks at. */
interface Check {
  Finding examine(Machine machine, Project project);
}
