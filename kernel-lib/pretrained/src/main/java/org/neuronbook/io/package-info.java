/** Saving and loading of what models have learned. */
package org.neuronbook.io;
