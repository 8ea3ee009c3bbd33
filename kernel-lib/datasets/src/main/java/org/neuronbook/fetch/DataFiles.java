package org.neuronbook.fetch;

import java.util.List;

/**
 * The files of a data set and the places that have them, the preferred one first.
 *
 * @param title the data set's name in sentences for people
 */
public record DataFiles(String title, List<DataFile> files, List<Origin> origins) {}
