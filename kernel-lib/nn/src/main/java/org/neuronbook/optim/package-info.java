/** Optimisers: what turns gradients into better parameters. */
package org.neuronbook.optim;
