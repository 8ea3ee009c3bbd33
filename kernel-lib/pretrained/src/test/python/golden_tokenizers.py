#!/usr/bin/env python3
"""Asks Hugging Face's tokenizers and OpenAI's tiktoken for the ids of awkward texts.

Needs:   the Python packages tokenizers and tiktoken; the versions used stand in the file written.
         The tokenizer.json of all-MiniLM-L6-v2 and of bge-small-zh-v1.5, and r50k_base.tiktoken: all
         three lie in jars that the pom.xml of this module names.
Run:     python3 src/test/python/golden_tokenizers.py minilm.json bge.json r50k_base.tiktoken
         from the folder kernel-lib/pretrained
Writes:  src/test/resources/golden/tokenizers.json and, as written by the library itself,
         trained-vocab.json and trained-merges.txt
"""

import json
import random
import sys
import unicodedata
from pathlib import Path

import tiktoken
import tokenizers
from tiktoken.load import load_tiktoken_bpe

GOLDEN = Path("src/test/resources/golden")
MINILM, BGE, RANKS = sys.argv[1:]
OLD = unicodedata.ucd_3_2_0  # characters that every version of Java knows

TEXTS = [
    "",
    " ",
    "Hello, world!",
    "The quick brown fox jumps over the lazy dog.",
    "unaffable embeddings, tokenization's hyperparameters",
    "I'm sure they've said: you'll don't it's we're he'd I'M THEY'VE",
    "'tis o'clock rock'n'roll ''' 's's 'sing",
    "  two  spaces   three    and trailing   ",
    "\ttabs\t\tand\nnew\n\nlines\r\n\r\nend\n",
    "  \n  \n x \n",
    "1 22 333 4444 55555 3.14159 1,000,000 -42 1e-9 0x1F \u00bd \u00b2 \u2163 \u0663\u0664 \uff11\uff12",
    "caf\u00e9 cafe\u0301 na\u00efve \u00c5ngstr\u00f6m A\u030angstro\u0308m \u0130stanbul I\u0307 \u0131",
    "\u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2 \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2 \u00df \u1e9e STRASSE \ufb01sh",
    "Vi\u1ec7t Nam ti\u1ebfng Vi\u00ea\u0323t e\u0323\u0302\u0301\u0300",
    "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440! \u0401\u043b\u043a\u0430 \u0439 \u0438\u0306",
    "\u5317\u4eac\u662f\u4e2d\u56fd\u7684\u9996\u90fd\u3002\u4eca\u5929\u5929\u6c14\u5f88\u597d\uff0c\u6211\u4eec\u53bb\u516c\u56ed\uff01",
    "BERT\u6a21\u578b\u57282018\u5e74\u53d1\u5e03 GPT-2\u5f88\u5927 AI\u8bfe\u7a0b",
    "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8\u3067\u3059\u3002\u30ab\u30bf\u30ab\u30ca \u30ac \u30ab\u3099 \uff76\uff9e",
    "\ud55c\uad6d\uc5b4 \ud14d\uc2a4\ud2b8 \u1112\u1161\u11ab",
    "\U00020000\U0002a6d6\U0002f800 \uf900\u3400\u9fa5\u4dbf",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 \u0627\u0644\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u064e\u0651\u0629 \u061f",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u200fRTL\u200e \u202eevil\u202c",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0915\u094d\u0937 \u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0ba4\u0bae\u0bbf\u0bb4\u0bcd",
    "\U0001f600 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1e9\U0001f1ea \U0001f600\U0001f600\U0001f600",
    "\u2014 \u2013 \u2026 \u201cquoted\u201d \u2018single\u2019 \u00abguillemets\u00bb \u00bf\u00a1",
    "$100 + \u20ac50 = \u00a3? a<b>c ^_^ `code` a|b ~x~ @me #tag 50% c++ \u00a7\u00b6\u2030",
    "a\u0000b\u0001c\u007fd\u0080e\u0085f\u000bg\u000ch\u001ci\u001fj\u200bk\ufeffl\ufffdm\u00adn",
    "\u00a0nbsp\u00a0 \u2003em\u2009thin\u202fnarrow\u3000wide\u2028line\u2029para\u1680ogham\u180emongol",
    "\ue000private\uf8ff \U000f0000",
    "half \ud83d and \ude00 of a pair \ud83d",
    "x" * 100 + " " + "y" * 101 + " " + "anti" * 60,
    "\U00010400" * 100 + " \U00010400",
    "a" * 700,
    "ab" * 300 + " " * 130 + "\n" * 70,
    "!" * 90 + "?" * 33 + "=" * 200,
    "[CLS] is a token, [MASK] too; [mask] [ MASK ][SEP][UNK][PAD]",
    "<|endoftext|> text <|endoftext|>",
    "http://example.org/a_b?c=d&e=f%20g#h user@example.org C:\\dir\\file.txt",
    "public static void main(String[] args) {\n\tSystem.out.println(\"x\");\n}\n",
    "snake_case camelCase UPPER_CASE kebab-case 3rd 2nd x2 v1.0.3-beta+exp.sha.5114f85",
    "\u2460\u24d0 \u00aa\u00ba \u2122 \u2126 \u212b \ufb03 \u01c5 \uff21\uff22\uff23 \u1d43 \u02b0",
    "' 's '' ' t'll 've",
    "##ing ##ed play##ing ##",
]

PAIRS = [
    ("How many people live in Berlin?", "Berlin has 3,520,031 registered inhabitants.", None),
    ("", "", None),
    ("one", "", None),
    ("a b c d e f", "u v w x y z", 10),
    ("a b c d e f", "u v", 8),
    ("a b", "u v w x y z", 8),
    ("a b c", "u v w x", 8),
    ("a b c d", "u v w", 8),
    ("a b c d e", "u v w x y", 8),
    ("a b c d", "u v w x", 3),
    ("a b c d", "u v w x", 4),
]

CORPUS = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of "
    "foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, "
    "it was the season of Darkness, it was the spring of hope, it was the winter of despair.\n\n"
    "aaaa aaaaaaa aaaaaaaaaaaa baba bababa banana bananas 1111 11111 \u5317\u4eac\u5317\u4eac \u00e9\u00e9\u00e9 "
) * 3


def random_texts(count):
    chance = random.Random(20181011)
    blocks = [(0x20, 0x7F), (0x20, 0x7F), (0x00, 0x250), (0x300, 0x700), (0x900, 0xE80), (0x1E00, 0x2400),
              (0x3000, 0x3100), (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0xF900, 0xFB50), (0x1D400, 0x1D800)]
    for _ in range(count):
        text = ""
        while len(text) < 40:
            low, high = chance.choice(blocks)
            for _ in range(chance.randrange(1, 6)):
                character = chr(chance.randrange(low, high))
                now, then = unicodedata.category(character), OLD.category(character)
                if now == then != "Cn":
                    text += character
            text += chance.choice(["", "", " "])
        yield text


def readable(text):
    """Python packages in Rust do not take halves of surrogate pairs."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def bert(path, **changes):
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    content["truncation"] = content["padding"] = None
    content["normalizer"].update(changes)
    return tokenizers.Tokenizer.from_str(json.dumps(content))


def shown(tokenizer, ids):
    """The decoding of all ids but [PAD], [CLS] and [SEP]."""
    return tokenizer.decode([i for i in ids if i not in (0, 101, 102)], skip_special_tokens=False)


minilm, bge = bert(MINILM), bert(BGE)
gpt2 = tiktoken.Encoding(
    "gpt2",
    pat_str=r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    mergeable_ranks=load_tiktoken_bpe(RANKS),
    special_tokens={"<|endoftext|>": 50256},
)

trained = tokenizers.Tokenizer(tokenizers.models.BPE())
trained.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
trained.decoder = tokenizers.decoders.ByteLevel()
trained.train_from_iterator(
    [CORPUS],
    tokenizers.trainers.BpeTrainer(
        vocab_size=340,
        min_frequency=2,
        show_progress=False,
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
    ),
)
vocabulary, merges = map(Path, trained.model.save(str(GOLDEN), "trained"))

texts = []
for text in TEXTS + list(random_texts(60)):
    small, chinese = minilm.encode(readable(text)).ids, bge.encode(readable(text)).ids
    texts.append({
        "text": text,
        "minilm": small,
        "minilm_text": shown(minilm, small),
        "bge": chinese,
        "bge_text": shown(bge, chinese),
        "gpt2": gpt2.encode_ordinary(text),
        "trained": trained.encode(readable(text)).ids,
    })

options = []
for changes in [
    {"lowercase": False, "strip_accents": True},
    {"lowercase": True, "strip_accents": False},
    {"lowercase": False, "strip_accents": False, "handle_chinese_chars": False},
    {"lowercase": True, "clean_text": False},
]:
    tokenizer = bert(MINILM, **changes)
    options.append({"options": changes, "ids": [tokenizer.encode(readable(t)).ids for t in TEXTS]})

pairs = []
for first, second, length in PAIRS:
    minilm.no_truncation()
    if length:
        minilm.enable_truncation(length)
    encoding = minilm.encode(first, second)
    single = minilm.encode(first)
    pairs.append({"first": first, "second": second, "length": length, "ids": encoding.ids,
                  "types": encoding.type_ids, "single": single.ids})

lines = ",\n".join(json.dumps(each) for each in texts)
about = {"made_by": "src/test/python/golden_tokenizers.py", "tokenizers": tokenizers.__version__,
         "tiktoken": tiktoken.__version__}
(GOLDEN / "tokenizers.json").write_text(
    '{"about": %s,\n"corpus": %s,\n"options": %s,\n"pairs": %s,\n"texts": [\n%s\n]}\n'
    % (json.dumps(about), json.dumps(CORPUS), json.dumps(options), json.dumps(pairs), lines))
print(len(texts), "texts", vocabulary, merges)
