"""Which script a letter belongs to (Unicode blocks, the scripts of the locales we know)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.text.reading import Reading

_RANGES = {
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff5a",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": r"\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armn": r"\u0531-\u0587",
    "Hebr": r"\u05d0-\u05f2\ufb1d-\ufb4f",
    "Arab": r"\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Syrc": r"\u0710-\u074f",
    "Thaa": r"\u0780-\u07b1",
    "Deva": r"\u0904-\u0939\u0958-\u0961\u0971-\u097f",
    "Beng": r"\u0985-\u09b9\u09dc-\u09e1",
    "Guru": r"\u0a05-\u0a39",
    "Gujr": r"\u0a85-\u0ab9",
    "Taml": r"\u0b83-\u0bb9",
    "Telu": r"\u0c05-\u0c39",
    "Knda": r"\u0c85-\u0cb9",
    "Mlym": r"\u0d05-\u0d39",
    "Sinh": r"\u0d85-\u0dc6",
    "Thai": r"\u0e01-\u0e30\u0e40-\u0e46",
    "Laoo": r"\u0e81-\u0eb0",
    "Tibt": r"\u0f40-\u0f6c",
    "Mymr": r"\u1000-\u102a\u103f-\u1055",
    "Geor": r"\u10a0-\u10ff\u1c90-\u1cbf",
    "Hang": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Ethi": r"\u1200-\u135a",
    "Khmr": r"\u1780-\u17b3",
    "Mong": r"\u1820-\u1878",
    "Kana": r"\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d",
    "Hani": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef",
}
_LOCALE_SCRIPTS = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Hani", "Kana"),
    "Kore": ("Hang", "Hani"),
}
# characters of one only of the two Chinese scripts, from the commonest in news
_SIMPLIFIED = (
    "们这国来个说时对会为发学经过还动么间问题无两东实马开车门见长让给军战议论应该员队书买卖习"
    "电话语认识谁请谈调头总统难边变觉处万与进运远选择费权术样样热灭龙龟义亲产业专区协单卫厂厅历"
    "听启吗园图团场坏块声备够夺奖妇孙宁宝尔尽层属岁岛带帮库归当录彻忆忧怀态恶惊惯愿戏户扑扩担拥"
    "拟拨挥损换据显晓术机杀杂条杨极构枪标树档桥检楼欢毕汉汇沟泽济浅测浓涛润涨湿满滚灯灵点烂烟烧"
)
_TRADITIONAL = (
    "們這國來個說時對會為發學經過還動麼間問題無兩東實馬開車門見長讓給軍戰議論應該員隊書買賣習"
    "電話語認識誰請談調頭總統難邊變覺處萬與進運遠選擇費權術樣熱滅龍龜義親產業專區協單衛廠廳歷聽"
    "啟嗎園圖團場壞塊聲備夠奪獎婦孫寧寶爾盡層屬歲島帶幫庫歸當錄徹憶憂懷態惡驚慣願戲戶撲擴擔擁擬"
    "撥揮損換據顯曉機殺雜條楊極構槍標樹檔橋檢樓歡畢漢匯溝澤濟淺測濃濤潤漲濕滿滾燈靈點爛煙燒"
)


@cache
def _classes() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{ranges}]") for name, ranges in _RANGES.items()}


@cache
def script_of(letter: str) -> str:
    """The four-letter script of a letter; empty for digits, marks and signs."""
    return next((name for name, letters in _classes().items() if letters.match(letter)), "")


@lru_cache(maxsize=256)
def scripts(reading: Reading) -> frozenset[str]:
    """The scripts of a text's characters, codes included."""
    return frozenset(map(script_of, reading.letters)) - {""}


def has_letters_of(text: str, script: str) -> bool:
    """Whether a text holds a letter of a script."""
    return _classes()[script].search(text) is not None


def letters_of(text: str, script: str) -> int:
    """How many letters of a script a text holds."""
    return len(_classes()[script].findall(text))


def of_locale(script: str) -> tuple[str, ...]:
    """The scripts in which a locale with this script subtag is written."""
    return _LOCALE_SCRIPTS.get(script, (script,))


@cache
def only_in(script: str) -> frozenset[str]:
    """Characters that only simplified (``Hans``) or only traditional (``Hant``) Chinese has."""
    one, other = frozenset(_SIMPLIFIED), frozenset(_TRADITIONAL)
    return {"Hans": one - other, "Hant": other - one}.get(script, frozenset())


def is_latin(word: str) -> bool:
    """Whether a word is of Latin letters only."""
    return bool(word) and all(script_of(letter) == "Latn" for letter in word)
