"""Times difflib and rapidfuzz on claims and a text that come on standard input, parted by NUL; the text is the last."""
import difflib
import sys
import time

*claims, text = sys.stdin.buffer.read().decode().split("\0")


def measure(name, check):
    times = []
    for claim in claims:
        start = time.perf_counter()
        check(claim)
        times.append((time.perf_counter() - start) * 1e3)
    print(f"{name:<26}  p50 {sorted(times)[len(times) // 2]:>8.1f} ms", flush=True)


try:
    from rapidfuzz.fuzz import partial_ratio_alignment

    measure("rapidfuzz, alignment", lambda claim: partial_ratio_alignment(claim, text))
except ImportError:
    print("rapidfuzz is not installed")

# difflib indexes its second sequence; the claim is the shorter one, and the text is walked through.
measure("difflib, longest match", lambda claim: difflib.SequenceMatcher(None, text, claim, autojunk=False).find_longest_match())
