#!/usr/bin/env python3
"""Computes with scikit-learn and sacreBLEU the metrics that the Java tests compare with.

Needs:   the Python packages scikit-learn and sacrebleu; the committed numbers come from scikit-learn 1.9.1
         and sacrebleu 2.6.0.
Run:     python3 src/test/python/golden_metrics.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/metrics.json

Running it again with the same packages gives the same file.
"""

import json
import math
import pathlib
import random

import numpy
import sacrebleu
import sklearn
from sklearn import metrics

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
RANDOM = random.Random(2002)


def curves():
    for n, ties in [(2, 1), (7, 2), (30, 5), (30, 1000), (60, 3), (12, 1)]:
        labels = [0, 1] + [RANDOM.randrange(2) for _ in range(n - 2)]
        # Few distinct scores make many ties.
        scores = [(RANDOM.randrange(ties) + 0.3 * label * ties) // 1 / 8 for label in labels]
        fpr, tpr, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
        precision, recall, falling = metrics.precision_recall_curve(labels, scores)
        yield {
            "metric": "curves",
            "labels": labels,
            "scores": scores,
            "falsePositiveRate": fpr.tolist(),
            "truePositiveRate": tpr.tolist(),
            # The first is infinite, which JSON does not know.
            "thresholds": thresholds[1:].tolist(),
            "area": metrics.roc_auc_score(labels, scores),
            # scikit-learn goes from the lowest threshold up.
            "recall": recall[::-1].tolist(),
            "precision": precision[::-1].tolist(),
            "averagePrecision": metrics.average_precision_score(labels, scores),
        }


def micro():
    for classes, chosen in [(2, [1]), (3, [0, 1, 2]), (4, [1, 3]), (5, [0, 2, 4]), (4, [3])]:
        # The last class never occurs where there are 4.
        occurring = 3 if classes == 4 else classes
        truth = [RANDOM.randrange(occurring) for _ in range(25)]
        predicted = [t if RANDOM.random() < 0.5 else RANDOM.randrange(occurring) for t in truth]
        some = {"labels": chosen, "average": "micro", "zero_division": 0}
        yield {
            "metric": "micro",
            "classes": classes,
            "chosen": chosen,
            "truth": truth,
            "predicted": predicted,
            "precision": float(metrics.precision_score(truth, predicted, **some)),
            "recall": float(metrics.recall_score(truth, predicted, **some)),
            "f1": float(metrics.f1_score(truth, predicted, **some)),
        }


def top_k():
    for k in range(1, 6):
        labels = [RANDOM.randrange(5) for _ in range(20)]
        logits = [[RANDOM.gauss(0, 1) for _ in range(5)] for _ in labels]
        # k = all classes is 1 by definition; scikit-learn warns, but agrees.
        value = metrics.top_k_accuracy_score(labels, logits, k=k, labels=list(range(5)))
        yield {"metric": "topKAccuracy", "k": k, "labels": labels, "logits": logits, "value": float(value)}


def r2():
    for rows, outputs in [(2, 1), (9, 1), (9, 4)]:
        target = [[RANDOM.gauss(3, 2) for _ in range(outputs)] for _ in range(rows)]
        prediction = [[t + RANDOM.gauss(0, 1) for t in row] for row in target]
        if outputs == 4:
            for i, row in enumerate(target):
                row[1] = prediction[i][1] = 7.0  # constant and right
                row[2] = -1.5  # constant and wrong
        yield {
            "metric": "r2",
            "target": target,
            "prediction": prediction,
            "value": float(metrics.r2_score(target, prediction)),
        }


def sentence(length):
    return [RANDOM.choice("a b c d".split()) for _ in range(length)]


def bleu():
    for sentences, shortest, longest, order in [(1, 6, 9, 4), (5, 4, 15, 4), (20, 0, 12, 4),
                                                (6, 3, 8, 2), (4, 1, 3, 4), (3, 9, 30, 3)]:
        references, candidates = [], []
        for _ in range(sentences):
            given = [sentence(RANDOM.randint(max(1, shortest), longest))
                     for _ in range(RANDOM.randint(1, 3))]
            edited = [w for w in given[0] if RANDOM.random() > 0.1]
            candidates.append(edited if len(edited) >= shortest else given[0][: longest])
            references.append(given)
        # One list a reference, None where a sentence has fewer. NLTK would not do: it counts an n-gram for
        # sentences that are too short to have one.
        most = max(len(each) for each in references)
        streams = [[" ".join(each[i]) if i < len(each) else None for each in references]
                   for i in range(most)]
        judge = sacrebleu.BLEU(tokenize="none", smooth_method="none", max_ngram_order=order,
                               effective_order=False)
        value = judge.corpus_score([" ".join(each) for each in candidates], streams).score / 100
        yield {
            "metric": "bleu",
            "candidates": candidates,
            "references": references,
            "longest": order,
            "value": float(value),
        }


def perplexity():
    for n in (1, 4, 9):
        logits = numpy.array([[RANDOM.gauss(0, 2) for _ in range(6)] for _ in range(n)])
        labels = [RANDOM.randrange(6) for _ in range(n)]
        loss = metrics.log_loss(labels, numpy.exp(logits) / numpy.exp(logits).sum(1, keepdims=True),
                                labels=list(range(6)))
        yield {"metric": "perplexity", "logits": logits.tolist(), "labels": labels,
               "value": math.exp(loss)}


if __name__ == "__main__":
    about = {"made_by": "src/test/python/golden_metrics.py", "scikit-learn": sklearn.__version__,
             "sacrebleu": sacrebleu.__version__}
    cases = [each for make in (curves, micro, top_k, r2, bleu, perplexity) for each in make()]
    lines = ",\n".join("  " + json.dumps(each, allow_nan=False) for each in cases)
    (GOLDEN / "metrics.json").write_text('{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(about), lines))
    print(len(cases), "cases")
