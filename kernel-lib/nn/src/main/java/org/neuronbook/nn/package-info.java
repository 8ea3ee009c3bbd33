/** Layers, models and losses: {@link org.neuronbook.nn.Layer} is the one tree that a model is. */
package org.neuronbook.nn;
