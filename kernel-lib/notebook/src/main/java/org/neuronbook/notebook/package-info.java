/**
 * What a cell sees: charts, tables, pictures, progress and claims.
 *
 * <p>Everything here is {@link org.neuronbook.notebook.Displayable}: it has HTML (a picture with a
 * text alternative, or a table with header cells), and plain text. The HTML needs no script, no
 * style sheet and no network, so that it also shows in an untrusted notebook and in an export.
 *
 * <p>{@link org.neuronbook.notebook.NotebookExtension} installs all of it in a kernel; {@link
 * org.neuronbook.notebook.Notebook} holds the methods a cell calls without an import.
 */
package org.neuronbook.notebook;
