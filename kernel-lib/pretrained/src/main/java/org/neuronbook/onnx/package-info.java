/** Models in the format that all frameworks exchange them in. */
package org.neuronbook.onnx;
