/** Models that others have trained, with their real weights. */
package org.neuronbook.pretrained;
