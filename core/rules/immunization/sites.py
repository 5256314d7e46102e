"""Where a vaccine is usually given on the body, as proposed on the screen; the health worker may write another place.

Source: Permenkes 12/2017 (lampiran, cara pemberian); PCV beside DPT-HB-Hib: Juknis imunisasi PCV, Kemenkes 2021.
"""

_BY_VACCINE = {
    "HB0": "paha kanan",
    "BCG": "lengan kanan atas",
    "OPV": "tetes mulut",
    "DPT-HB-Hib": "paha kiri",
    "PCV": "paha kanan",
    "RV": "tetes mulut",
    "IPV": "paha kiri",
    "MR": "lengan kiri atas",
    "JE": "lengan kiri atas",
    "Td": "lengan kiri atas",
    "DT": "lengan kiri atas",
    "MR-BIAS": "lengan kiri atas",
    "HPV": "lengan kiri atas",
}


def usual_site(vaccine: str) -> str:
    """R-IMUN-TEMPAT: the usual place for a vaccine (an `Antigen` or a key of BIAS and Td); empty when there is none."""
    return _BY_VACCINE.get(vaccine, "")
