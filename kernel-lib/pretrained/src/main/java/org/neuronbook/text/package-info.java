/** Text as numbers: tokenizers, filling up to batches, and windows to train language models on. */
package org.neuronbook.text;
