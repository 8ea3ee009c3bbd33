/**
 * Arrays of numbers that know where they came from: {@link org.neuronbook.tensor.Tensor}, its
 * shapes, its gradients, and the matrix products behind it.
 */
package org.neuronbook.tensor;
