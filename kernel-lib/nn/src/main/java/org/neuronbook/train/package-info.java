/** The training loop and the numbers by which a model is judged. */
package org.neuronbook.train;
