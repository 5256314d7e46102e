"""What a PIN may be, and how long a wrong one makes people wait."""

SHORTEST, LONGEST = 6, 12
_FREE_TRIES = 2
_WAITS_S = (5, 15, 60, 300, 900)
_ROUND = "0123456789" * 3


def pin_problem(pin: str) -> str:
    """What is wrong with a PIN that somebody wants to set, as a sentence; empty when it may be used.

    R-PIN: 6 to 12 digits, neither one digit repeated nor a run up or down (our own rule: the first that a thief tries).
    """
    if not (pin.isascii() and pin.isdecimal()):
        return "PIN hanya angka, tanpa huruf dan tanpa spasi."
    if len(pin) < SHORTEST:
        return f"PIN paling sedikit {SHORTEST} angka."
    if len(pin) > LONGEST:
        return f"PIN paling banyak {LONGEST} angka."
    if len(set(pin)) == 1:
        return "Jangan satu angka diulang-ulang. Pilih angka yang sukar ditebak."
    if pin in _ROUND or pin in _ROUND[::-1]:
        return "Jangan angka berurutan seperti 123456. Pilih angka yang sukar ditebak."
    return ""


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none after two, then 5, 15, 60, 300, and 900 at most."""
    if wrong <= _FREE_TRIES:
        return 0
    return _WAITS_S[min(wrong - _FREE_TRIES, len(_WAITS_S)) - 1]


def wait_words(seconds: int) -> str:
    """A wait as people say it: `15 detik`, `5 menit` (begun minutes count)."""
    return f"{seconds} detik" if seconds < 60 else f"{-(-seconds // 60)} menit"
